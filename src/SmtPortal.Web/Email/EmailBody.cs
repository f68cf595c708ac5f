using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Email;

/// <summary>
/// What a mail says, as blocks from which its text part and its HTML part are both made. Kept as JSON in the row of the
/// mail and made into parts when it is sent, or when an operator looks at it.
/// <code>new EmailBody().Heading(…).Paragraph(…).Facts((label, value), …).Button(label, EmailLink.ByToken("accept")).SmallPrint(…)</code>
/// </summary>
public sealed class EmailBody
{
    /// <summary>Longest stored form in characters. An invitation for 100 ESIIDs has about 10,000.</summary>
    public const int MaxLength = 200_000;

    private const int Layout = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private readonly List<EmailBlock> blocks = [];

    public IReadOnlyList<EmailBlock> Blocks => blocks;

    /// <summary>Whether a link of it needs a token.</summary>
    public bool HasTokenLink => blocks.Any(b => b.Target?.Token is not null);

    public EmailBody Heading(string text) => Add(text, t => new HeadingBlock(t));

    public EmailBody Paragraph(string text) => Add(text, t => new ParagraphBlock(t));

    /// <summary>Words of somebody else, marked as such. Nothing when there are none.</summary>
    public EmailBody Quote(string? text) => Add(text, t => new QuoteBlock(t));

    public EmailBody SmallPrint(string text) => Add(text, t => new SmallPrintBlock(t));

    /// <summary>Labels with values; one whose value is empty is left out.</summary>
    public EmailBody Facts(params IEnumerable<(string Label, string? Value)> facts)
    {
        var tidy = facts.Where(f => !string.IsNullOrWhiteSpace(f.Value)).Select(f => new Fact(Words.Tidy(f.Label) ?? "", Words.Tidy(f.Value)!)).ToList();
        if (tidy.Count > 0)
            blocks.Add(new FactsBlock(tidy));
        return this;
    }

    public EmailBody Bullets(params IEnumerable<string> items)
    {
        var tidy = items.Select(Words.Tidy).OfType<string>().ToList();
        if (tidy.Count > 0)
            blocks.Add(new BulletsBlock(tidy));
        return this;
    }

    /// <summary>A button; the first one of a mail is drawn filled, the others in outline.</summary>
    public EmailBody Button(string label, EmailLink link) =>
        Add(label, l => new ButtonBlock(l, link, Primary: !blocks.OfType<ButtonBlock>().Any()));

    /// <summary>A link in a line of its own; nothing when there is none.</summary>
    public EmailBody Link(string label, EmailLink? link) => link is null ? this : Add(label, l => new LinkBlock(l, link));

    public string ToJson() => JsonSerializer.Serialize(new Stored(Layout, blocks), Json);

    /// <exception cref="JsonException">The text is not a stored mail, or of a layout that this version does not know.</exception>
    public static EmailBody FromJson(string json)
    {
        var stored = JsonSerializer.Deserialize<Stored>(json, Json);
        if (stored?.Layout != Layout)
            throw new JsonException($"A stored mail of layout {stored?.Layout} cannot be read.");
        var body = new EmailBody();
        body.blocks.AddRange(stored.Blocks);
        return body;
    }

    /// <summary>The text part.</summary>
    public string ToText(EmailLinks links)
    {
        var text = new EmailText(links);
        foreach (var block in blocks)
        {
            if (!ReferenceEquals(block, blocks[0]))
                text.Line("");
            block.Write(text);
        }

        return text.ToString();
    }

    /// <summary>The HTML part, a whole document.</summary>
    public string ToHtml(string subject, Language language, EmailLinks links)
    {
        var html = new EmailHtml(links);
        foreach (var block in blocks)
            block.Write(html);
        var glimpse = blocks.OfType<ParagraphBlock>().FirstOrDefault()?.Text ?? subject;
        return EmailFrame.Around(html.ToString(), subject, glimpse, Show.Culture(language).TwoLetterISOLanguageName);
    }

    private EmailBody Add(string? text, Func<string, EmailBlock> block)
    {
        if (Words.Tidy(text) is { } tidy)
            blocks.Add(block(tidy));
        return this;
    }

    private sealed record Stored(int Layout, List<EmailBlock> Blocks);
}
