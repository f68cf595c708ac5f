using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Audit;
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
public sealed class ResendEmail(PortalDbContext db, Bell bell, AuditLog audit, TimeProvider time)
{
    /// <returns>What happened, and the id of the mail to look at.</returns>
    public async Task<(ResendOutcome Outcome, Guid Id)> ExecuteAsync(Guid id, Guid operatorId, CancellationToken cancellationToken)
    {
        if (await db.OutgoingEmails.SingleOrDefaultAsync(m => m.Id == id, cancellationToken) is not { } mail)
            return (ResendOutcome.NotFound, id);
        if (mail.Body is null)
            return (ResendOutcome.BodyRemoved, id);
        var now = time.GetUtcNow();
        if (mail.Status == OutgoingEmailStatus.Waiting)
            return (await TryNowAsync(mail, operatorId, now, cancellationToken), id);
        var again = mail.Again(now);
        db.OutgoingEmails.Add(again);
        await RecordAsync(again, operatorId, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return (ResendOutcome.SentAgain, again.Id);
    }

    private async Task<ResendOutcome> TryNowAsync(OutgoingEmail mail, Guid operatorId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (mail.IsHeldAt(now))
            return ResendOutcome.BeingSent;
        mail.TryNow(now);
        await RecordAsync(mail, operatorId, cancellationToken);
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

    private Task RecordAsync(OutgoingEmail mail, Guid operatorId, CancellationToken cancellationToken) =>
        audit.RecordAsync(AuditAct.MailSentAgain, operatorId, new AuditSubject($"Mail {mail.Kind}", $"/ops/mail/{mail.Id}"), null, cancellationToken);
}
