namespace SmtPortal.Web.Features.Shared;

/// <summary>The buttons that give a list as a file: links, or a form when words are looked for, which addresses do not hold.</summary>
/// <param name="Path">Of the list.</param>
/// <param name="Route">What is filtered.</param>
/// <param name="Words">What is looked for; null: nothing.</param>
public sealed record CompanyExport(string Path, Dictionary<string, string> Route, string? Words);

/// <summary>The way to the next page of a list; posted when words are looked for.</summary>
/// <param name="Next">Where it begins.</param>
/// <param name="Label">Text of the button.</param>
public sealed record CompanyPaging(string Path, Dictionary<string, string> Route, string? Words, string Next, string Label);
