using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Registration;

public enum ConfirmAddressOutcome
{
    Confirmed,

    /// <summary>Not the password that the account was opened with: somebody else opened it.</summary>
    WrongPassword,

    /// <summary>The account was removed, because nobody confirmed it in time or another proved its ESIID.</summary>
    Gone,
}

/// <summary>
/// Confirms the address of a sign-in whose mail link somebody holds (ACC-2). It takes the password too, or the owner of an
/// address could be made to confirm an account that a stranger opened with it. The same click twice is fine.
/// </summary>
public sealed class ConfirmAddress(PortalDbContext db, IPasswordHasher<PortalUser> passwords, Outbox outbox, TimeProvider time, ClaimProven claim)
{
    public Task<ConfirmAddressOutcome> ExecuteAsync(Guid userId, string password, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var user = await db.Users.SingleOrDefaultAsync(u => u.Id == userId, cancellationToken);
        if (user is null)
            return ConfirmAddressOutcome.Gone;
        // Before the password is looked at: the link works on for weeks, and must be no place to try passwords.
        if (user.EmailConfirmed)
            return ConfirmAddressOutcome.Confirmed;
        if (passwords.VerifyHashedPassword(user, user.PasswordHash!, password) == PasswordVerificationResult.Failed)
            return ConfirmAddressOutcome.WrongPassword;
        user.EmailConfirmed = true;
        outbox.Add(db, new AddressConfirmedEmail(time.GetUtcNow()), user.Email!, user.Language);
        await db.SaveChangesAsync(cancellationToken);
        if (user.CustomerId is { } customerId)
            await claim.ExecuteAsync(customerId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ConfirmAddressOutcome.Confirmed;
    }, uniqueToo: true);
}

/// <summary>
/// Begins the claim that was proven at the registration (ACC-7): not before the address is confirmed, so that nobody has mails
/// sent to the holder by accounts that are not there.
/// </summary>
public sealed class ClaimProven(PortalDbContext db, TakeEsiid take)
{
    /// <summary>Inside the caller's transaction, the confirmed address saved. Saves.</summary>
    public async Task ExecuteAsync(Guid customerId, CancellationToken cancellationToken)
    {
        var customer = await db.Customers.SingleAsync(c => c.Id == customerId, cancellationToken);
        if (customer.TakeProof() is not { } esiid)
            return;
        // Who has moved in since then may be somebody else: the account adds it anew, with the details of then.
        var registered = CentralTime.DayOf(customer.CreatedAt);
        if (!await db.Premises.AnyAsync(p => p.Esiid == esiid && p.LastMoveIn > registered, cancellationToken))
            await take.ExecuteAsync(customerId, esiid, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}
