namespace SmtPortal.Web.Localization;

/// <summary>
/// Names the texts of pages and mails. The key is the English text itself, so that a page reads as what it shows; the
/// Spanish stands in <c>Texts.es.resx</c>, a line for each key. A house test finds keys without Spanish.
/// </summary>
public sealed class Texts;
