namespace SmtPortal.Web.Email;

/// <summary>Where token links lead: every kind of target and word of a link stands here and nowhere else.</summary>
public static class LinkTargets
{
    public const string Invitation = "invitation";
    public const string AddressConfirmation = "address-confirmation";
    public const string AddressChange = "address-change";
    public const string PasswordReset = "password-reset";
    public const string CompanyRegistration = "company-registration";
    public const string NotificationAddress = "notification-address";
    public const string Colleague = "colleague";
    public const string Extension = "extension";
    public const string Claim = "claim";

    public static readonly IReadOnlyList<LinkTarget> All =
    [
        new(Invitation, "accept", id => $"/invited/{id}/accept"),
        new(Invitation, "reject", id => $"/invited/{id}/reject"),
        new(Invitation, "not-for-me", id => $"/invited/{id}/not-for-me"),
        new(Invitation, "block", id => $"/invited/{id}/block"),
        new(Invitation, "register", id => $"/invited/{id}/register"),
        new(AddressConfirmation, "confirm", id => $"/confirm-address/{id}"),
        new(AddressChange, "confirm", id => $"/security/address/{id}"),
        new(PasswordReset, "password", id => $"/password/reset/{id}"),
        new(CompanyRegistration, "confirm", id => $"/register/company/{id}"),
        new(NotificationAddress, "confirm", id => $"/notification-address/{id}"),
        new(Colleague, "join", id => $"/colleague/{id}"),
        new(Extension, "approve", id => $"/customer/extensions/{id}"),
        new(Extension, "decline", id => $"/extension/{id}/decline"),
        new(Claim, "object", id => $"/claim/{id}/object"),
    ];

    /// <summary>The page of a link; null when the word means nothing for what the token opens.</summary>
    public static string? PathOf(TokenTarget target, string? action) =>
        All.FirstOrDefault(t => t.Kind == target.Kind && t.Action == action)?.PathOf(target.Id);
}

/// <summary>A page that a token link may lead to.</summary>
/// <param name="Kind">Kind of what the token opens.</param>
/// <param name="Action">Last word of the link; null for a link without one.</param>
/// <param name="PathOf">Path of the page from the thing's public id. It holds no token.</param>
public sealed record LinkTarget(string Kind, string? Action, Func<Guid, string> PathOf);
