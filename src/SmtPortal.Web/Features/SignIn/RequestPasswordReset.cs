using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.SignIn;

/// <summary>
/// Mails the link for a new password. The answer is the same whether or not the address has an account; an address that
/// nobody has confirmed gets nothing, since its account may be of somebody else's making.
/// </summary>
public sealed class RequestPasswordReset(PortalDbContext db, Outbox outbox, AttemptLimits limits, IUserConfirmation<PortalUser> stands, UserManager<PortalUser> users, TimeProvider time)
{
    /// <summary>Mails for one address in an hour.</summary>
    public const int PerAddress = 3;

    /// <summary>Addresses that one network address may ask for in an hour.</summary>
    public const int PerSource = 20;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <returns>Null: done; else how long until the next is allowed.</returns>
    public async Task<TimeSpan?> ExecuteAsync(string email, string source, CancellationToken cancellationToken)
    {
        var address = EmailAddress.Normalize(email);
        if (await limits.TryAsync([new("reset source", source, PerSource, Window), new("reset address", address, PerAddress, Window)], cancellationToken) is { } wait)
            return wait;
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedEmail == address && u.EmailConfirmed, cancellationToken);
        // Nobody of a company that is stopped signs in, and it gets no mail (ACC-8): the answer is the same.
        if (user is null || !await stands.IsConfirmedAsync(users, user))
            return null;
        var reset = new PasswordReset(user.Id, time.GetUtcNow());
        db.PasswordResets.Add(reset);
        outbox.Add(db, new PasswordResetEmail(reset.Id), user.Email!, user.Language);
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }
}
