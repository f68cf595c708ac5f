using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Email;

public sealed class SendingMail(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_saved_mail_rings_the_bell_and_is_sent_once()
    {
        var mail = await Queue();
        Assert.Contains(typeof(SendDueMail), host.Jobs.Waiting);
        await host.SendMail();
        await host.SendMail();
        var message = host.Mail.OnlyTo(mail.To);
        Assert.Equal("Confirm your e-mail address", message.Subject);
        var row = await Row(mail.Id);
        Assert.Equal((OutgoingEmailStatus.Sent, 1, host.Now, null), (row.Status, row.Attempts, row.SentAt, row.LeaseId));
        Assert.Equal(message.MessageId, row.MessageId);
    }

    [Fact]
    public async Task Nothing_leaves_when_the_save_it_belongs_to_fails()
    {
        var to = Address();
        await host.Db(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            host.Services.GetRequiredService<Outbox>().Add(db, new ConfirmAddressEmail(Guid.NewGuid()), to, Language.English);
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
        });
        await host.SendMail();
        Assert.Empty(host.Mail.To(to));
    }

    // INV-4: only the hash of a token is stored; what is stored and shown reads [link].
    [Fact]
    public async Task INV_4_of_the_token_only_the_hash_is_stored()
    {
        var mail = await Queue();
        await host.SendMail();
        var token = RecordedMail.TokenOf(host.Mail.OnlyTo(mail.To), "confirm");
        host.Logs.NeverLog(token);
        var (row, link) = await host.Db(async db => (await db.OutgoingEmails.SingleAsync(m => m.Id == mail.Id), await db.MailLinks.SingleAsync(l => l.EmailId == mail.Id)));
        Assert.Equal(LinkToken.HashOf(token), link.TokenHash);
        Assert.Equal((mail.TargetKind, mail.TargetId), (link.TargetKind, link.TargetId));
        Assert.DoesNotContain(token, row.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("/l/", row.Body, StringComparison.Ordinal);
        Assert.Contains("[link]", EmailBody.FromJson(row.Body!).ToText(new EmailLinks("https://localhost", null)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task INV_4_each_mail_has_its_own_token_and_the_earlier_ones_stay_good()
    {
        var target = Guid.NewGuid();
        var (first, second) = (await Queue(target), await Queue(target));
        await host.SendMail();
        var tokens = new[] { first, second }.Select(m => RecordedMail.TokenOf(host.Mail.OnlyTo(m.To), "confirm")).ToList();
        Assert.NotEqual(tokens[0], tokens[1]);
        foreach (var token in tokens)
        {
            var link = await host.Use<HeldLink, MailLink?>(held => held.FindAsync(token, default));
            Assert.Equal(target, link!.TargetId);
        }
    }

    [Fact]
    public async Task A_crash_before_the_mail_leaves_does_not_lose_it()
    {
        var mail = await Queue();
        await CrashIn(_ => throw new CrashException());
        Assert.Empty(host.Mail.To(mail.To));
        await host.SendMail();
        Assert.Empty(host.Mail.To(mail.To)); // still leased to the one that died
        host.Clock.Advance(SendDueMail.Lease + TimeSpan.FromSeconds(1));
        await host.SendMail();
        host.Mail.OnlyTo(mail.To);
        Assert.Equal(2, (await Row(mail.Id)).Attempts);
    }

    [Fact]
    public async Task A_crash_after_the_mail_left_sends_it_again_under_the_same_message_id()
    {
        var mail = await Queue();
        var left = new List<MimeKit.MimeMessage>();
        await CrashIn(message =>
        {
            left.Add(message);
            throw new CrashException();
        });
        host.Clock.Advance(SendDueMail.Lease + TimeSpan.FromSeconds(1));
        await host.SendMail();
        var again = host.Mail.OnlyTo(mail.To);
        Assert.Equal(Assert.Single(left).MessageId, again.MessageId);
        var tokens = await host.Db(db => db.MailLinks.CountAsync(l => l.EmailId == mail.Id));
        Assert.Equal(2, tokens); // the token of the first, which may have arrived, stays good
    }

    [Fact]
    public async Task One_mail_that_cannot_be_made_does_not_keep_the_others()
    {
        host.Logs.ExpectedErrors.Add("could not be made");
        var broken = await Queue();
        await host.Db(db => db.Database.ExecuteSqlAsync($"""UPDATE "OutgoingEmails" SET "Body" = 'not a body' WHERE "Id" = {broken.Id}"""));
        var good = await Queue();
        await host.SendMail();
        host.Mail.OnlyTo(good.To);
        var row = await Row(broken.Id);
        Assert.Equal((OutgoingEmailStatus.Waiting, 1), (row.Status, row.Attempts));
        Assert.Equal(host.Now.AddMinutes(1), row.NextAttemptAt);
    }

    [Fact]
    public async Task A_refused_receiver_is_undeliverable_and_not_tried_again()
    {
        var mail = await Queue();
        await With(new MailAnswer(MailOutcome.ReceiverRefused, "550: the mail server refuses the receiver"), host.SendMail);
        var row = await Row(mail.Id);
        Assert.Equal((OutgoingEmailStatus.Undeliverable, "550: the mail server refuses the receiver"), (row.Status, row.LastError));
        host.Clock.Advance(TimeSpan.FromDays(3));
        await host.SendMail();
        Assert.Empty(host.Mail.To(mail.To));
    }

    [Fact]
    public async Task A_server_that_is_away_is_asked_with_growing_waits_and_given_up_after_two_days()
    {
        var mail = await Queue();
        var waits = new List<double>();
        await With(new MailAnswer(MailOutcome.NotNow, "451: the mail server did not take the mail"), async () =>
        {
            for (var row = await Row(mail.Id); row.Status == OutgoingEmailStatus.Waiting; row = await Row(mail.Id))
            {
                await host.SendMail();
                waits.Add(((await Row(mail.Id)).NextAttemptAt - host.Now).TotalMinutes);
                host.Clock.Advance(TimeSpan.FromMinutes(waits[^1]));
            }
        });
        Assert.Equal([1, 5, 15, 60, 180, 360], waits.Take(6));
        Assert.All(waits.Skip(6), wait => Assert.Equal(360, wait));
        var end = await Row(mail.Id);
        Assert.Equal(OutgoingEmailStatus.Failed, end.Status);
        Assert.InRange(host.Now - mail.CreatedAt, TimeSpan.FromDays(2), TimeSpan.FromDays(2.5));
    }

    [Fact]
    public async Task When_the_server_is_away_one_mail_is_tried_and_the_others_stay_due()
    {
        var mails = new[] { await Queue(), await Queue(), await Queue() };
        var tries = 0;
        host.Mail.Answer = _ =>
        {
            tries++;
            return Task.FromResult(new MailAnswer(MailOutcome.ServerAway, "away"));
        };
        await host.SendMail();
        host.Mail.Answer = null;
        Assert.Equal(1, tries);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.SendMail();
        Assert.All(mails, mail => host.Mail.OnlyTo(mail.To));
    }

    private static string Address() => $"canary{Given.Next()}@canary.test";

    private Task<OutgoingEmail> Queue(Guid? target = null) => host.Db(async db =>
    {
        var row = host.Services.GetRequiredService<Outbox>().Add(db, new ConfirmAddressEmail(target ?? Guid.NewGuid()), Address(), Language.English);
        await db.SaveChangesAsync();
        return row;
    });

    private Task<OutgoingEmail> Row(Guid id) => host.Db(db => db.OutgoingEmails.SingleAsync(m => m.Id == id));

    private async Task With(MailAnswer answer, Func<Task> act)
    {
        host.Mail.Answer = _ => Task.FromResult(answer);
        await act();
        host.Mail.Answer = null;
    }

    /// <summary>The process dies inside the transport: nothing after it runs, as the exception that no code catches shows.</summary>
    private async Task CrashIn(Func<MimeKit.MimeMessage, Task<MailAnswer>> transport)
    {
        host.Mail.Answer = transport;
        await Assert.ThrowsAsync<CrashException>(host.SendMail);
        host.Mail.Answer = null;
    }

    /// <summary>Passes by every handler of the job, as the end of a process does.</summary>
    private sealed class CrashException : OperationCanceledException;
}
