using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.BusinessUsers;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Occupancies;
using SmtPortal.Web.Features.OccupancyClaims;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Customers;

public enum CloseAccountOutcome
{
    /// <summary>Closed, and its sign-ins gone.</summary>
    Closed,

    /// <summary>Who wanted it manages the account no more, or a colleague has closed it.</summary>
    NotAllowed,
}

/// <summary>
/// A customer closes the account (ACC-6): everything that rests on its homes ends as with a move-out (AGR-5), the sign-ins go, so
/// that their addresses are free, and with them everything that is signed in, at its next click. The account's row stays.
/// </summary>
public sealed class CloseAccount(PortalDbContext db, TimeProvider time, OccupancyEnd end, SettleClaims claims, Outbox outbox)
{
    public Task<CloseAccountOutcome> ExecuteAsync(Guid customerId, Guid userId, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var current = await db.OccupanciesOfCustomer(customerId).Select(o => o.Id).ToListAsync(cancellationToken);
        await using var held = await end.HoldAsync(current, cancellationToken);
        var (now, customer) = (time.GetUtcNow(), await db.Customers.SingleAsync(c => c.Id == customerId, cancellationToken));
        var users = await db.UsersOfCustomer(customerId).ToListAsync(cancellationToken);
        if (customer.ClosedAt is not null || !users.Any(u => u.Id == userId && u.CustomerRole == CustomerRole.Manage))
            return CloseAccountOutcome.NotAllowed;
        customer.Close(now);
        var occupancies = await db.OccupanciesOfCustomer(customerId).ToListAsync(cancellationToken);
        await end.EndAsync(
            new EndedOccupancies(customerId, occupancies, OccupancyEndCause.AccountClosed, userId, now), CentralTime.DayOf(now), held, cancellationToken);
        await claims.WithdrawAllAsync(customerId, now, cancellationToken);
        // Its address stays blocked where the address itself refuses: it may still get mail.
        db.CompanyBlocks.RemoveRange(await db.CompanyBlocks.Where(b => b.CustomerId == customerId).ToListAsync(cancellationToken));
        await RemoveSignInsAsync(customerId, customer.Name, users, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await held.CommitAsync(cancellationToken);
        return CloseAccountOutcome.Closed;
    });

    /// <summary>Who manages the account has the mail about its end; who only looked at it learns why the sign-in is gone.</summary>
    private async Task RemoveSignInsAsync(Guid customerId, string name, List<PortalUser> users, CancellationToken cancellationToken)
    {
        foreach (var viewer in users.Where(u => u.CustomerRole == CustomerRole.View))
            outbox.Add(db, new RemovedFromBusinessEmail(name), viewer.Email!, viewer.Language);
        db.Users.RemoveRange(users);
        foreach (var invited in await db.ColleagueInvitationsOfCustomer(customerId).Where(i => i.Status == ColleagueInvitationStatus.Open).ToListAsync(cancellationToken))
            invited.Withdraw();
    }
}
