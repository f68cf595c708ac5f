namespace SmtPortal.Web.Features.Companies;

/// <summary>
/// What a company agrees to when it registers. Which version it was stands with the company. Other words need another
/// version: a house test knows the words of this one.
/// </summary>
public static class CompanyRules
{
    public const string Version = "companies-2026-11";

    public static readonly IReadOnlyList<Rule> All =
    [
        new("Ask openly", "We invite only customers who know us or have asked for what we offer, and say truthfully who we are and what we want their data for."),
        new("Use data for that alone", "We use what we get under an agreement for the purpose that the customer read, and neither sell it nor pass it on."),
        new("Respect a no", "A customer who rejects, ends an agreement or blocks us is not pressed, here or elsewhere."),
        new("Keep data safe", "We keep data where only those see them who need them, and delete them when the purpose is fulfilled, at the latest when the law no longer asks us to keep them."),
        new("One person, one sign-in", "Each colleague has a sign-in of their own. Whoever leaves us is removed here the same day."),
        new("Say what went wrong", "If data or a password get into wrong hands, we tell the operators of the portal and the customers concerned without delay."),
        new("Be who we say", "Name, D-U-N-S number, contact, web site and privacy seal are true, and we correct them here when they change."),
        new("Consequences", "The operators may suspend or close the account of a company that does not keep to these rules. What customers agreed to ends with it."),
    ];
}

public sealed record Rule(string Title, string Text);
