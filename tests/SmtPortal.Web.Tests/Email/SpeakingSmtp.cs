using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using MimeKit;
using SmtPortal.Simulator.Smtp;
using SmtPortal.Web.Email;

namespace SmtPortal.Web.Tests.Email;

/// <summary>A real conversation over loopback between the portal's transport and the catcher.</summary>
public sealed class SpeakingSmtp
{
    [Fact]
    public async Task Plain_over_one_connection()
    {
        await using var catcher = SmtpCatcher.Start();
        await using (var transport = Transport(catcher, SmtpSecurity.None))
        {
            for (var i = 0; i < 3; i++)
                Assert.Equal(MailOutcome.Taken, (await transport.SendAsync(Message(subject: $"Nº {i}"), default)).Outcome);
        }

        Assert.Equal(["Nº 0", "Nº 1", "Nº 2"], catcher.Mails.Select(m => m.Message.Subject));
        Assert.All(catcher.Mails, m => Assert.Equal((false, null, "anna@receiver.test"), (m.Encrypted, m.User, Assert.Single(m.Receivers))));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("portal")]
    public async Task StartTls_with_a_pinned_certificate_and_with_sign_in(string? user)
    {
        await using var catcher = SmtpCatcher.Start();
        await using var transport = Transport(catcher, SmtpSecurity.StartTls, catcher.Fingerprint, user);
        Assert.Equal(MailOutcome.Taken, (await transport.SendAsync(Message(), default)).Outcome);
        var caught = Assert.Single(catcher.Mails);
        Assert.Equal((true, user), (caught.Encrypted, caught.User));
    }

    [Fact]
    public async Task An_unknown_certificate_is_not_spoken_to()
    {
        await using var catcher = SmtpCatcher.Start();
        await using var other = SmtpCatcher.Start();
        foreach (var pinned in new[] { null, other.Fingerprint })
        {
            await using var transport = Transport(catcher, SmtpSecurity.StartTls, pinned);
            var answer = await transport.SendAsync(Message(), default);
            Assert.Equal((MailOutcome.ServerAway, "the mail server's certificate is not trusted, or it speaks no TLS"), (answer.Outcome, answer.Reason));
        }

        Assert.Empty(catcher.Mails);
    }

    [Fact]
    public async Task A_server_without_TLS_is_not_spoken_to_when_TLS_is_asked_for()
    {
        await using var catcher = SmtpCatcher.Start(new SmtpCatcherOptions { OfferTls = false });
        await using var transport = Transport(catcher, SmtpSecurity.StartTls);
        var answer = await transport.SendAsync(Message(), default);
        Assert.Equal((MailOutcome.ServerAway, "the mail server does not offer what Smtp:Security asks for"), (answer.Outcome, answer.Reason));
    }

    [Fact]
    public async Task A_receiver_refused_for_good_does_not_spoil_the_connection()
    {
        await using var catcher = SmtpCatcher.Start();
        await using var transport = Transport(catcher, SmtpSecurity.None);
        var refused = await transport.SendAsync(Message(to: "bounces@receiver.test"), default);
        Assert.Equal((MailOutcome.ReceiverRefused, "550: the mail server refuses the receiver"), (refused.Outcome, refused.Reason));
        Assert.Equal(MailOutcome.Taken, (await transport.SendAsync(Message(), default)).Outcome);
        Assert.Single(catcher.Mails);
    }

    [Fact]
    public async Task An_outage_is_away_and_the_next_mail_connects_again()
    {
        await using var catcher = SmtpCatcher.Start();
        await using var transport = Transport(catcher, SmtpSecurity.None);
        Assert.Equal(MailOutcome.Taken, (await transport.SendAsync(Message(), default)).Outcome);
        catcher.Outage = true;
        Assert.Equal(MailOutcome.ServerAway, (await transport.SendAsync(Message(), default)).Outcome);
        Assert.Equal(MailOutcome.ServerAway, (await transport.SendAsync(Message(), default)).Outcome);
        catcher.Outage = false;
        Assert.Equal(MailOutcome.Taken, (await transport.SendAsync(Message(), default)).Outcome);
        Assert.Equal(2, catcher.Mails.Count);
    }

    [Fact]
    public async Task Nobody_listens_or_no_host_is_set()
    {
        var catcher = SmtpCatcher.Start();
        await using var transport = Transport(catcher, SmtpSecurity.None);
        await catcher.DisposeAsync();
        Assert.Equal(MailOutcome.ServerAway, (await transport.SendAsync(Message(), default)).Outcome);
        await using var unset = new SmtpMailTransport(Options.Create(new SmtpOptions()));
        Assert.Equal(MailOutcome.ServerAway, (await unset.SendAsync(Message(), default)).Outcome);
    }

    [Fact]
    public async Task Lines_of_dots_arrive_as_they_were_sent()
    {
        const string Dots = "first\n.\n..\n.hidden\n...\nlast\n";
        await using var catcher = SmtpCatcher.Start();
        await using var transport = Transport(catcher, SmtpSecurity.None);
        await transport.SendAsync(Message(text: Dots), default);
        Assert.Equal(Dots, Assert.Single(catcher.Mails).Message.TextBody!.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_mail_over_the_limit_is_refused_and_not_kept()
    {
        await using var catcher = SmtpCatcher.Start(new SmtpCatcherOptions { MaxMessageBytes = 2000 });
        await using var transport = Transport(catcher, SmtpSecurity.None);
        Assert.NotEqual(MailOutcome.Taken, (await transport.SendAsync(Message(text: new string('x', 5000)), default)).Outcome);
        Assert.Empty(catcher.Mails);
    }

    [Fact]
    public async Task Only_the_newest_mails_are_kept()
    {
        await using var catcher = SmtpCatcher.Start(new SmtpCatcherOptions { Capacity = 2 });
        var told = 0;
        catcher.Caught += _ => told++;
        await using var transport = Transport(catcher, SmtpSecurity.None);
        for (var i = 0; i < 4; i++)
            await transport.SendAsync(Message(), default);
        Assert.Equal([3, 4], catcher.Mails.Select(m => m.Number));
        Assert.Equal(4, told);
        Assert.Null(catcher.Find(1));
    }

    [Theory]
    [InlineData("MAIL FROM:<a@b.test>", "503")]
    [InlineData("EHLO x\r\nRCPT TO:<a@b.test>", "503")]
    [InlineData("EHLO x\r\nDATA", "503")]
    [InlineData("EHLO x\r\nMAIL FROM:nobody", "501")]
    [InlineData("EHLO x\r\nMAIL FROM:<a@b.test> SIZE=999999999", "552")]
    [InlineData("EHLO x\r\nAUTH PLAIN !!!", "501")]
    [InlineData("EHLO x\r\nAUTH GSSAPI", "504")]
    [InlineData("EHLO x\r\nSTARTTLS\r\nNOOP", "503")]
    [InlineData("NONSENSE", "500")]
    public async Task Commands_out_of_order_or_malformed_are_refused(string commands, string expected)
    {
        await using var catcher = SmtpCatcher.Start();
        Assert.Contains(await TalkAsync(catcher, commands + "\r\nQUIT\r\n"), line => line.StartsWith(expected + " ", StringComparison.Ordinal));
        Assert.Empty(catcher.Mails);
    }

    [Fact]
    public async Task A_bare_line_feed_does_not_end_a_mail()
    {
        await using var catcher = SmtpCatcher.Start();
        await TalkAsync(catcher, "EHLO x\r\nMAIL FROM:<a@b.test>\r\nRCPT TO:<c@d.test>\r\nDATA\r\nSubject: one\r\n\r\nbody\n.\nMAIL FROM:<evil@b.test>\r\n.\r\nQUIT\r\n");
        Assert.Equal("one", Assert.Single(catcher.Mails).Message.Subject);
    }

    private static SmtpMailTransport Transport(SmtpCatcher catcher, SmtpSecurity security, string? pinned = null, string? user = null) =>
        new(Options.Create(new SmtpOptions
        {
            Host = "localhost",
            Port = catcher.Port,
            Security = security,
            PinnedCertificate = pinned,
            User = user,
            Password = user is null ? null : "secret",
        }));

    private static MimeMessage Message(string to = "anna@receiver.test", string subject = "Hello", string text = "Hello\n")
    {
        var message = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = text } };
        message.From.Add(new MailboxAddress("SmtPortal", "no-reply@portal.test"));
        message.To.Add(new MailboxAddress(null, to));
        return message;
    }

    private static async Task<IReadOnlyList<string>> TalkAsync(SmtpCatcher catcher, string commands)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("localhost", catcher.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(commands));
        return (await new StreamReader(stream).ReadToEndAsync()).Split("\r\n");
    }
}
