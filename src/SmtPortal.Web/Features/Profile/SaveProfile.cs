using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Profile;

public enum SaveProfileOutcome
{
    Saved,

    /// <summary>Others work with the account, so that it stays a business's. Nothing was saved.</summary>
    HasOtherUsers,
}

/// <summary>
/// Saves what a customer set on the profile page. The account of a home bears the name of its person. Who only looks at a
/// business's account (ACC-1) sets what is their own.
/// </summary>
public sealed class SaveProfile(PortalDbContext db)
{
    /// <param name="form">One that its validator has let pass.</param>
    public Task<SaveProfileOutcome> ExecuteAsync(Guid userId, ProfileForm form, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var user = await db.Users.SingleAsync(u => u.Id == userId, cancellationToken);
        var customer = await db.Customers.SingleAsync(c => c.Id == user.CustomerId, cancellationToken);
        user.DisplayName = Words.Tidy(form.Name)!;
        user.Language = form.Language;
        user.TellFirstAccess = form.TellFirstAccess;
        if (user.CustomerRole == CustomerRole.Manage)
        {
            var business = Words.Tidy(form.Business);
            if (business is null && customer.IsBusiness && await db.UsersOfCustomer(customer.Id).AnyAsync(u => u.Id != userId, cancellationToken))
                return SaveProfileOutcome.HasOtherUsers;
            customer.Rename(business ?? user.DisplayName, business is not null);
        }

        await db.SaveChangesAsync(cancellationToken);
        return SaveProfileOutcome.Saved;
    });
}

/// <summary>Replaces the account authorization code (ACC-3). Two at once both get a new one; the later stands.</summary>
public sealed class ReplaceCode(PortalDbContext db)
{
    public Task ExecuteAsync(Guid customerId, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var customer = await db.Customers.SingleAsync(c => c.Id == customerId, cancellationToken);
        // A colleague may have closed the account at this moment.
        if (customer.ClosedAt is null)
            customer.ReplaceCode();
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }, uniqueToo: true);
}
