using Microsoft.Extensions.Localization;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Email;

/// <summary>Asks whether an e-mail address belongs to whoever typed it (ACC-2).</summary>
/// <param name="confirmationId">
/// What the link confirms: the user who registered, or a change of address. A change needs an id of its own, or the mail
/// to an earlier address would confirm a later one.
/// </param>
public sealed class ConfirmAddressEmail(Guid confirmationId) : PortalEmail
{
    public override string Kind => "confirm-address";

    public override TokenTarget Opens => new(LinkTargets.AddressConfirmation, confirmationId);

    public override string Subject(IStringLocalizer<Texts> texts) => texts["Confirm your e-mail address"];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(texts["Confirm your e-mail address"])
        .Paragraph(texts["Hello,"])
        .Paragraph(texts["This address was entered for an account at SmtPortal, where you decide who sees the data of your electricity meter. Confirm it to use the account."])
        .Button(texts["Confirm this address"], EmailLink.ByToken("confirm"))
        .SmallPrint(texts["If you did not ask for this, do nothing: without your confirmation nobody can sign in with this address."]);
}
