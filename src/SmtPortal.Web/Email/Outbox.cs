using System.Globalization;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Email;

/// <summary>Writes mails into the caller's save: they leave only if what they tell about was saved too.</summary>
public sealed class Outbox(IStringLocalizer<Texts> texts, TimeProvider time)
{
    /// <summary>Adds the row; the caller saves.</summary>
    /// <param name="thirdPartyId">The company that it goes to, or that asks by it; null for any other mail to a customer, an operator, or one person.</param>
    /// <returns>The row, whose id a caller may keep.</returns>
    /// <exception cref="ArgumentException">The address is not well-formed, or the mail has a token link and opens nothing.</exception>
    public OutgoingEmail Add(PortalDbContext db, PortalEmail mail, string to, Language language, Guid? thirdPartyId = null)
    {
        if (!EmailAddress.IsWellFormed(to))
            throw new ArgumentException("The address of a mail is not well-formed; forms check it before.", nameof(to));
        var (subject, body) = Write(mail, language);
        if (body.HasTokenLink && mail.Opens is null)
            throw new ArgumentException($"The mail '{mail.Kind}' has a token link, but does not say what it opens.", nameof(mail));
        var row = new OutgoingEmail(to, language, mail.Kind, subject, body, mail.Opens, time.GetUtcNow())
        {
            ThirdPartyId = mail.LeavesWhileSuspended ? null : thirdPartyId,
        };
        if (row.Body!.Length > EmailBody.MaxLength)
            throw new ArgumentException($"The mail '{mail.Kind}' has more than {EmailBody.MaxLength} characters.", nameof(mail));
        db.OutgoingEmails.Add(row);
        return row;
    }

    /// <summary>Subject and body in the receiver's language, whatever that of the page or job is that writes it.</summary>
    public (string Subject, EmailBody Body) Write(PortalEmail mail, Language language)
    {
        var (culture, pages) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Show.Culture(language);
            var subject = Words.Tidy(mail.Subject(texts)) ?? "";
            return (subject.Length <= OutgoingEmail.SubjectMaxLength ? subject : subject[..OutgoingEmail.SubjectMaxLength], mail.Body(texts));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, pages);
        }
    }
}
