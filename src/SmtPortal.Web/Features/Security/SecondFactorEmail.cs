using Microsoft.Extensions.Localization;
using SmtPortal.Web.Email;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Security;

/// <summary>What happened to a second factor or a passkey.</summary>
public enum SecondFactorChange
{
    AuthenticatorSetUp,
    AuthenticatorRemoved,
    RecoveryCodesReplaced,
    RecoveryCodeUsed,
    PasskeyAdded,
    PasskeyRemoved,
}

/// <summary>Tells the owner of an account that what it is signed in with has changed. Cannot be switched off.</summary>
public sealed class SecondFactorEmail(SecondFactorChange change, DateTimeOffset at) : PortalEmail
{
    public override string Kind => change switch
    {
        SecondFactorChange.AuthenticatorSetUp => "authenticator-set-up",
        SecondFactorChange.AuthenticatorRemoved => "authenticator-removed",
        SecondFactorChange.RecoveryCodesReplaced => "recovery-codes-replaced",
        SecondFactorChange.RecoveryCodeUsed => "recovery-code-used",
        SecondFactorChange.PasskeyAdded => "passkey-added",
        _ => "passkey-removed",
    };

    public override string Subject(IStringLocalizer<Texts> texts) => change switch
    {
        SecondFactorChange.AuthenticatorSetUp => texts["An authenticator app was set up"],
        SecondFactorChange.AuthenticatorRemoved => texts["Your authenticator app was removed"],
        SecondFactorChange.RecoveryCodesReplaced => texts["Your recovery codes were replaced"],
        SecondFactorChange.RecoveryCodeUsed => texts["A recovery code was used"],
        SecondFactorChange.PasskeyAdded => texts["A passkey was added"],
        _ => texts["A passkey was removed"],
    };

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(texts["Hello,"])
        .Paragraph(Happened(texts))
        .Facts((texts["When"], Show.Moment(at)))
        .Button(texts["Look at your security page"], EmailLink.To("/security"))
        .SmallPrint(texts["If it was not you, sign in, choose “Sign out everywhere” on your security page, and change your password."]);

    private string Happened(IStringLocalizer<Texts> texts) => change switch
    {
        SecondFactorChange.AuthenticatorSetUp => texts["From now on, signing in to your account at SmtPortal with your password also asks for a code of your authenticator app. Keep the recovery codes in a safe place."],
        SecondFactorChange.AuthenticatorRemoved => texts["Signing in to your account at SmtPortal with your password no longer asks for a code of an authenticator app. The recovery codes no longer work."],
        SecondFactorChange.RecoveryCodesReplaced => texts["New recovery codes were made for your account at SmtPortal. The former ones no longer work."],
        SecondFactorChange.RecoveryCodeUsed => texts["A recovery code was used to sign in to your account at SmtPortal. It does not work again. If few are left, make new ones."],
        SecondFactorChange.PasskeyAdded => texts["A passkey was added to your account at SmtPortal. Whoever unlocks the device that holds it can sign in with it."],
        _ => texts["A passkey was removed from your account at SmtPortal. Nobody can sign in with it any more."],
    };
}
