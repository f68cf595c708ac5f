using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Features.Invitations;

/// <summary>
/// *Block this company* (INV-10): the invitation is rejected, if it is still open, and the company's next ones reach nobody.
/// The address is blocked where its mail's link is held, the account where a customer is signed in.
/// </summary>
public sealed class BlockCompany(PortalDbContext db, TimeProvider time, RejectInvitation reject)
{
    public async Task ExecuteAsync(Guid publicId, bool byLink, Guid? customerId, Guid? userId, CancellationToken cancellationToken)
    {
        await db.LookAgainAsync(
            async () =>
            {
                var invitation = await db.Invitations.AsNoTracking().SingleAsync(i => i.PublicId == publicId, cancellationToken);
                // By the link of a mail that a code brought, its account refuses: the company knows no address of it.
                var account = customerId ?? (byLink && invitation.IsByCode ? invitation.CustomerId : null);
                if (byLink && !invitation.IsByCode)
                    await AddAsync(invitation.ThirdPartyId, invitation.NormalizedEmail, null, cancellationToken);
                if (account is not null)
                    await AddAsync(invitation.ThirdPartyId, null, account, cancellationToken);
                return await db.SaveChangesAsync(cancellationToken);
            },
            uniqueToo: true);
        await reject.ExecuteAsync(publicId, userId, null, cancellationToken);
    }

    private async Task AddAsync(Guid thirdPartyId, string? normalizedEmail, Guid? customerId, CancellationToken cancellationToken)
    {
        if (await db.CompanyBlocks.AnyAsync(b => b.ThirdPartyId == thirdPartyId && b.NormalizedEmail == normalizedEmail && b.CustomerId == customerId, cancellationToken))
            return;
        db.CompanyBlocks.Add(customerId is { } customer
            ? CompanyBlock.ByCustomer(thirdPartyId, customer, time.GetUtcNow())
            : CompanyBlock.ByAddress(thirdPartyId, normalizedEmail!, time.GetUtcNow()));
    }
}

/// <summary>Lets a company ask again: every block that the customer's account or its confirmed address has put on it goes.</summary>
public sealed class UnblockCompany(PortalDbContext db)
{
    public Task ExecuteAsync(Guid thirdPartyId, Guid customerId, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        db.CompanyBlocks.RemoveRange(await db.CompanyBlocksOf(customerId).Where(b => b.ThirdPartyId == thirdPartyId).ToListAsync(cancellationToken));
        return await db.SaveChangesAsync(cancellationToken);
    });
}
