using System.Text;

namespace SmtPortal.Web.Delivery;

/// <summary>One reply of an FTP server (RFC 959, section 4.2).</summary>
/// <param name="Code">Three digits, 100 to 599.</param>
/// <param name="Lines">The text of each line; the code is cut from the first and the last.</param>
internal sealed record FtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPreliminary => Code < 200;

    public bool IsSuccess => Code is >= 200 and < 300;

    /// <summary>The last line, which in practice carries the message, made safe to show.</summary>
    public string Text => Plain(Lines[^1]);

    /// <summary>A server's words for a person: printable ASCII only, at most 200 characters.</summary>
    public static string Plain(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, 200));
        foreach (var c in text)
        {
            if (clean.Length == 200)
                break;
            clean.Append(c is >= ' ' and <= '~' ? c : '?');
        }

        return clean.ToString().Trim();
    }
}
