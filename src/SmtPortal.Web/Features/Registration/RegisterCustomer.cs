using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Registration;

/// <summary>What somebody registers with; checked by the form.</summary>
/// <param name="Name">Of the person.</param>
/// <param name="Business">Name of the business; null: the account is a home's.</param>
/// <param name="Invitation">The invitation by whose link they came; null: none.</param>
public sealed record NewAccount(string Name, string? Business, string Email, string Password, Language Language, ProofDetails Proof, OpenedInvitation? Invitation)
{
    /// <summary>Whether they came by a link that was mailed to this very address.</summary>
    public bool AddressIsProven => Invitation?.Proves(Email) ?? false;
}

public enum RegisterOutcome
{
    /// <summary>A mail is under way; also for an address that has an account, whose owner it tells.</summary>
    CheckMail,

    /// <summary>The account is there and may be used.</summary>
    Ready,

    /// <summary>The proof is not right.</summary>
    DoesNotMatch,

    /// <summary>As many mails have gone to the address as may in a day.</summary>
    TooMany,
}

/// <param name="Outcome">What happened.</param>
/// <param name="User">The new sign-in when <see cref="RegisterOutcome.Ready"/>, else null.</param>
/// <param name="Wait">How long until the next is allowed when <see cref="RegisterOutcome.TooMany"/>, else null.</param>
public sealed record RegisterResult(RegisterOutcome Outcome, PortalUser? User = null, TimeSpan? Wait = null);

/// <summary>
/// Opens an account with proof of its first ESIID (ACC-1). The answer never tells whether an address has an account, nor whether
/// an ESIID is held: right proof of one that another holds opens an account without it, which claims it once its address is
/// confirmed (ACC-7).
/// </summary>
public sealed class RegisterCustomer(PortalDbContext db, UserManager<PortalUser> users, EsiidProof proof, ClaimProven claim, RegistrationsOfAddress address, Outbox outbox, TimeProvider time)
{
    public async Task<RegisterResult> ExecuteAsync(NewAccount account, CancellationToken cancellationToken)
    {
        if (!await proof.IsProvenAsync(account.Proof, cancellationToken))
            return new RegisterResult(RegisterOutcome.DoesNotMatch);
        // Only right proof is counted: it alone leads to a mail, and who mistypes is limited by network address.
        if (await address.TryAsync(account.Email, cancellationToken) is { } wait)
            return new RegisterResult(RegisterOutcome.TooMany, Wait: wait);
        var isFirst = true;
        return await db.LookAgainAsync(async () =>
        {
            // Another took the ESIID at the same moment, or the same person pressed the button twice: then what the first made stands.
            if (!isFirst && await users.FindByEmailAsync(account.Email) is not null)
                return new RegisterResult(RegisterOutcome.CheckMail);
            isFirst = false;
            return await TryAsync(account, cancellationToken);
        }, uniqueToo: true);
    }

    private async Task<RegisterResult> TryAsync(NewAccount account, CancellationToken cancellationToken)
    {
        // Two saves: what makes room must be gone before the framework's identity looks whether the address is free.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var existing = await users.FindByEmailAsync(account.Email);
        var user = UserOf(account);
        if (existing is { EmailConfirmed: true } or { Role: not PortalRole.Customer })
        {
            // An account costs a password hash: without one here, the time of the answer would tell.
            users.PasswordHasher.HashPassword(user, account.Password);
            outbox.Add(db, new AddressAlreadyRegisteredEmail(), existing.Email!, existing.Language);
            await db.SaveChangesAsync(cancellationToken);
        }
        else
        {
            await MakeRoomAsync(account, cancellationToken);
            await OpenAsync(account, user, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return user.CustomerId is not null && account.AddressIsProven ? new RegisterResult(RegisterOutcome.Ready, user) : new RegisterResult(RegisterOutcome.CheckMail);
    }

    /// <summary>
    /// Right proof takes the place of an account that nobody has confirmed, of this address or of this ESIID: a mistyped
    /// address must not keep a home's owner out, and a stranger's password must not wait for the address's owner to confirm.
    /// </summary>
    private Task MakeRoomAsync(NewAccount account, CancellationToken cancellationToken)
    {
        var address = users.NormalizeEmail(account.Email);
        return db.RemoveAccountsAsync(
            db.UnconfirmedUsers().Where(u => u.NormalizedEmail == address || db.Occupancies.Any(o => o.CurrentEsiid == account.Proof.Esiid && o.CustomerId == u.CustomerId)),
            cancellationToken);
    }

    private async Task OpenAsync(NewAccount account, PortalUser user, CancellationToken cancellationToken)
    {
        var customer = Customer.Open(account.Business ?? account.Name, account.Business is not null, user.CreatedAt);
        db.Customers.Add(customer);
        user.CustomerId = customer.Id;
        if (await proof.HolderAsync(account.Proof.Esiid, cancellationToken) is null)
            await proof.BeginOccupancyAsync(customer.Id, account.Proof.Esiid, cancellationToken);
        else
            customer.KeepProof(account.Proof.Esiid);
        await KeepInvitationAsync(account, customer, cancellationToken);
        // An invitation's mail can be passed on: the owner of its address hears of an account that was opened by it.
        outbox.Add(db, account.AddressIsProven ? new AddressConfirmedEmail(user.CreatedAt) : new ConfirmAddressEmail(user.Id), account.Email, user.Language);
        // Saves what was added above too.
        var created = await users.CreateAsync(user, account.Password);
        if (!created.Succeeded)
            throw new DomainException("The form lets pass what identity refuses: " + string.Join(", ", created.Errors.Select(e => e.Code)));
        if (account.AddressIsProven)
            await claim.ExecuteAsync(customer.Id, cancellationToken);
    }

    /// <summary>It waits in the account (INV-6), in whatever browser the address is confirmed and signed in with.</summary>
    private async Task KeepInvitationAsync(NewAccount account, Customer customer, CancellationToken cancellationToken)
    {
        if (account.Invitation is { } opened
            && await db.Invitations.OpenAt(customer.CreatedAt).SingleOrDefaultAsync(i => i.PublicId == opened.PublicId, cancellationToken) is { } invitation)
            invitation.Bind(customer.Id, customer.CreatedAt);
    }

    private PortalUser UserOf(NewAccount account) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        UserName = account.Email,
        Email = account.Email,
        EmailConfirmed = account.AddressIsProven,
        DisplayName = account.Name,
        Language = account.Language,
        Role = PortalRole.Customer,
        CreatedAt = time.GetUtcNow(),
    };
}

/// <summary>How many registrations one e-mail address sees in a day, whether or not it has an account: each is a mail to it.</summary>
public sealed class RegistrationsOfAddress(AttemptLimits limits, IOptions<RuleOptions> rules)
{
    /// <returns>Null: go on; else how long until the next is allowed.</returns>
    public Task<TimeSpan?> TryAsync(string email, CancellationToken cancellationToken) =>
        limits.TryAsync([new("registration of", EmailAddress.Normalize(email), rules.Value.RegistrationsPerAddress, TimeSpan.FromDays(1))], cancellationToken);
}
