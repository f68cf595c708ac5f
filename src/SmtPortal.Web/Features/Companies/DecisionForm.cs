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

    public static readonly DecisionWords Suspend = new(
        "suspend", [ThirdPartyStatus.Approved], "Suspend {0}?",
        [
            "At once nobody of the company can sign in, in open sessions too; its folder is shut, and nothing is delivered or mailed to it.",
            "Its invitations cannot be accepted, but keep their end. Its agreements stay. Customers' pages say so.",
            "It is told by mail, with what you write here. You can lift the suspension at any time.",
        ],
        "Suspend the company", "The company is suspended and has been told by mail.", NeedsNote: true);

    public static readonly DecisionWords Resume = new(
        "resume", [ThirdPartyStatus.Suspended], "Lift the suspension of {0}?",
        ["It works as before. Invitations and agreements that came to their end meanwhile have ended.", "It is told by mail, with your note if you write one."],
        "Lift the suspension", "The suspension is lifted, and the company has been told by mail.", NeedsNote: false, IsHarmless: true);

    public static readonly DecisionWords Close = new(
        "close", [ThirdPartyStatus.Approved, ThirdPartyStatus.Suspended], "Close the account of {0}?",
        [
            "At once and for good: all its agreements end (each customer gets one mail), open invitations are withdrawn, its sign-ins go.",
            "Its folder is shut; the files in it are removed within ten days.",
            "It is told by mail, with what you write here. To come back it would have to register anew.",
        ],
        "Close the account", "The account is closed. Agreements and invitations are being ended.", NeedsNote: true);
}
