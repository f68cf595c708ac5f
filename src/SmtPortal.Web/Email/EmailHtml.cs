using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace SmtPortal.Web.Email;

/// <summary>
/// Writes the HTML part of a mail. Mail programs drop style sheets, so each element carries its own style; the classes are
/// for the few rules that cannot be inline: a narrow screen and the dark palette.
/// </summary>
public sealed class EmailHtml(EmailLinks links)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder written = new();

    /// <summary>Text of other people or of ours, encoded.</summary>
    public EmailHtml Text(string text)
    {
        written.Append(Encoder.Encode(text));
        return this;
    }

    /// <summary>Opens an element. All arguments are literals of the blocks, never text from outside.</summary>
    public EmailHtml Open(string element, string? cssClass = null, string? style = null, string? attributes = null)
    {
        written.Append('<').Append(element);
        if (attributes is not null)
            written.Append(' ').Append(attributes);
        if (cssClass is not null)
            written.Append(" class=\"").Append(cssClass).Append('"');
        if (style is not null)
            written.Append(" style=\"").Append(style).Append('"');
        written.Append('>');
        return this;
    }

    public EmailHtml Close(string element)
    {
        written.Append("</").Append(element).Append(">\n");
        return this;
    }

    public EmailHtml Link(string label, EmailLink link) => Anchor(label, link, "link", "color:#0d4f54;text-decoration:underline");

    public EmailHtml Button(string label, EmailLink link, bool primary)
    {
        var cell = primary ? "background:#0d4f54" : "background:#fffdf8";
        var text = primary ? "color:#ffffff;border:2px solid #0d4f54" : "color:#0d4f54;border:2px solid #0d4f54";
        Open("table", "button-frame", "margin:0 0 14px;border-collapse:separate", "role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\"").Open("tr");
        Open("td", primary ? "button" : "button-plain", $"border-radius:8px;{cell}");
        Anchor(label, link, primary ? "button-text" : "button-plain-text",
            $"display:inline-block;padding:12px 24px;border-radius:8px;font-size:16px;line-height:22px;font-weight:600;text-decoration:none;{text}");
        return Close("td").Close("tr").Close("table");
    }

    public override string ToString() => written.ToString();

    /// <summary>Where the token is hidden, the link is shown as text that leads nowhere.</summary>
    private EmailHtml Anchor(string label, EmailLink link, string cssClass, string style)
    {
        var address = links.Of(link);
        if (address == EmailLinks.Hidden)
        {
            Open("span", cssClass, style).Text($"{label} {EmailLinks.Hidden}");
            return Close("span");
        }

        Open("a", cssClass, style, $"href=\"{Encoder.Encode(address)}\"").Text(label);
        return Close("a");
    }
}
