using Hangfire;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Web.Data;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Email;

/// <summary>
/// Sends the mails that are due. A mail leaves at least once: after a crash between sending and noting it, it leaves again,
/// with the same Message-ID.
/// </summary>
[AutomaticRetry(Attempts = 0)]
public sealed partial class SendDueMail(
    PortalDbContext db, IMailTransport transport, MailComposer composer, TimeProvider time, ILogger<SendDueMail> logger) : IJob
{
    /// <summary>Most mails held at a time.</summary>
    public const int Batch = 20;

    /// <summary>Longer than one mail may take; renewed before each.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan HeldFor = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public Task RunAsync(CancellationToken cancellationToken) => RunAsync(() => Task.FromResult(true), cancellationToken);

    /// <summary>As a sweep, which keeps its lease between any two mails and stops when it has lost it.</summary>
    public async Task RunAsync(Func<Task<bool>> keepLease, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        async Task<bool> MayGoOn() => time.GetElapsedTime(started) < Longest && await keepLease();
        while (await MayGoOn())
        {
            var now = time.GetUtcNow();
            var claim = await db.ClaimAsync<OutgoingEmail>(
                m => m.Status == OutgoingEmailStatus.Waiting && m.NextAttemptAt <= now, m => m.NextAttemptAt, Batch, now, Lease, cancellationToken);
            if (claim.Found == 0 || !await SendAsync(claim, MayGoOn, cancellationToken))
                return;
        }
    }

    /// <summary>Returns whether it is worth while to go on.</summary>
    private async Task<bool> SendAsync(Claim claim, Func<Task<bool>> mayGoOn, CancellationToken cancellationToken)
    {
        foreach (var id in claim.Ids)
        {
            db.ChangeTracker.Clear();
            if (await mayGoOn() && await SendAsync(id, claim.LeaseId, cancellationToken) != MailOutcome.ServerAway)
                continue;
            await db.LetGoAsync<OutgoingEmail>(claim, cancellationToken);
            return false;
        }

        return true;
    }

    /// <summary>One mail. Returns null when it was no longer ours to send.</summary>
    private async Task<MailOutcome?> SendAsync(Guid id, Guid leaseId, CancellationToken cancellationToken)
    {
        try
        {
            var mail = await db.OutgoingEmails.SingleOrDefaultAsync(
                m => m.Id == id && m.LeaseId == leaseId && m.Status == OutgoingEmailStatus.Waiting, cancellationToken);
            if (mail is null)
                return null;
            if (await HoldsAsync(mail, cancellationToken))
                return null;
            var token = await BeginAsync(mail, cancellationToken);
            var answer = await HandOverAsync(mail, token, cancellationToken);
            Note(mail, answer);
            // What the mail server has taken is noted even while the portal stops, or it would leave twice.
            await db.SaveChangesAsync(CancellationToken.None);
            return answer.Outcome;
        }
        catch (DbUpdateConcurrencyException)
        {
            Lost(logger, id);
            return null;
        }
    }

    /// <summary>What was queued for a company that has been suspended since waits, of one that has been closed since it goes nowhere (ACC-8).</summary>
    private async Task<bool> HoldsAsync(OutgoingEmail mail, CancellationToken cancellationToken)
    {
        if (mail.ThirdPartyId is not { } company)
            return false;
        var status = await db.ThirdParties.Where(t => t.Id == company).Select(t => t.Status).SingleAsync(cancellationToken);
        if (status == ThirdPartyStatus.Suspended)
            mail.Hold("The company is suspended.", time.GetUtcNow(), HeldFor);
        else if (status == ThirdPartyStatus.Closed)
            mail.Drop("The company is closed.");
        else
            return false;
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>Counts the attempt, renews the lease and keeps the new token's hash, all before anything leaves.</summary>
    private async Task<string?> BeginAsync(OutgoingEmail mail, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        mail.Begin(composer.MessageIdOf(mail), now, Lease);
        string? token = null;
        if (mail is { TargetKind: { } kind, TargetId: { } target })
        {
            token = LinkToken.New();
            db.MailLinks.Add(new MailLink { TokenHash = LinkToken.HashOf(token)!, TargetKind = kind, TargetId = target, EmailId = mail.Id, CreatedAt = now });
        }

        await db.SaveChangesAsync(cancellationToken);
        return token;
    }

    private async Task<MailAnswer> HandOverAsync(OutgoingEmail mail, string? token, CancellationToken cancellationToken)
    {
        try
        {
            return await transport.SendAsync(composer.Compose(mail, token, time.GetUtcNow()), cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One mail that cannot be made must not keep the others: it is tried again with growing waits, then given up.
            NotMade(logger, mail.Id, mail.Kind, failure.GetType().Name);
            return new MailAnswer(MailOutcome.NotNow, $"The mail could not be made ({failure.GetType().Name}).");
        }
    }

    private void Note(OutgoingEmail mail, MailAnswer answer)
    {
        switch (answer.Outcome)
        {
            case MailOutcome.Taken:
                mail.MarkSent(time.GetUtcNow());
                Sent(logger, mail.Id, mail.Kind);
                break;
            case MailOutcome.ReceiverRefused:
                mail.MarkUndeliverable(answer.Reason);
                Undeliverable(logger, mail.Id, mail.Kind);
                break;
            default:
                mail.MarkAttemptFailed(answer.Reason, time.GetUtcNow());
                AttemptFailed(logger, mail.Id, mail.Kind, mail.Attempts, answer.Reason);
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail {Mail} ({Kind}) was sent")]
    private static partial void Sent(ILogger logger, Guid mail, string kind);

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail {Mail} ({Kind}) is undeliverable")]
    private static partial void Undeliverable(ILogger logger, Guid mail, string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Mail} ({Kind}) was not sent at attempt {Attempt}: {Reason}")]
    private static partial void AttemptFailed(ILogger logger, Guid mail, string kind, int attempt, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Mail} ({Kind}) could not be made: {Failure}")]
    private static partial void NotMade(ILogger logger, Guid mail, string kind, string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Mail} was taken by another worker while this one held it")]
    private static partial void Lost(ILogger logger, Guid mail);
}

/// <summary>Sends what no bell announced: after a crash, and when a next attempt is due. One at a time across all nodes.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class SweepMail(JobLeases leases, SendDueMail send) : IJob
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var lease = await leases.TakeAsync("mail", cancellationToken);
        if (lease is not null)
            await send.RunAsync(() => lease.ExtendAsync(cancellationToken), cancellationToken);
    }
}
