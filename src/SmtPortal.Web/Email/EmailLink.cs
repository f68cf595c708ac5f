using System.Text.Json.Serialization;

namespace SmtPortal.Web.Email;

/// <summary>
/// Where a button or a link of a mail leads. Exactly one of the three is set. What is stored holds no token: that is made
/// when the mail is sent.
/// </summary>
/// <param name="Path">A page of the portal, such as <c>/customer/agreements/12</c>.</param>
/// <param name="Token">Last word of a link that needs no sign-in, such as <c>accept</c> in <c>/l/{token}/accept</c>.</param>
/// <param name="Web">An address outside of the portal, such as a company's web site.</param>
public sealed record EmailLink(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Path = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Token = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Web = null)
{
    /// <summary>A page of the portal; <paramref name="path"/> starts with a slash.</summary>
    /// <exception cref="ArgumentException">The path is not one of the portal's own.</exception>
    public static EmailLink To(string path) => path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal)
        ? new EmailLink(Path: path)
        : throw new ArgumentException("A path of the portal starts with one slash.", nameof(path));

    /// <summary>A link that works without sign-in for what the mail is about (<see cref="PortalEmail.Opens"/>); see <see cref="LinkTargets"/> for the words.</summary>
    /// <exception cref="ArgumentException">The word has other characters than small letters and hyphens.</exception>
    public static EmailLink ByToken(string action) => action.Length > 0 && action.All(c => char.IsAsciiLetterLower(c) || c == '-')
        ? new EmailLink(Token: action)
        : throw new ArgumentException("The word of a token link has small letters and hyphens only.", nameof(action));

    /// <summary>An address outside of the portal, shown in full; null unless it is an absolute http or https address.</summary>
    public static EmailLink? ToWeb(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? new EmailLink(Web: uri.AbsoluteUri)
            : null;
}

/// <summary>Turns the links of one mail into addresses.</summary>
/// <param name="address">Public address of the portal, without a slash at its end.</param>
/// <param name="token">The mail's own token; null where people look at a mail that is not theirs.</param>
public sealed class EmailLinks(string address, string? token)
{
    /// <summary>Stands for a token link wherever the mail is not shown to its receiver.</summary>
    public const string Hidden = "[link]";

    /// <summary>The address, or <see cref="Hidden"/>.</summary>
    public string Of(EmailLink link) =>
        link.Web ?? (link.Token is null ? address + link.Path
            : token is null ? Hidden
            : $"{address}/l/{token}/{link.Token}");
}
