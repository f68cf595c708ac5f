using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace SmtPortal.Web.Forms;

/// <summary>
/// One field of a form: label above, hint, error at the field, then the control, tied together for screen readers.
/// <code>&lt;field for="Email" label="E-mail address" type="email" autocomplete="email" /&gt;</code>
/// A select or text area is written inside, with the field's id and name; without content an input is made.
/// </summary>
[HtmlTargetElement("field", Attributes = "for,label")]
public sealed class FieldTagHelper(IHtmlGenerator generator) : TagHelper
{
    public required ModelExpression For { get; set; }

    public required string Label { get; set; }

    public string? Hint { get; set; }

    /// <summary>The input's type; for <c>textarea</c> and <c>select</c> that element is made.</summary>
    public string Type { get; set; } = "text";

    /// <summary>Choices of a select.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>Id of a datalist with suggestions.</summary>
    public string? List { get; set; }

    public string? Autocomplete { get; set; }

    public string? Inputmode { get; set; }

    public int? Maxlength { get; set; }

    public int Rows { get; set; } = 3;

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

        var label = new TagBuilder("label") { Attributes = { ["for"] = id, ["class"] = "form-label" } };
        label.InnerHtml.Append(Label);
        output.Content.AppendHtml(label);
        if (Hint is not null)
            output.Content.AppendHtml(Text("div", $"{id}-hint", "form-text", Hint));
        if (invalid)
            output.Content.AppendHtml(Text("p", $"{id}-error", "field-error", string.Join(" ", errors!.Select(e => e.ErrorMessage))));
        output.Content.AppendHtml(Control(name, id, Attributes(id, invalid)));
    }

    private Dictionary<string, object?> Attributes(string id, bool invalid)
    {
        var attributes = new Dictionary<string, object?> { ["id"] = id, ["class"] = Type == "select" ? "form-select" : "form-control" };
        var describedBy = string.Join(" ", new[] { Hint is null ? null : $"{id}-hint", invalid ? $"{id}-error" : null }.OfType<string>());
        if (describedBy.Length > 0)
            attributes["aria-describedby"] = describedBy;
        if (invalid)
            attributes["aria-invalid"] = "true";
        if (List is not null)
            attributes["list"] = List;
        if (Autocomplete is not null)
            attributes["autocomplete"] = Autocomplete;
        if (Inputmode is not null)
            attributes["inputmode"] = Inputmode;
        if (Maxlength is { } length)
            attributes["maxlength"] = length;
        return attributes;
    }

    private TagBuilder Control(string name, string id, Dictionary<string, object?> attributes)
    {
        TagBuilder control;
        switch (Type)
        {
            case "textarea":
                control = generator.GenerateTextArea(ViewContext, For.ModelExplorer, For.Name, Rows, 40, attributes);
                break;
            case "select":
                control = generator.GenerateSelect(ViewContext, For.ModelExplorer, null, For.Name, Items ?? [], false, attributes);
                break;
            case "password":
                control = generator.GeneratePassword(ViewContext, For.ModelExplorer, For.Name, null, attributes);
                break;
            default:
                control = generator.GenerateTextBox(ViewContext, For.ModelExplorer, For.Name, Value(name), null, attributes);
                control.Attributes["type"] = Type;
                break;
        }

        control.Attributes["id"] = id;
        foreach (var unobtrusive in control.Attributes.Keys.Where(k => k.StartsWith("data-val", StringComparison.Ordinal)).ToList())
            control.Attributes.Remove(unobtrusive);
        return control;
    }

    /// <summary>Dates in the form that a date input takes.</summary>
    private object? Value(string name) => For.Model is DateOnly day ? day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : For.Model;

    private static TagBuilder Text(string tag, string id, string cssClass, string text)
    {
        var builder = new TagBuilder(tag) { Attributes = { ["id"] = id, ["class"] = cssClass } };
        builder.InnerHtml.Append(text);
        return builder;
    }
}
