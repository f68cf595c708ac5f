using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Jobs;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Email;

/// <summary>Several workers on the rows of one database.</summary>
public sealed class ClaimingMail(PortalHost host) : IClassFixture<PortalHost>
{
    private const int Workers = 4;

    [Fact]
    public async Task Four_workers_send_each_mail_exactly_once()
    {
        const int Mails = 300;
        var ids = await Queue(Mails);
        var mine = await host.Db(db => db.OutgoingEmails.Where(m => ids.Contains(m.Id)).Select(m => m.To).ToHashSetAsync());
        var sent = new ConcurrentBag<string>();
        host.Mail.Answer = async message =>
        {
            sent.Add(message.To.Mailboxes.Single().Address);
            await Task.Yield();
            return new MailAnswer(MailOutcome.Taken);
        };
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(host.SendMail)));
        host.Mail.Answer = null;
        Assert.Equal(Mails, sent.Count(mine.Contains));
        Assert.Equal(Mails, sent.Where(mine.Contains).Distinct().Count());
        Assert.Equal(0, await host.Db(db => db.OutgoingEmails.CountAsync(
            m => ids.Contains(m.Id) && (m.Status != OutgoingEmailStatus.Sent || m.Attempts != 1 || m.LeaseId != null))));
    }

    [Fact]
    public async Task No_two_claims_at_once_hold_the_same_row()
    {
        var ids = await Queue(200);
        for (var round = 0; round < 10; round++)
        {
            var now = host.Now;
            var claims = await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(() => host.Db(db => ClaimAsync(db, 25, now)))));
            var held = claims.SelectMany(c => c.Ids).ToList();
            Assert.NotEmpty(held);
            Assert.Equal(held.Count, held.Distinct().Count());
            host.Clock.Advance(SendDueMail.Lease + TimeSpan.FromSeconds(1));
        }

        await host.SendMail();
        Assert.Equal(0, await host.Db(db => db.OutgoingEmails.CountAsync(m => ids.Contains(m.Id) && m.Status != OutgoingEmailStatus.Sent)));
    }

    [Fact]
    public async Task Who_lost_the_lease_cannot_note_the_mail()
    {
        var id = Assert.Single(await Queue(1));
        host.Mail.Answer = async _ =>
        {
            host.Mail.Answer = null;
            host.Clock.Advance(SendDueMail.Lease + TimeSpan.FromSeconds(1));
            await host.SendMail(); // another worker finds the lease over
            return new MailAnswer(MailOutcome.NotNow, "too late");
        };
        await host.SendMail();
        var row = await host.Db(db => db.OutgoingEmails.SingleAsync(m => m.Id == id));
        Assert.Equal((OutgoingEmailStatus.Sent, null), (row.Status, row.LastError));
    }

    [Fact]
    public async Task Of_many_that_take_a_lease_by_name_one_has_it()
    {
        host.Logs.ExpectedErrors.Add("JobLeases"); // of those that make the first row of a name one wins
        for (var round = 0; round < 5; round++)
        {
            var name = "sweep " + (round / 2); // new names and known ones
            await using var first = host.Services.CreateAsyncScope();
            var scopes = Enumerable.Range(0, Workers).Select(_ => host.Services.CreateAsyncScope()).ToList();
            var taken = await Task.WhenAll(scopes.Select(s => Task.Run(() =>
                s.ServiceProvider.GetRequiredService<JobLeases>().TakeAsync(name, default))));
            var held = Assert.Single(taken, lease => lease is not null);
            Assert.Null(await first.ServiceProvider.GetRequiredService<JobLeases>().TakeAsync(name, default));
            await held!.DisposeAsync();
            var next = await first.ServiceProvider.GetRequiredService<JobLeases>().TakeAsync(name, default);
            Assert.NotNull(next);
            await held.DisposeAsync(); // a late holder does not release another's
            Assert.Null(await first.ServiceProvider.GetRequiredService<JobLeases>().TakeAsync(name, default));
            host.Clock.Advance(TimeSpan.FromMinutes(2));
            foreach (var scope in scopes)
                await scope.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_lease_lasts_as_long_as_it_is_extended_and_a_minute_more()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var leases = scope.ServiceProvider.GetRequiredService<JobLeases>();
        var held = (await leases.TakeAsync("long work", default))!;
        for (var i = 0; i < 5; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(50));
            Assert.Null(await leases.TakeAsync("long work", default));
            Assert.True(await held.ExtendAsync(default));
        }

        host.Clock.Advance(JobLeases.Length);
        await using var next = await leases.TakeAsync("long work", default);
        Assert.NotNull(next);
        Assert.False(await held.ExtendAsync(default));
        await held.DisposeAsync();
        Assert.Null(await leases.TakeAsync("long work", default));
    }

    [Fact]
    public async Task The_sweep_finds_what_no_bell_announced()
    {
        var id = Assert.Single(await Queue(1));
        await host.Run<SweepMail>();
        Assert.Equal(OutgoingEmailStatus.Sent, (await host.Db(db => db.OutgoingEmails.SingleAsync(m => m.Id == id))).Status);
    }

    private static Task<Claim> ClaimAsync(PortalDbContext db, int take, DateTimeOffset now) => db.ClaimAsync<OutgoingEmail>(
        m => m.Status == OutgoingEmailStatus.Waiting && m.NextAttemptAt <= now, m => m.NextAttemptAt, take, now, SendDueMail.Lease, default);

    private Task<List<Guid>> Queue(int count) => host.Db(async db =>
    {
        var outbox = host.Services.GetRequiredService<Outbox>();
        var rows = Enumerable.Range(0, count)
            .Select(_ => outbox.Add(db, new ConfirmAddressEmail(Guid.NewGuid()), $"canary{Given.Next()}@canary.test", Language.English)).ToList();
        await db.SaveChangesAsync();
        return rows.Select(r => r.Id).ToList();
    });
}
