using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Mail;

public enum ResendOutcome
{
    NotFound,

    /// <summary>A mail that had come to an end goes out once more, as a new row with its own token.</summary>
    SentAgain,

    /// <summary>A mail that waited for its next attempt is due now.</summary>
    TriedNow,

    /// <summary>A worker is sending it at this moment.</summary>
    BeingSent,

    /// <summary>Its body has been removed.</summary>
    BodyRemoved,
}

/// <summary>An operator sends a mail again (OPS-2). It touches the mail only: nothing it is about changes, no end moves (INV-4, INV-5).</summary>
public sealed class ResendEmail(PortalDbContext db, Bell bell, TimeProvider time)
{
    /// <returns>What happened, and the id of the mail to look at.</returns>
    public async Task<(ResendOutcome Outcome, Guid Id)> ExecuteAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.OutgoingEmails.SingleOrDefaultAsync(m => m.Id == id, cancellationToken) is not { } mail)
            return (ResendOutcome.NotFound, id);
        if (mail.Body is null)
            return (ResendOutcome.BodyRemoved, id);
        var now = time.GetUtcNow();
        if (mail.Status == OutgoingEmailStatus.Waiting)
            return (await TryNowAsync(mail, now, cancellationToken), id);
        var again = mail.Again(now);
        db.OutgoingEmails.Add(again);
        await db.SaveChangesAsync(cancellationToken);
        return (ResendOutcome.SentAgain, again.Id);
    }

    private async Task<ResendOutcome> TryNowAsync(OutgoingEmail mail, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (mail.IsHeldAt(now))
            return ResendOutcome.BeingSent;
        mail.TryNow(now);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return ResendOutcome.BeingSent;
        }

        bell.Ring<SendDueMail>();
        return ResendOutcome.TriedNow;
    }
}
