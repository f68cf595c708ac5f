using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Invitations;

/// <summary>Tells the customer that the agreement is in force, and how to take it back.</summary>
public sealed class AcceptedEmailToCustomer(Agreement agreement, string company) : PortalEmail
{
    public override string Kind => "accepted-customer";

    public override string Subject(IStringLocalizer<Texts> texts) => agreement.Consent.IsForDevice
        ? texts["You accepted the invitation of {0}: agreement {1}", company, agreement.Number]
        : texts["You share your electricity data with {0}: agreement {1}", company, agreement.Number];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(texts["Your agreement {0} is in force", agreement.Number])
        .Paragraph(texts.May(company, agreement.Consent, agreement.LastDay))
        .Bullets(agreement.Esiids.Select(e => e.Esiid))
        .Paragraph(texts.HowItEnds(agreement.Kind))
        .Button(texts["Look at the agreement"], EmailLink.To($"/customer/agreements/{agreement.Number}"))
        .SmallPrint(agreement.MayBeEndedDirectly
            ? texts["If you did not do this, sign in, end the agreement and change your password."]
            : texts["If you did not do this, sign in and change your password."]);
}

/// <summary>Tells the company that the customer agreed.</summary>
public sealed class AcceptedEmailToCompany(Agreement agreement) : PortalEmail, ICompanyNews
{
    public CompanyEvent Event => CompanyEvent.InvitationAnswered;

    public override string Kind => "accepted-company";

    public override string Subject(IStringLocalizer<Texts> texts) => $"Accepted: invitation {agreement.InvitationNumber} is agreement {agreement.Number}";

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph($"The customer accepted your invitation {agreement.InvitationNumber}. The agreement is in force{Until(agreement)}.")
        .Facts(
            ("Agreement", $"{agreement.Number}"), ("Sent to", agreement.SentTo), ("Your reference", agreement.Reference), ("Terms", texts.KindOf(agreement.Consent)),
            ("Device", agreement.Device is { } device ? texts.NameOf(device) : null))
        .Bullets(agreement.Esiids.Select(e => e.Esiid))
        .Button("Open the agreement", EmailLink.To($"/company/agreements/{agreement.Number}"));

    private static string Until(Agreement agreement) => agreement.Kind switch
    {
        AgreementKind.EnergyData => $" until {Show.Day(agreement.LastDay)}",
        AgreementKind.InHomeDevice => " until the device is removed",
        _ => " until one side ends it",
    };
}

/// <summary>Confirms a rejection to the address that was invited.</summary>
public sealed class RejectedEmailToCustomer(long invitationNumber, string company) : PortalEmail
{
    public override string Kind => "rejected-customer";

    public override string Subject(IStringLocalizer<Texts> texts) => texts["You rejected the invitation of {0}", company];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(texts["Invitation {0} is closed, and {1} gets nothing under it. There is nothing more for you to do.", invitationNumber, company]);
}

/// <summary>Tells the company of a rejection. The reason, given later or never, stands on the invitation's page only (INV-7).</summary>
public sealed class RejectedEmailToCompany(Invitation invitation) : PortalEmail, ICompanyNews
{
    public CompanyEvent Event => CompanyEvent.InvitationAnswered;

    public override string Kind => "rejected-company";

    public override string Subject(IStringLocalizer<Texts> texts) => $"Rejected: invitation {invitation.Number}";

    public override EmailBody Body(IStringLocalizer<Texts> texts) => InvitationFacts.Body(Subject(texts),
        $"Invitation {invitation.Number} was rejected. If a reason is given within a day, you find it on the invitation's page.", invitation);
}

/// <summary>Tells the company that nobody answered in time.</summary>
public sealed class ExpiredEmailToCompany(Invitation invitation) : PortalEmail, ICompanyNews
{
    public CompanyEvent Event => CompanyEvent.InvitationExpired;

    public override string Kind => "expired-company";

    public override string Subject(IStringLocalizer<Texts> texts) => $"Expired: invitation {invitation.Number}";

    public override EmailBody Body(IStringLocalizer<Texts> texts) => InvitationFacts.Body(Subject(texts),
        $"Nobody answered invitation {invitation.Number} in time, so it has expired. If the customer still wants this, invite again.", invitation);
}

/// <summary>Tells a customer who had opened the invitation signed in that the company took it back.</summary>
public sealed class WithdrawnEmailToCustomer(long invitationNumber, string company) : PortalEmail
{
    public override string Kind => "withdrawn-customer";

    public override string Subject(IStringLocalizer<Texts> texts) => texts["{0} has withdrawn its invitation", company];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(texts["Invitation {0} is closed, and {1} gets nothing under it. There is nothing more for you to do.", invitationNumber, company]);
}

internal static class InvitationFacts
{
    public static EmailBody Body(string heading, string sentence, Invitation invitation) => new EmailBody()
        .Heading(heading)
        .Paragraph(sentence)
        .Facts(("Sent to", invitation.SentTo), ("Your reference", invitation.Reference), ("Device", invitation.Mac?.ToString()))
        .Bullets(invitation.Esiids.Select(e => e.Esiid))
        .Button("Open the invitation", EmailLink.To($"/company/invitations/{invitation.PublicId}"));
}
