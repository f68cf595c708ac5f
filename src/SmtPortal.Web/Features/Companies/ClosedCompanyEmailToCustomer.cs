using System.Globalization;
using Microsoft.Extensions.Localization;
using SmtPortal.Web.Email;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Companies;

/// <summary>The one mail to a customer about a company that was closed, with the agreements that ended by it.</summary>
/// <param name="agreements">Their numbers; none: only invitations waited.</param>
public sealed class ClosedCompanyEmailToCustomer(string company, IReadOnlyList<long> agreements) : PortalEmail
{
    private const int Most = 20;

    public override string Kind => "company-closed-customer";

    public override string Subject(IStringLocalizer<Texts> texts) => agreements.Count == 0
        ? texts["{0} has withdrawn its invitation", company]
        : texts["{0} has closed its account here", company];

    public override EmailBody Body(IStringLocalizer<Texts> texts)
    {
        var body = new EmailBody().Heading(Subject(texts));
        if (agreements.Count == 0)
            return body.Paragraph(texts["{0} has closed its account at SmtPortal. What it asked you for can no longer be accepted. There is nothing more for you to do.", company]);
        body.Paragraph(texts["{0} has closed its account at SmtPortal. Your agreements with it have ended, and invitations of it are withdrawn.", company])
            .Bullets(agreements.Take(Most).Select(number => texts["Agreement {0}", number.ToString(CultureInfo.InvariantCulture)].Value));
        if (agreements.Count > Most)
            body.Paragraph(texts["and {0} more", agreements.Count - Most]);
        return body
            .Paragraph(texts["From now on {0} gets nothing more of you. What it received before stays with it.", company])
            .Button(texts["Your agreements"], EmailLink.To("/customer/agreements"));
    }
}
