using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Features.Languages;

/// <summary>Keeps the language of a sign-in: of its pages on every device from its next sign-in on, and of its mails at once.</summary>
public sealed class ChooseLanguage(PortalDbContext db)
{
    public Task ExecuteAsync(Guid userId, Language language, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var user = await db.Users.SingleOrDefaultAsync(u => u.Id == userId, cancellationToken);
        if (user is null)
            return false;
        user.Language = language;
        await db.SaveChangesAsync(cancellationToken);
        return true;
    });
}
