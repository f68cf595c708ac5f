using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SmtPortal.Web.Features.Shared;

/// <summary>
/// One place of the main navigation, marked as current on its own page and on those below it.
/// <code>&lt;nav-item href="/customer/agreements" label="Agreements" /&gt;</code>
/// </summary>
[HtmlTargetElement("nav-item", Attributes = "href,label", TagStructure = TagStructure.WithoutEndTag)]
public sealed class NavItemTagHelper : TagHelper
{
    public required string Href { get; set; }

    public required string Label { get; set; }

    /// <summary>Whether the pages below belong to other places: for a home page, above all others.</summary>
    public bool Alone { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var path = ViewContext.HttpContext.Request.Path;
        var link = new TagBuilder("a") { Attributes = { ["href"] = Href } };
        if (path == Href)
            link.Attributes["aria-current"] = "page";
        else if (!Alone && path.StartsWithSegments(Href, StringComparison.OrdinalIgnoreCase))
            link.Attributes["aria-current"] = "true";
        link.InnerHtml.Append(Label);
        output.TagName = "li";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Content.AppendHtml(link);
    }
}
