using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Agreements;

/// <summary>Tells the customer that an agreement has ended, and by what.</summary>
public sealed class EndedEmailToCustomer(Agreement agreement, string company) : PortalEmail
{
    public override string Kind => "agreement-ended-customer";

    public override string Subject(IStringLocalizer<Texts> texts) => texts["Your agreement {0} with {1} has ended", agreement.Number, company];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(agreement switch
        {
            { Status: AgreementStatus.Expired } => texts["Its time is over."],
            { Status: AgreementStatus.Completed } => texts["Everything you allowed has been delivered, once."],
            { EndReason: EndReason.ByCustomer } => texts["You ended it."],
            { EndReason: EndReason.ByThirdParty } => texts["The company ended it."],
            _ => texts["Reason: {0}.", texts.NameOf(agreement.EndReason!.Value)],
        })
        .Paragraph(texts.NoLonger(company, agreement.Consent))
        .Bullets(agreement.Esiids.Where(e => e.IsIn || e.LeftAt == agreement.EndedAt).Select(e => e.Esiid))
        .Button(texts["Look at the agreement"], EmailLink.To($"/customer/agreements/{agreement.Number}"));
}

/// <summary>Tells the company that an agreement has ended.</summary>
public sealed class EndedEmailToCompany(Agreement agreement) : PortalEmail, ICompanyNews
{
    public CompanyEvent Event => agreement.EndReason switch
    {
        EndReason.ByCustomer => CompanyEvent.EndedByCustomer,
        EndReason.ByThirdParty => CompanyEvent.EndedByColleague,
        EndReason.MoveOut or EndReason.AccountClosed => CompanyEvent.CustomerLeft,
        EndReason.DeviceRemoved => CompanyEvent.DeviceChanged,
        _ => CompanyEvent.AgreementOver,
    };

    public override string Kind => "agreement-ended-company";

    public override string Subject(IStringLocalizer<Texts> texts) => $"Agreement {agreement.Number} has ended";

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(agreement.Status switch
        {
            AgreementStatus.Expired => "Its time is over.",
            AgreementStatus.Completed => "Every file was delivered.",
            _ => $"It was terminated: {texts.NameOf(agreement.EndReason!.Value)}.",
        })
        .Paragraph(agreement.Kind switch
        {
            AgreementKind.EnergyData => "Nothing more is produced or delivered under it. Files in your folder stay their ten days.",
            AgreementKind.InHomeDevice => "You can no longer add, see or remove the device under it.",
            _ => "You can send no more messages to the device under it.",
        })
        .Facts(("Sent to", agreement.SentTo), ("Your reference", agreement.Reference), ("Device", agreement.Mac?.ToString()))
        .Bullets(agreement.Esiids.Where(e => e.IsIn || e.LeftAt == agreement.EndedAt).Select(e => e.Esiid))
        .Button("Open the agreement", EmailLink.To($"/company/agreements/{agreement.Number}"));
}
