using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace SmtPortal.Web.Email;

/// <summary>Speaks SMTP with the configured server.</summary>
public sealed class SmtpMailTransport(IOptions<SmtpOptions> options) : IMailTransport
{
    /// <summary>No mail may take longer, or its lease would run out while it is being sent.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(45);

    private readonly SmtpOptions smtp = options.Value;
    private SmtpClient? client;

    public async Task<MailAnswer> SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        try
        {
            var connected = await ConnectAsync(limit.Token);
            await connected.SendAsync(message, limit.Token);
            return new MailAnswer(MailOutcome.Taken);
        }
        catch (SmtpCommandException refusal)
        {
            return Answer(refusal);
        }
        catch (Exception failure) when (failure is IOException or SmtpProtocolException or System.Net.Sockets.SocketException or SslHandshakeException
            or AuthenticationException or ServiceNotConnectedException or ServiceNotAuthenticatedException or NotSupportedException or TimeoutException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Drop();
            return new MailAnswer(MailOutcome.ServerAway, ReasonOf(failure));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (client is { IsConnected: true })
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            try
            {
                await client.DisconnectAsync(quit: true, limit.Token);
            }
            catch (Exception failure) when (failure is IOException or ProtocolException or CommandException or OperationCanceledException)
            {
                // The mails are with the server already; a farewell that fails changes nothing.
            }
        }

        Drop();
    }

    private async Task<SmtpClient> ConnectAsync(CancellationToken cancellationToken)
    {
        if (client is { IsConnected: true })
            return client;
        if (string.IsNullOrWhiteSpace(smtp.Host))
            throw new ServiceNotConnectedException("Smtp:Host is not set.");
        Drop();
        client = new SmtpClient { Timeout = smtp.TimeoutSeconds * 1000, CheckCertificateRevocation = smtp.PinnedCertificate is null };
        client.ServerCertificateValidationCallback = IsTrusted;
        await client.ConnectAsync(smtp.Host, smtp.Port, smtp.Security switch
        {
            SmtpSecurity.None => SecureSocketOptions.None,
            SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.StartTls,
        }, cancellationToken);
        if (smtp.User is not null)
            await client.AuthenticateAsync(smtp.User, smtp.Password ?? "", cancellationToken);
        return client;
    }

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None
        || (smtp.PinnedCertificate is { } pinned && certificate is not null
            && certificate.GetCertHashString(HashAlgorithmName.SHA256).Equals(pinned, StringComparison.OrdinalIgnoreCase));

    /// <summary>What the server says to a mail. Its own words may hold the address and are not kept.</summary>
    private MailAnswer Answer(SmtpCommandException refusal)
    {
        var code = (int)refusal.StatusCode;
        if (refusal.ErrorCode == SmtpErrorCode.RecipientNotAccepted && code >= 500)
            return new MailAnswer(MailOutcome.ReceiverRefused, $"{code}: the mail server refuses the receiver");
        // 421: the server closes. Anything that is not about the receiver or the message is about us or the connection.
        if (code != 421 && refusal.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted)
            return new MailAnswer(MailOutcome.NotNow, $"{code}: the mail server did not take the mail");
        Drop();
        return new MailAnswer(MailOutcome.ServerAway, $"{code}: the mail server is not available");
    }

    private static string ReasonOf(Exception failure) => failure switch
    {
        ServiceNotConnectedException => "Smtp:Host is not set, or the mail server closed the connection",
        SslHandshakeException => "the mail server's certificate is not trusted, or it speaks no TLS",
        AuthenticationException or ServiceNotAuthenticatedException => "the mail server refused the sign-in",
        NotSupportedException => "the mail server does not offer what Smtp:Security asks for",
        OperationCanceledException or TimeoutException => "the mail server did not answer in time",
        _ => "the mail server could not be reached, or broke off",
    };

    private void Drop()
    {
        client?.Dispose();
        client = null;
    }
}
