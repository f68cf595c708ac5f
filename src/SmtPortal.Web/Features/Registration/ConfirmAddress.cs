using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
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
public sealed class ConfirmAddress(PortalDbContext db, IPasswordHasher<PortalUser> passwords, Outbox outbox, TimeProvider time)
{
    public Task<ConfirmAddressOutcome> ExecuteAsync(Guid userId, string password, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var user = await db.Users.SingleOrDefaultAsync(u => u.Id == userId, cancellationToken);
        if (user is null)
            return ConfirmAddressOutcome.Gone;
        if (passwords.VerifyHashedPassword(user, user.PasswordHash!, password) == PasswordVerificationResult.Failed)
            return ConfirmAddressOutcome.WrongPassword;
        if (user.EmailConfirmed)
            return ConfirmAddressOutcome.Confirmed;
        user.EmailConfirmed = true;
        // The token of this table: who removes the account at this moment loses, or wins.
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        outbox.Add(db, new AddressConfirmedEmail(time.GetUtcNow()), user.Email!, user.Language);
        await db.SaveChangesAsync(cancellationToken);
        return ConfirmAddressOutcome.Confirmed;
    });
}
