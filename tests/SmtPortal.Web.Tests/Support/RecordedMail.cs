using System.Collections.Concurrent;
using MimeKit;
using SmtPortal.Web.Email;

namespace SmtPortal.Web.Tests.Support;

/// <summary>The mail server of a test: keeps every mail that left.</summary>
public sealed class RecordedMail : IMailTransport
{
    private readonly ConcurrentQueue<MimeMessage> messages = new();

    public IReadOnlyList<MimeMessage> All => [.. messages];

    /// <summary>Decides about each mail before it is taken; null: takes all.</summary>
    public Func<MimeMessage, Task<MailAnswer>>? Answer { get; set; }

    /// <summary>What one receiver got, oldest first.</summary>
    public IReadOnlyList<MimeMessage> To(string address) => [.. messages.Where(m => m.To.Mailboxes.Single().Address == address)];

    /// <summary>The only mail that a receiver got.</summary>
    public MimeMessage OnlyTo(string address) => Assert.Single(To(address));

    /// <summary>The whole text part of a mail in one line: what it says, however its lines are broken.</summary>
    public static string WordsOf(MimeMessage mail) => string.Join(' ', mail.TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Path of a mail's token link, such as <c>/l/…/accept</c>.</summary>
    public static string LinkOf(MimeMessage mail, string word)
    {
        var line = mail.TextBody!.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.Contains("/l/", StringComparison.Ordinal) && l.EndsWith("/" + word, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"The mail has no link '{word}':\n{mail.TextBody}");
        return new Uri(line).AbsolutePath;
    }

    /// <summary>The token in a mail's links.</summary>
    public static string TokenOf(MimeMessage mail, string word) => LinkOf(mail, word).Split('/')[2];

    public async Task<MailAnswer> SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        var answer = Answer is null ? new MailAnswer(MailOutcome.Taken) : await Answer(message);
        if (answer.Outcome == MailOutcome.Taken)
            messages.Enqueue(message);
        return answer;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
