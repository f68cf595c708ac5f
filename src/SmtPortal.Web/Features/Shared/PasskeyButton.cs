namespace SmtPortal.Web.Features.Shared;

/// <summary>A button that asks the browser for a passkey. Shown by the script alone: without it there is nothing to press.</summary>
/// <param name="Action">Where the answer goes; what to ask comes from <c>question</c> below it.</param>
/// <param name="ReturnUrl">The page that is wanted.</param>
public sealed record PasskeyButton(string Action, string Label, string? ReturnUrl);
