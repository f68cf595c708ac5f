using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SmtPortal.Web.Forms;

/// <summary>
/// One box to tick, with its label behind it and the error above.
/// <code>&lt;check for="RulesAccepted" label="We keep to these rules" /&gt;</code>
/// </summary>
[HtmlTargetElement("check", Attributes = "for,label", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CheckTagHelper(IHtmlGenerator generator) : TagHelper
{
    public required ModelExpression For { get; set; }

    public required string Label { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var name = ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var id = TagBuilder.CreateSanitizedId(name, "_");
        var errors = ViewContext.ViewData.ModelState.TryGetValue(name, out var entry) ? entry.Errors : null;
        var invalid = errors is { Count: > 0 };
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", invalid ? "field field-invalid" : "field");
        var attributes = new Dictionary<string, object?> { ["id"] = id, ["class"] = "form-check-input" };
        if (invalid)
        {
            attributes["aria-describedby"] = $"{id}-error";
            attributes["aria-invalid"] = "true";
            output.Content.AppendHtml(Element("p", $"{id}-error", "field-error", string.Join(" ", errors!.Select(e => e.ErrorMessage))));
        }

        var box = generator.GenerateCheckBox(ViewContext, For.ModelExplorer, For.Name, null, attributes);
        foreach (var unobtrusive in box.Attributes.Keys.Where(k => k.StartsWith("data-val", StringComparison.Ordinal)).ToList())
            box.Attributes.Remove(unobtrusive);
        var label = new TagBuilder("label") { Attributes = { ["for"] = id, ["class"] = "form-check-label" } };
        label.InnerHtml.Append(Label);
        var line = new TagBuilder("div") { Attributes = { ["class"] = "form-check" } };
        line.InnerHtml.AppendHtml(box).AppendHtml(label);
        output.Content.AppendHtml(line);
    }

    private static TagBuilder Element(string tag, string id, string cssClass, string text)
    {
        var builder = new TagBuilder(tag) { Attributes = { ["id"] = id, ["class"] = cssClass } };
        builder.InnerHtml.Append(text);
        return builder;
    }
}
