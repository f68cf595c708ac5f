using Microsoft.Extensions.Options;
using MimeKit;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Email;

/// <summary>Makes the message that leaves from the row that was kept.</summary>
public sealed class MailComposer(IOptions<SmtpOptions> options, PortalLinks links)
{
    /// <summary>Always the same for a row, so that a mail sent twice after a crash is known as one.</summary>
    public string MessageIdOf(OutgoingEmail mail) => $"{mail.Id:N}@{Domain}";

    /// <param name="mail">The row; it has a body.</param>
    /// <param name="token">The token of its links; null when it has none.</param>
    /// <param name="now">Date of the message, UTC.</param>
    /// <exception cref="FormatException">The receiver's address cannot be put into a message.</exception>
    public MimeMessage Compose(OutgoingEmail mail, string? token, DateTimeOffset now)
    {
        var body = EmailBody.FromJson(mail.Body!);
        var targets = new EmailLinks(links.Address, token);
        var message = new MimeMessage
        {
            Subject = mail.Subject,
            Date = now,
            MessageId = MessageIdOf(mail),
            Body = new BodyBuilder { TextBody = body.ToText(targets), HtmlBody = body.ToHtml(mail.Subject, mail.Language, targets) }.ToMessageBody(),
        };
        message.From.Add(new MailboxAddress(options.Value.FromName, options.Value.FromAddress));
        message.To.Add(new MailboxAddress(null, mail.To));
        // Keeps holiday answers away.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add(HeaderId.ContentLanguage, Localization.Show.Culture(mail.Language).TwoLetterISOLanguageName);
        return message;
    }

    /// <summary>The mail as operators see it.</summary>
    public EmailLinks HiddenLinks => new(links.Address, null);

    private string Domain => options.Value.FromAddress[(options.Value.FromAddress.LastIndexOf('@') + 1)..];
}
