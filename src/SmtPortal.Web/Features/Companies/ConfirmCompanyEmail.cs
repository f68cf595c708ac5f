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
