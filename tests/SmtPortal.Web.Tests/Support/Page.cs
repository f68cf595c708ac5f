using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace SmtPortal.Web.Tests.Support;

/// <summary>A page as it came, read as HTML. Each one read is checked against the rules that all pages keep.</summary>
public sealed class Page
{
    private Page(HttpResponseMessage response, string html, IHtmlDocument document)
    {
        Response = response;
        Html = html;
        Document = document;
    }

    public HttpResponseMessage Response { get; }

    public HttpStatusCode Status => Response.StatusCode;

    public string Html { get; }

    public IHtmlDocument Document { get; }

    /// <summary>The text a person reads, white space folded.</summary>
    public string Text => Fold(Document.Body!.TextContent);

    public string Heading => Fold(Document.QuerySelector("h1")!.TextContent);

    public string? Location => Response.Headers.Location?.ToString();

    /// <summary>What the error summary says, a line for each problem.</summary>
    public IReadOnlyList<string> Problems => [.. Document.QuerySelectorAll(".error-summary li").Select(li => Fold(li.TextContent))];

    public static async Task<Page> ReadAsync(HttpResponseMessage response)
    {
        var html = await response.Content.ReadAsStringAsync();
        var document = new HtmlParser().ParseDocument(html);
        var page = new Page(response, html, document);
        if (response.Content.Headers.ContentType?.MediaType == "text/html" && html.Length > 0)
            page.Lint();
        return page;
    }

    public Page Expect(HttpStatusCode status)
    {
        if (Status != status)
            Assert.Fail($"Expected {(int)status}, got {(int)Status} from {Response.RequestMessage!.Method} {Response.RequestMessage.RequestUri} (to {Location}):\n{Html}");
        return this;
    }

    /// <summary>The form that a button with this text submits; without a text the page's main form.</summary>
    public (IHtmlFormElement Form, IHtmlElement? Button) FormOf(string? button)
    {
        if (button is not null)
        {
            var found = Document.QuerySelectorAll("form button, form input[type=submit]").OfType<IHtmlElement>()
                .FirstOrDefault(b => Fold(b.TextContent) == button || b.GetAttribute("aria-label") == button)
                ?? throw new InvalidOperationException($"No button '{button}' on the page:\n{Html}");
            return ((IHtmlFormElement)found.Closest("form")!, found);
        }

        var form = Document.QuerySelector("main form") as IHtmlFormElement ?? throw new InvalidOperationException("No form on the page:\n" + Html);
        return (form, form.QuerySelector("button") as IHtmlElement);
    }

    private static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private void Lint()
    {
        var faults = new List<string>();
        if (Document.QuerySelectorAll("h1").Length != 1)
            faults.Add($"{Document.QuerySelectorAll("h1").Length} h1 elements");
        if (string.IsNullOrWhiteSpace(Document.Title))
            faults.Add("no title");
        if (string.IsNullOrEmpty(Document.DocumentElement.GetAttribute("lang")))
            faults.Add("no lang");
        faults.AddRange(Document.QuerySelectorAll("script:not([src])").Select(_ => "inline script"));
        faults.AddRange(Document.QuerySelectorAll("style, [style]").Select(e => "inline style on " + e.LocalName));
        faults.AddRange(Document.All.SelectMany(e => e.Attributes).Where(a => a.Name.StartsWith("on", StringComparison.Ordinal)).Select(a => "inline handler " + a.Name));
        faults.AddRange(Document.QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => $"id '{g.Key}' {g.Count()} times"));
        faults.AddRange(Document.QuerySelectorAll("input:not([type=hidden]):not([type=submit]), select, textarea").Where(HasNoLabel).Select(e => "no label for " + e.OuterHtml));
        faults.AddRange(Document.QuerySelectorAll("form[method=post i]").Where(f => f.QuerySelector("input[name=__RequestVerificationToken]") is null).Select(f => "form without anti-forgery token: " + f.GetAttribute("action")));
        if (faults.Count > 0)
            Assert.Fail($"{Response.RequestMessage!.RequestUri} breaks the rules of pages: {string.Join("; ", faults)}\n{Html}");
    }

    private bool HasNoLabel(IElement control) =>
        control.GetAttribute("aria-label") is null && control.GetAttribute("aria-labelledby") is null && control.Closest("label") is null
        && (control.Id is null || Document.QuerySelector($"label[for='{control.Id}']") is null);
}
