using Microsoft.Extensions.Localization;
using SmtPortal.Web.Email;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Companies;

/// <summary>Tells the owner of an account what the page must not tell: that a company was registered with their address.</summary>
public sealed class CompanyAddressTakenEmail : PortalEmail
{
    public override string Kind => "company-address-taken";

    public override string Subject(IStringLocalizer<Texts> texts) => texts["This address already has an account"];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(texts["This address already has an account"])
        .Paragraph(texts["Hello,"])
        .Paragraph(texts["Somebody has just tried to register a company at SmtPortal with this address. It has an account already, and nothing about it was changed. If that was you, register the company with another address: each sign-in belongs to one account."])
        .SmallPrint(texts["If it was not you, you need not do anything."]);
}
