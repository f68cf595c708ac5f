using Microsoft.Extensions.Localization;
using SmtPortal.Web.Email;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Companies;

/// <summary>
/// Asks whether the address of a company's first administrator belongs to whoever typed it. It names nothing else that was
/// typed: anybody can type anything, and anybody's address.
/// </summary>
public sealed class ConfirmCompanyEmail(Guid registrationId) : PortalEmail
{
    public override string Kind => "confirm-company";

    public override TokenTarget Opens => new(LinkTargets.CompanyRegistration, registrationId);

    public override string Subject(IStringLocalizer<Texts> texts) => "Confirm the registration of your company";

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph("Hello,")
        .Paragraph("A company was registered at SmtPortal with this address as that of its first administrator. Confirm it, and the operators of the portal look at the registration. You hear from them by mail.")
        .Button("Confirm the registration", EmailLink.ByToken("confirm"))
        .SmallPrint("If you did not do this, do nothing: without your confirmation the registration is removed after 7 days.");
}

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
