using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Han;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Occupancies;

/// <summary>The one mail to a customer about occupancies that ended, and everything that ended with them (AGR-5).</summary>
/// <param name="companies">Names of all companies concerned.</param>
public sealed class OccupancyEndedEmailToCustomer(EndedOccupancies ended, IReadOnlyDictionary<Guid, string> companies) : PortalEmail
{
    private bool IsClosing => ended.Cause == OccupancyEndCause.AccountClosed;

    public override string Kind => IsClosing ? "account-closed-customer" : "occupancy-ended-customer";

    public override string Subject(IStringLocalizer<Texts> texts) => IsClosing ? texts["Your account is closed"]
        : ended.Occupancies.Count == 1 ? texts["An ESIID has left your account"]
        : texts["{0} ESIIDs have left your account", ended.Occupancies.Count];

    public override EmailBody Body(IStringLocalizer<Texts> texts)
    {
        var body = new EmailBody().Heading(Subject(texts)).Paragraph(ended.Cause switch
        {
            OccupancyEndCause.AccountClosed => texts["You have closed your account at SmtPortal. Nobody can sign in to it any more, and nobody gets anything more of your data."],
            OccupancyEndCause.Claim when ended.Claim?.Note is not null => texts["An operator of the portal decided that somebody else lives there now. Your last day there is {0}.", LastDay],
            OccupancyEndCause.Claim when ended.Actor is not null => texts["You gave it up to somebody else, who has proved to live there. Your last day there is {0}.", LastDay],
            OccupancyEndCause.Claim => texts["Somebody else has proved to live there now, and nobody objected in time. Your last day there is {0}.", LastDay],
            _ => texts["A move was recorded there. Your last day there is {0}.", LastDay],
        });
        body.Quote(ended.Claim?.Note);
        if (!IsClosing)
            body.Bullets(Some(texts, ended.Occupancies.Select(o => o.Esiid)));
        if (ended.Ended.Count > 0)
        {
            body.Paragraph(ended.Ended.Count == 1
                    ? texts["This agreement has ended. What the company received before stays with it."]
                    : texts["These agreements have ended. What the companies received before stays with them."])
                .Bullets(Some(texts, ended.Ended.Select(a => texts["Agreement {0} with {1}", a.Number, companies[a.ThirdPartyId]].Value)));
        }

        if (ended.Shrunk.Count > 0)
        {
            body.Paragraph(ended.Shrunk.Count == 1 ? texts["This agreement goes on, for the rest of what it covers:"] : texts["These agreements go on, for the rest of what they cover:"])
                .Bullets(Some(texts, ended.Shrunk.Select(s => texts["Agreement {0} with {1}", s.Agreement.Number, companies[s.Agreement.ThirdPartyId]].Value)));
        }

        // One whose request was never sent has not come, and does not leave.
        var leaving = ended.Devices.Where(d => d.Status != HanDeviceStatus.Absent).ToList();
        if (leaving.Count > 0)
        {
            body.Paragraph(leaving.Count == 1 ? texts["This device leaves the network of the meter there:"] : texts["These devices leave the network of the meter there:"])
                .Bullets(Some(texts, leaving.Select(d => texts.NameOf(new DeviceTerms(d.Mac, d.Type, d.Description)))));
        }

        // Of one whose company is blocked they never heard.
        var cancelled = ended.Cancelled.Where(i => !i.IsRefused).ToList();
        if (cancelled.Count > 0)
        {
            body.Paragraph(cancelled.Count == 1 ? texts["This invitation can no longer be accepted:"] : texts["These invitations can no longer be accepted:"])
                .Bullets(Some(texts, cancelled.Select(i => texts["Invitation {0} of {1}", i.Number, companies[i.ThirdPartyId]].Value)));
        }

        return IsClosing
            ? body.SmallPrint(texts["If you did not do this, open an account again with the details from your bill: then you decide anew."])
            : body.Button(texts["Your ESIIDs"], EmailLink.To("/customer/esiids"))
                .SmallPrint(texts["You still see your own days. If you still live there, add the ESIID again with the details from your latest bill."]);
    }

    private string LastDay => Show.Day(ended.Occupancies[0].LastDay!.Value);

    internal static IEnumerable<string> Some(IStringLocalizer<Texts> texts, IEnumerable<string> lines, int most = 100)
    {
        var all = lines.ToList();
        return all.Count <= most ? all : [.. all.Take(most), texts["and {0} more", all.Count - most].Value];
    }
}

/// <summary>
/// The one mail to a company about what ended with a customer's occupancies. Without addresses: a customer whom it knows by two
/// shall not be seen to be one (ACC-3). Invitations without a reason (INV-11).
/// </summary>
public sealed class OccupancyEndedEmailToCompany(EndedOccupancies ended, Guid companyId) : PortalEmail, ICompanyNews
{
    private readonly List<Agreement> gone = [.. ended.Ended.Where(a => a.ThirdPartyId == companyId)];
    private readonly List<(Agreement Agreement, IReadOnlyList<string> Lost)> shrunk = [.. ended.Shrunk.Where(s => s.Agreement.ThirdPartyId == companyId)];
    private readonly List<string> cancelled = [.. ended.Cancelled.Where(i => i.ThirdPartyId == companyId).Select(i => $"Invitation {i.Number}{Reference(i.Reference)}")];

    public CompanyEvent Event => gone.Count + shrunk.Count > 0 ? CompanyEvent.CustomerLeft : CompanyEvent.InvitationCancelled;

    public override string Kind => "occupancy-ended-company";

    public override string Subject(IStringLocalizer<Texts> texts) => (gone.Count, shrunk.Count, cancelled.Count) switch
    {
        (1, 0, _) => $"Agreement {gone[0].Number} has ended",
        ( > 1, 0, _) => $"{gone.Count} agreements have ended",
        (0, 1, _) => $"Agreement {shrunk[0].Agreement.Number} has lost {(shrunk[0].Lost.Count == 1 ? "an ESIID" : "ESIIDs")}",
        (0, > 1, _) => $"{shrunk.Count} agreements have lost ESIIDs",
        (0, 0, 1) => $"{cancelled[0]} can no longer be accepted",
        (0, 0, _) => $"{cancelled.Count} invitations can no longer be accepted",
        _ => $"{gone.Count + shrunk.Count} agreements have ended or lost ESIIDs",
    };

    public override EmailBody Body(IStringLocalizer<Texts> texts)
    {
        var body = new EmailBody().Heading(Subject(texts));
        if (gone.Count > 0)
        {
            body.Paragraph($"Ended, reason: {texts.NameOf(ended.EndReason)}. Nothing more is produced or delivered under {(gone.Count == 1 ? "it" : "them")}. Files in your folder stay their ten days.")
                .Bullets(OccupancyEndedEmailToCustomer.Some(texts, gone.Select(a => $"Agreement {a.Number}{Reference(a.Reference)}: {Esiids(texts, a.Esiids.Where(e => e.IsIn || e.LeftAt == a.EndedAt).Select(e => e.Esiid))}")));
        }

        if (shrunk.Count > 0)
        {
            body.Paragraph($"In force, but without {(shrunk is [{ Lost.Count: 1 }] ? "this ESIID" : "these ESIIDs")} from now on, reason: {texts.NameOf(ended.EndReason)}.")
                .Bullets(OccupancyEndedEmailToCustomer.Some(texts, shrunk.Select(s => $"Agreement {s.Agreement.Number}{Reference(s.Agreement.Reference)}: {Esiids(texts, s.Lost)}")));
        }

        if (cancelled.Count > 0 && gone.Count + shrunk.Count > 0)
            body.Paragraph(cancelled.Count == 1 ? "This can no longer be accepted." : "These can no longer be accepted.");
        if (cancelled.Count > 0)
            body.Bullets(OccupancyEndedEmailToCustomer.Some(texts, cancelled));
        return gone.Count + shrunk.Count > 0
            ? body.Button("Open your agreements", EmailLink.To("/company/agreements"))
            : body.Button("Open your invitations", EmailLink.To("/company/invitations"));
    }

    private static string Reference(string? reference) => reference is null ? "" : $" (your reference {reference})";

    private static string Esiids(IStringLocalizer<Texts> texts, IEnumerable<string> esiids) => string.Join(", ", OccupancyEndedEmailToCustomer.Some(texts, esiids, most: 20));
}
