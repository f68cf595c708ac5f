using Microsoft.AspNetCore.Mvc.ModelBinding;
using SmtPortal.Domain.Accounts;

namespace SmtPortal.Web.Features.Companies;

/// <summary>An operator's decision about a company, with what they say.</summary>
public sealed class DecisionForm
{
    public string? Note { get; set; }

    /// <summary>Shown only; never from the browser.</summary>
    [BindNever]
    public ThirdParty? Company { get; set; }

    /// <summary>Shown only; never from the browser.</summary>
    [BindNever]
    public DecisionWords? Words { get; set; }
}

/// <summary>What the page of a decision says before it is made.</summary>
/// <param name="Action">Last part of its address.</param>
/// <param name="From">Where a company stands about whom it is made.</param>
/// <param name="Question">Heading; the company's name takes the place.</param>
/// <param name="Effect">What will happen.</param>
/// <param name="Button">What the button says.</param>
/// <param name="Done">What is said afterwards.</param>
/// <param name="NeedsNote">Whether the operator must say why.</param>
public sealed record DecisionWords(
    string Action, IReadOnlyList<ThirdPartyStatus> From, string Question, IReadOnlyList<string> Effect, string Button, string Done, bool NeedsNote, bool IsHarmless = false)
{
    public static readonly DecisionWords Approve = new(
        "approve", [ThirdPartyStatus.Pending], "Approve {0}?",
        ["It may invite customers and gets its folder on the file server.", "It is told by mail, with your note if you write one."],
        "Approve the company", "The company is approved and has been told by mail.", NeedsNote: false, IsHarmless: true);

    public static readonly DecisionWords Refuse = new(
        "refuse", [ThirdPartyStatus.Pending], "Refuse {0}?",
        ["Its sign-in is removed; it may register anew.", "It is told by mail, with what you write here."],
        "Refuse the company", "The company is refused and has been told by mail.", NeedsNote: true);
}
