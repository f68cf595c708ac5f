using Microsoft.Extensions.Localization;
using SmtPortal.Web.Email;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Security;

/// <summary>Tells the owner of an account that a browser signed in that never did before. Cannot be switched off.</summary>
/// <param name="device">Browser and system; empty: not known.</param>
public sealed class NewDeviceEmail(string device, DateTimeOffset at) : PortalEmail
{
    public override string Kind => "new-device";

    public override string Subject(IStringLocalizer<Texts> texts) => texts["A new device signed in to your account"];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(texts["A new device signed in to your account"])
        .Paragraph(texts["Hello,"])
        .Paragraph(texts["Somebody signed in to your account at SmtPortal with a browser that has not been used for it before. If that was you, you need not do anything."])
        .Facts((texts["Device"], device.Length > 0 ? device : texts["Unknown device"].Value), (texts["When"], Show.Moment(at)))
        .Button(texts["Look at your security page"], EmailLink.To("/security"))
        .SmallPrint(texts["If it was not you, sign in, choose “Sign out everywhere” on your security page, and change your password."]);
}
