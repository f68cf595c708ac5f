using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Customers;
using SmtPortal.Web.Jobs;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Agreements;

/// <summary>
/// Once a year each customer is mailed all that they share, if they share anything (AGR-8). It is due on the day on which the account
/// was opened, so that a year's mails do not leave in one night.
/// </summary>
[AutomaticRetry(Attempts = 0)]
public sealed class SendYearlySummaries(PortalDbContext db, JobLeases leases, TimeProvider time, CustomerContacts customers) : IJob
{
    private const int BatchSize = 100;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var lease = await leases.TakeAsync("yearly-summaries", cancellationToken);
        if (lease is null)
            return;
        while (await SendBatchAsync(cancellationToken) == BatchSize && await lease.ExtendAsync(cancellationToken))
            db.ChangeTracker.Clear();
    }

    private Task<int> SendBatchAsync(CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var now = time.GetUtcNow();
        var due = await db.Customers.Where(c => c.SummaryAt <= now).OrderBy(c => c.SummaryAt).Take(BatchSize).ToListAsync(cancellationToken);
        var ids = due.Select(c => c.Id).ToList();
        var active = (await (
            from a in db.Agreements.AsNoTracking().Where(a => ids.Contains(a.CustomerId)).ActiveAt(now)
            join c in db.ThirdParties on a.ThirdPartyId equals c.Id
            where c.Status != Domain.Accounts.ThirdPartyStatus.Closed
            orderby a.Number
            select new { Agreement = a, Company = c.Name }).ToListAsync(cancellationToken)).ToLookup(a => a.Agreement.CustomerId);
        // An account that was opened before there were summaries has none behind it: its first is due in its next year.
        await customers.TellAsync(
            [.. due.Where(c => c.SummaryAt > c.CreatedAt && active[c.Id].Any()).Select(c => new CustomerMail(c.Id, new YearlySummaryEmail([.. active[c.Id].Select(a => (a.Agreement, a.Company))])))],
            cancellationToken);
        foreach (var customer in due)
            customer.PlanSummary(now);

        await db.SaveChangesAsync(cancellationToken);
        return due.Count;
    });
}

/// <summary>Tells a customer, once a year, all that is active.</summary>
public sealed class YearlySummaryEmail(IReadOnlyList<(Agreement Agreement, string Company)> active) : PortalEmail
{
    private const int MaxShown = 100;

    public override string Kind => "yearly-summary";

    public override string Subject(IStringLocalizer<Texts> texts) => texts["What you share at present: your yearly summary"];

    public override EmailBody Body(IStringLocalizer<Texts> texts)
    {
        var body = new EmailBody()
            .Heading(texts["What you share at present"])
            .Paragraph((active.Count, active.Any(a => a.Agreement.Consent.IsForDevice)) switch
            {
                (1, false) => texts["Once a year we tell you who may see your electricity data. At present it is one agreement:"],
                (1, true) => texts["Once a year we tell you who may see your electricity data or use a device in your home. At present it is one agreement:"],
                (_, false) => texts["Once a year we tell you who may see your electricity data. At present these are {0} agreements:", active.Count],
                _ => texts["Once a year we tell you who may see your electricity data or use a device in your home. At present these are {0} agreements:", active.Count],
            })
            .Bullets(active.Take(MaxShown).Select(a => Line(texts, a.Agreement, a.Company)));
        if (active.Count > MaxShown)
            body.Paragraph(texts["and {0} more", active.Count - MaxShown]);
        return body
            .Paragraph(active.All(a => a.Agreement.MayBeEndedDirectly)
                ? texts["If all of this is as you want it, there is nothing for you to do. You can end any agreement at any time."]
                : texts["If all of this is as you want it, there is nothing for you to do. You can end any agreement at any time; one to add a device ends when the device is removed."])
            .Button(texts["Your agreements"], EmailLink.To("/customer/agreements"))
            .Link(texts["Stop all sharing"], EmailLink.To("/customer/agreements/stop-all"));
    }

    private static string Line(IStringLocalizer<Texts> texts, Agreement agreement, string company)
    {
        var name = texts["Agreement {0} with {1}", agreement.Number, company].Value;
        var esiids = agreement.Esiids.Where(e => e.IsIn).Select(e => e.Esiid).ToList();
        var device = agreement.Device is { } named ? $"{texts.NameOf(named)}, " : "";
        return $"{name}: {texts.WhatIsAllowed(agreement.Consent, agreement.LastDay)} ({device}{(esiids.Count == 1 ? $"ESIID {esiids[0]}" : texts["{0} ESIIDs", esiids.Count].Value)})";
    }
}
