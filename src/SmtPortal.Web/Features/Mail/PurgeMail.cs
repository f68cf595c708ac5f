using Hangfire;
using Microsoft.Extensions.Options;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Features.Mail;

/// <summary>Empties the bodies of mails, and later removes the mails with the tokens of their links (OPS-6).</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class PurgeMail(PortalDbContext db, PurgeRun purge, TimeProvider time, IOptions<RetentionOptions> retention) : IJob
{
    public Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (bodies, mails) = (now.AddDays(-retention.Value.MailBodyDays), now.AddMonths(-retention.Value.MailMonths));
        return purge.RunAsync(
            "purge-mail", cancellationToken,
            ct => db.PurgeMailBodiesAsync(bodies, ct),
            ct => db.PurgeAsync<OutgoingEmail, DateTimeOffset>(m => m.CreatedAt < mails && m.Status != OutgoingEmailStatus.Waiting, m => m.CreatedAt, ct));
    }
}
