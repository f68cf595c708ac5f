using System.Text.Json.Serialization;

namespace SmtPortal.Web.Email;

/// <summary>One part of a mail. It writes itself into the text part and into the HTML part, and encodes what it prints.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "block")]
[JsonDerivedType(typeof(HeadingBlock), "heading")]
[JsonDerivedType(typeof(ParagraphBlock), "paragraph")]
[JsonDerivedType(typeof(FactsBlock), "facts")]
[JsonDerivedType(typeof(BulletsBlock), "bullets")]
[JsonDerivedType(typeof(QuoteBlock), "quote")]
[JsonDerivedType(typeof(ButtonBlock), "button")]
[JsonDerivedType(typeof(LinkBlock), "link")]
[JsonDerivedType(typeof(SmallPrintBlock), "small")]
public abstract record EmailBlock
{
    /// <summary>Where the block leads; null for one without a link.</summary>
    [JsonIgnore]
    public virtual EmailLink? Target => null;

    public abstract void Write(EmailText text);

    public abstract void Write(EmailHtml html);
}

public sealed record HeadingBlock(string Text) : EmailBlock
{
    public override void Write(EmailText text) => text.Lines(Text).Line(new string('=', Math.Min(Text.Length, EmailText.Width)));

    public override void Write(EmailHtml html) => html.Open("h1", "heading", "margin:0 0 16px;font-size:24px;line-height:32px;font-weight:700;color:#0d4f54").Text(Text).Close("h1");
}

public sealed record ParagraphBlock(string Text) : EmailBlock
{
    public override void Write(EmailText text) => text.Lines(Text);

    public override void Write(EmailHtml html) => html.Open("p", "copy", "margin:0 0 16px;font-size:16px;line-height:25px;color:#17292b").Text(Text).Close("p");
}

public sealed record Fact(string Label, string Value);

public sealed record FactsBlock(IReadOnlyList<Fact> Facts) : EmailBlock
{
    public override void Write(EmailText text)
    {
        foreach (var fact in Facts)
            text.Lines($"{fact.Label}: {fact.Value}", next: "  ");
    }

    public override void Write(EmailHtml html)
    {
        html.Open("table", "facts", "width:100%;margin:0 0 20px;border-collapse:collapse;border-top:1px solid #d5ded9", "role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\"");
        foreach (var fact in Facts)
        {
            html.Open("tr")
                .Open("td", "fact-label", "padding:10px 12px 10px 0;width:36%;vertical-align:top;font-size:14px;line-height:21px;color:#4d6264;border-bottom:1px solid #d5ded9").Text(fact.Label).Close("td")
                .Open("td", "fact", "padding:10px 0;vertical-align:top;font-size:16px;line-height:23px;color:#17292b;border-bottom:1px solid #d5ded9;word-break:break-word").Text(fact.Value).Close("td")
                .Close("tr");
        }

        html.Close("table");
    }
}

public sealed record BulletsBlock(IReadOnlyList<string> Items) : EmailBlock
{
    public override void Write(EmailText text)
    {
        foreach (var item in Items)
            text.Lines(item, first: "- ", next: "  ");
    }

    public override void Write(EmailHtml html)
    {
        html.Open("ul", "copy", "margin:0 0 16px;padding:0 0 0 22px;font-size:16px;line-height:25px;color:#17292b");
        foreach (var item in Items)
            html.Open("li", style: "margin:0 0 6px").Text(item).Close("li");
        html.Close("ul");
    }
}

/// <summary>Words that somebody else typed.</summary>
public sealed record QuoteBlock(string Text) : EmailBlock
{
    public override void Write(EmailText text) => text.Lines(Text, first: "> ", next: "> ");

    public override void Write(EmailHtml html) =>
        html.Open("blockquote", "quote", "margin:0 0 16px;padding:4px 0 4px 16px;border-left:4px solid #f4b740;font-size:16px;line-height:25px;color:#17292b").Text(Text).Close("blockquote");
}

/// <summary>A button; the first of a mail is the one that most people want.</summary>
public sealed record ButtonBlock(string Label, EmailLink Link, bool Primary) : EmailBlock
{
    [JsonIgnore]
    public override EmailLink Target => Link;

    public override void Write(EmailText text) => text.Lines(Label + ":").Line(text.Links.Of(Link));

    public override void Write(EmailHtml html) => html.Button(Label, Link, Primary);
}

/// <summary>A link in a line of its own.</summary>
public sealed record LinkBlock(string Label, EmailLink Link) : EmailBlock
{
    [JsonIgnore]
    public override EmailLink Target => Link;

    public override void Write(EmailText text) => text.Lines(Label + ":").Line(text.Links.Of(Link));

    public override void Write(EmailHtml html) => html.Open("p", "copy", "margin:0 0 12px;font-size:16px;line-height:25px;color:#17292b").Link(Label, Link).Close("p");
}

public sealed record SmallPrintBlock(string Text) : EmailBlock
{
    public override void Write(EmailText text) => text.Lines(Text);

    public override void Write(EmailHtml html) => html.Open("p", "small", "margin:0 0 12px;font-size:13px;line-height:20px;color:#4d6264").Text(Text).Close("p");
}
