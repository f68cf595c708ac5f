using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.SignIn;

namespace SmtPortal.Web.Identity;

/// <summary>
/// Makes and removes the sign-ins of operators. Only the command line does: whoever may run it on the server may decide who
/// operates the portal, and no page can be talked into it.
/// </summary>
public sealed class Operators(PortalDbContext db, UserManager<PortalUser> users, RequestPasswordReset reset, TimeProvider time)
{
    /// <summary>Makes a sign-in without a password; a mail with the link to set one leaves with the portal's next mails.</summary>
    /// <returns>Null: done; else why not.</returns>
    public async Task<string?> AddAsync(string email, string name, CancellationToken cancellationToken)
    {
        if (!EmailAddress.IsWellFormed(email))
            return $"'{email}' is no e-mail address.";
        if (Words.Tidy(name) is not { Length: <= Domain.Accounts.Customer.NameMaxLength } tidy)
            return $"The name has 1 to {Domain.Accounts.Customer.NameMaxLength} characters.";
        if (await users.FindByEmailAsync(email) is not null)
            return "This address has an account already. An operator's sign-in needs an address of its own.";
        var now = time.GetUtcNow();
        var created = await users.CreateAsync(new PortalUser
        {
            Id = Guid.CreateVersion7(now),
            UserName = email,
            Email = email,
            EmailConfirmed = true,
            DisplayName = tidy,
            Role = PortalRole.Operator,
            CreatedAt = now,
        });
        if (!created.Succeeded)
            return string.Join(' ', created.Errors.Select(e => e.Description));
        return await reset.ExecuteAsync(email, "command line", cancellationToken) is null
            ? null : "The operator was added, but no mail was written, since too many were asked for. Use “Forgot your password?” on the sign-in page in an hour.";
    }

    /// <summary>Removes a sign-in at once; what the operator did keeps its place in the audit log.</summary>
    /// <returns>Null: done; else why not.</returns>
    public async Task<string?> RemoveAsync(string email, CancellationToken cancellationToken)
    {
        var user = await users.FindByEmailAsync(email);
        if (user is not { Role: PortalRole.Operator })
            return "No operator has this address.";
        if (await db.Users.CountAsync(u => u.Role == PortalRole.Operator, cancellationToken) == 1)
            return "This is the last operator. Add another first.";
        db.Users.Remove(user);
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }
}
