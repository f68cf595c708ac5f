using MimeKit;

namespace SmtPortal.Web.Email;

/// <summary>Hands mails to a mail server; one connection for the mails of a run, closed when disposed.</summary>
public interface IMailTransport : IAsyncDisposable
{
    /// <summary>Hands one mail over. Everything that a mail server or the network can do is an answer, not an exception.</summary>
    Task<MailAnswer> SendAsync(MimeMessage message, CancellationToken cancellationToken);
}

public enum MailOutcome
{
    /// <summary>The server has taken responsibility for the mail.</summary>
    Taken,

    /// <summary>The server refuses the receiver for good (5xx).</summary>
    ReceiverRefused,

    /// <summary>The server refused this mail; another try may succeed.</summary>
    NotNow,

    /// <summary>The server could not be reached, or broke off: other mails would fare no better.</summary>
    ServerAway,
}

/// <param name="Reason">Why it was not taken, without personal data; empty when it was.</param>
public sealed record MailAnswer(MailOutcome Outcome, string Reason = "");
