using Microsoft.Extensions.Localization;
using SmtPortal.Web.Email;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.EmailAddresses;

/// <summary>To the new address: asks whether it belongs to whoever typed it.</summary>
public sealed class ConfirmNewAddressEmail(Guid changeId) : PortalEmail
{
    public override string Kind => "confirm-new-address";

    public override TokenTarget Opens => new(LinkTargets.AddressChange, changeId);

    public override string Subject(IStringLocalizer<Texts> texts) => texts["Confirm your new e-mail address"];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(texts["Hello,"])
        .Paragraph(texts["This address was entered as the new address of an account at SmtPortal. Open the link within 7 days, sign in with the address you have used so far, and confirm it."])
        .Button(texts["Confirm this address"], EmailLink.ByToken("confirm"))
        .SmallPrint(texts["If you did not ask for this, do nothing: only who can sign in to that account can confirm it."]);
}

/// <summary>To a new address that has an account: what the page must not tell.</summary>
public sealed class AddressTakenEmail : PortalEmail
{
    public override string Kind => "new-address-taken";

    public override string Subject(IStringLocalizer<Texts> texts) => texts["This address has an account already"];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(texts["Hello,"])
        .Paragraph(texts["Somebody who is signed in to another account at SmtPortal wanted to use this address for it. An address can belong to one account only, and nothing was changed."])
        .Button(texts["Sign in"], EmailLink.To("/sign-in"))
        .SmallPrint(texts["If it was not you, you need not do anything."]);
}

/// <summary>To the old address, when a change is asked for. Cannot be switched off.</summary>
public sealed class AddressChangeAskedEmail(DateTimeOffset at) : PortalEmail
{
    public override string Kind => "address-change-asked";

    public override string Subject(IStringLocalizer<Texts> texts) => texts["A new e-mail address was entered for your account"];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(texts["Hello,"])
        .Paragraph(texts["On {0} another e-mail address was entered for your account at SmtPortal. It takes effect when it is confirmed; until then everything stays as it is.", Show.Moment(at)])
        .Button(texts["Look at your security page"], EmailLink.To("/security"))
        .SmallPrint(texts["If it was not you, change your password at once: whoever did it knows it."]);
}

/// <summary>To both addresses, when it has taken effect. Cannot be switched off.</summary>
/// <param name="isOld">Whether this is the address that the account no longer has.</param>
public sealed class AddressChangedEmail(DateTimeOffset at, bool isOld) : PortalEmail
{
    public override string Kind => isOld ? "address-changed-old" : "address-changed";

    public override string Subject(IStringLocalizer<Texts> texts) => texts["The e-mail address of your account was changed"];

    public override EmailBody Body(IStringLocalizer<Texts> texts)
    {
        var body = new EmailBody().Heading(Subject(texts)).Paragraph(texts["Hello,"]);
        return isOld
            ? body.Paragraph(texts["On {0} your account at SmtPortal got another e-mail address. Mails about it no longer come here, and nobody can sign in with this address any more.", Show.Moment(at)])
                .SmallPrint(texts["If it was not you, somebody else has your password. Register with this address and the details from your bill to claim your homes back."])
            : body.Paragraph(texts["From now on, sign in to SmtPortal with this address. Mails about your account come here. Every other device has been signed out."])
                .Button(texts["Look at your security page"], EmailLink.To("/security"));
    }
}
