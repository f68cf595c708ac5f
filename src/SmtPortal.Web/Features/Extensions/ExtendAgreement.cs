using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Customers;
using SmtPortal.Web.Features.Ledger;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Features.Extensions;

public enum ExtendOutcome
{
    Extended,

    /// <summary>Not theirs, or it does not exist.</summary>
    NotFound,

    /// <summary>It has ended, or this day is not one that may be chosen now.</summary>
    NotOffered,

    /// <summary>The company may not act at present.</summary>
    CompanyStopped,
}

/// <summary>A customer gives an agreement a later last day, alone (AGR-2, AGR-3). The same click twice extends once.</summary>
public sealed class ExtendAgreement(PortalDbContext db, TimeProvider time, CancelExtensions cancel, ExtensionNews news, ConsentLedger ledger, IOptions<RuleOptions> rules)
{
    public Task<ExtendOutcome> ExecuteAsync(long number, Guid customerId, Guid userId, DateOnly lastDay, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var now = time.GetUtcNow();
        var agreement = await db.AgreementsOfCustomer(customerId).SingleOrDefaultAsync(a => a.Number == number, cancellationToken);
        if (agreement is null)
            return ExtendOutcome.NotFound;
        if (agreement.IsActiveAt(now) && agreement.LastDay == lastDay)
            return ExtendOutcome.Extended;
        if (!agreement.ExtensionDaysAt(now).Contains(lastDay))
            return ExtendOutcome.NotOffered;
        var company = await db.ThirdParties.AsNoTracking().SingleAsync(c => c.Id == agreement.ThirdPartyId, cancellationToken);
        if (!company.MayAct)
            return ExtendOutcome.CompanyStopped;
        agreement.Extend(lastDay, rules.Value.AgreementTimes, now);
        ledger.Record(ConsentAct.Extended, agreement, userId);
        await cancel.ExecuteAsync([agreement], upTo: lastDay, userId, cancellationToken);
        await news.ExtendedAsync(agreement, company.Name, new ExtendedEmailToCompany(agreement), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return ExtendOutcome.Extended;
    });
}

/// <summary>Mails about extensions; the caller saves.</summary>
public sealed class ExtensionNews(CustomerContacts customers, CompanyContacts companies)
{
    /// <summary>Both sides learn the new last day.</summary>
    public async Task ExtendedAsync(Agreement agreement, string company, ExtendedEmailToCompany mail, CancellationToken cancellationToken)
    {
        await customers.TellAsync(agreement.CustomerId, new ExtendedEmailToCustomer(agreement, company), cancellationToken);
        await companies.TellAsync(agreement.ThirdPartyId, mail, cancellationToken);
    }

    /// <summary>The customer is asked, or reminded.</summary>
    public Task AskAsync(ExtensionAskedEmail mail, Guid customerId, CancellationToken cancellationToken) =>
        customers.TellAsync(customerId, mail, cancellationToken);

    /// <summary>The company learns that it got no extension.</summary>
    public Task RefusedAsync(ExtensionRequest request, string? reference, CancellationToken cancellationToken) => RefusedAsync([(request, reference)], cancellationToken);

    /// <summary>The same of many requests, with as many queries as for one.</summary>
    public Task RefusedAsync(IReadOnlyCollection<(ExtensionRequest Request, string? Reference)> refused, CancellationToken cancellationToken) =>
        companies.TellAsync([.. refused.Select(r => new CompanyMail(r.Request.ThirdPartyId, new ExtensionRefusedEmail(r.Request, r.Reference)))], cancellationToken);
}
