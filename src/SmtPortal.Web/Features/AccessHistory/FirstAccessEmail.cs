using System.Globalization;
using Microsoft.Extensions.Localization;
using SmtPortal.Web.Email;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.AccessHistory;

/// <summary>Tells a customer that a company has for the first time looked at data under an agreement (USE-8).</summary>
public sealed class FirstAccessEmail(string company, long agreementNumber, DateTimeOffset at) : PortalEmail
{
    public override string Kind => "first-access";

    public override string Subject(IStringLocalizer<Texts> texts) => texts["{0} has seen your data for the first time", company];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(texts["Your data was seen for the first time"])
        .Paragraph(texts["Hello,"])
        .Paragraph(texts["{0} has for the first time looked at data of your electricity meter under an agreement with you. This mail comes once for each agreement.", company])
        .Facts(
            (texts["Company"], company),
            (texts["Agreement number"], agreementNumber.ToString(CultureInfo.InvariantCulture)),
            (texts["When"], Show.Moment(at)))
        .Button(texts["See who looked at your data"], EmailLink.To("/customer/activity"))
        .SmallPrint(texts["You can end the agreement at any time in the portal."]);
}
