using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Customers;
using SmtPortal.Web.Jobs;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Agreements;

/// <summary>Reminds both sides once, two weeks before a continuous agreement ends (AGR-4).</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class RemindOfEnds(PortalDbContext db, JobLeases leases, TimeProvider time, CustomerContacts customers, CompanyContacts companies) : IJob
{
    private const int BatchSize = 200;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var lease = await leases.TakeAsync("remind-of-ends", cancellationToken);
        if (lease is null)
            return;
        while (await RemindBatchAsync(cancellationToken) == BatchSize && await lease.ExtendAsync(cancellationToken))
            db.ChangeTracker.Clear();
    }

    private Task<int> RemindBatchAsync(CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var now = time.GetUtcNow();
        var due = await db.Agreements.Where(a => a.RemindAt <= now).OrderBy(a => a.RemindAt).Take(BatchSize).ToListAsync(cancellationToken);
        var companyIds = due.Select(a => a.ThirdPartyId).Distinct().ToList();
        var names = await db.ThirdParties.Where(c => companyIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, cancellationToken);
        foreach (var agreement in due)
        {
            agreement.NoteReminded();
            // After a long stand-still its end may have come first, of which both are told anyway.
            if (!agreement.IsActiveAt(now))
                continue;
            await customers.TellAsync(agreement.CustomerId, new EndingSoonEmailToCustomer(agreement, names[agreement.ThirdPartyId]), cancellationToken);
            await companies.TellAsync(agreement.ThirdPartyId, new EndingSoonEmailToCompany(agreement), cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        return due.Count;
    });
}

/// <summary>Tells the customer that an agreement ends soon, and where to extend it.</summary>
public sealed class EndingSoonEmailToCustomer(Agreement agreement, string company) : PortalEmail
{
    public override string Kind => "ending-soon-customer";

    public override string Subject(IStringLocalizer<Texts> texts) => texts["Your agreement {0} with {1} ends on {2}", agreement.Number, company, Show.Day(agreement.LastDay)];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(texts["If you do nothing, {0} gets nothing more after that day. If you want to go on sharing, you can extend the agreement.", company])
        .Bullets(agreement.Esiids.Where(e => e.IsIn).Select(e => e.Esiid))
        .Button(texts["Extend the agreement"], EmailLink.To($"/customer/agreements/{agreement.Number}/extend"))
        .Link(texts["Look at the agreement"], EmailLink.To($"/customer/agreements/{agreement.Number}"));
}

/// <summary>Tells the company that an agreement ends soon, and where to ask for more.</summary>
public sealed class EndingSoonEmailToCompany(Agreement agreement) : PortalEmail, ICompanyNews
{
    public CompanyEvent Event => CompanyEvent.EndingSoon;

    public override string Kind => "ending-soon-company";

    public override string Subject(IStringLocalizer<Texts> texts) => $"Agreement {agreement.Number} ends on {Show.Day(agreement.LastDay)}";

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph("If you still need it, ask the customer to extend.")
        .Facts(("Sent to", agreement.SentTo), ("Your reference", agreement.Reference))
        .Bullets(agreement.Esiids.Where(e => e.IsIn).Select(e => e.Esiid))
        .Button("Open the agreement", EmailLink.To($"/company/agreements/{agreement.Number}"));
}
