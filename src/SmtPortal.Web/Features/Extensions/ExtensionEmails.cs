using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Extensions;

/// <summary>Asks the customer for a later last day.</summary>
public sealed class ExtensionAskedEmail(ExtensionRequest request, Agreement agreement, string company, bool reminder = false) : PortalEmail
{
    public override string Kind => reminder ? "extension-reminder" : "extension-asked";

    public override TokenTarget Opens => new(LinkTargets.Extension, request.Id);

    public override string Subject(IStringLocalizer<Texts> texts) => reminder
        ? texts["Reminder: {0} asks to extend agreement {1}", company, agreement.Number]
        : texts["{0} asks to extend agreement {1}", company, agreement.Number];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(texts["You decide. If you do nothing, the agreement ends on the day it has now."])
        .Facts(
            (texts["Who asks"], company),
            (texts["Ends now on"], Show.Day(agreement.LastDay)),
            (texts["Would end on"], Show.Day(request.LastDay)),
            (texts["What they could see"], texts.WhatIsSeen(agreement.Terms, request.LastDay)),
            (texts["Answer until"], Show.Moment(request.EndsAt)))
        .Paragraph(texts.ForTheseEsiids(agreement.Esiids.Count(e => e.IsIn)))
        .Bullets(agreement.Esiids.Where(e => e.IsIn).Select(e => e.Esiid))
        .Button(texts["Approve"], EmailLink.ByToken("approve"))
        .Button(texts["Decline"], EmailLink.ByToken("decline"))
        .SmallPrint(texts["These links are yours alone: do not pass this mail on. Opening one changes nothing by itself; you are always asked once more."]);
}

/// <summary>Tells the customer the new last day.</summary>
public sealed class ExtendedEmailToCustomer(Agreement agreement, string company) : PortalEmail
{
    public override string Kind => "extended-customer";

    public override string Subject(IStringLocalizer<Texts> texts) => texts["Your agreement {0} with {1} was extended", agreement.Number, company];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(texts["{0} may see {1}.", company, texts.WhatIsSeen(agreement.Terms, agreement.LastDay)])
        .Bullets(agreement.Esiids.Where(e => e.IsIn).Select(e => e.Esiid))
        .Paragraph(texts["You can end this agreement at any time."])
        .Button(texts["Look at the agreement"], EmailLink.To($"/customer/agreements/{agreement.Number}"))
        .SmallPrint(texts["If you did not do this, sign in, end the agreement and change your password."]);
}

/// <summary>Tells the company the new last day.</summary>
public sealed class ExtendedEmailToCompany(Agreement agreement, bool approved = false) : PortalEmail, ICompanyNews
{
    public CompanyEvent Event => approved ? CompanyEvent.ExtensionAnswered : CompanyEvent.ExtendedByCustomer;

    public override string Kind => approved ? "extension-approved-company" : "extended-company";

    public override string Subject(IStringLocalizer<Texts> texts) => approved
        ? $"Approved: agreement {agreement.Number} runs until {Show.Day(agreement.LastDay)}"
        : $"Extended: agreement {agreement.Number} runs until {Show.Day(agreement.LastDay)}";

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(approved ? "The customer approved your request to extend." : "The customer extended the agreement.")
        .Facts(("Sent to", agreement.SentTo), ("Your reference", agreement.Reference))
        .Bullets(agreement.Esiids.Where(e => e.IsIn).Select(e => e.Esiid))
        .Button("Open the agreement", EmailLink.To($"/company/agreements/{agreement.Number}"));
}

/// <summary>Tells the company that its request was declined, or that nobody answered it.</summary>
public sealed class ExtensionRefusedEmail(ExtensionRequest request, string? reference) : PortalEmail, ICompanyNews
{
    public CompanyEvent Event => CompanyEvent.ExtensionAnswered;

    public override string Kind => request.Status == ExtensionStatus.Declined ? "extension-declined-company" : "extension-expired-company";

    public override string Subject(IStringLocalizer<Texts> texts) => request.Status == ExtensionStatus.Declined
        ? $"Declined: request to extend agreement {request.AgreementNumber}"
        : $"Not answered: request to extend agreement {request.AgreementNumber}";

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(request.Status == ExtensionStatus.Declined
            ? $"The customer declined to extend agreement {request.AgreementNumber} to {Show.Day(request.LastDay)}. It ends on the day it has now."
            : $"Nobody answered your request to extend agreement {request.AgreementNumber} to {Show.Day(request.LastDay)} in time.")
        .Facts(("Your reference", reference))
        .Button("Open the agreement", EmailLink.To($"/company/agreements/{request.AgreementNumber}"));
}
