using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Companies;

/// <summary>
/// Writes mails to a company: to its notification address, else to all of its administrators, at once or in its daily digest
/// as it chose. A company that is stopped gets no news (ACC-8).
/// </summary>
public sealed class CompanyContacts(PortalDbContext db, Outbox outbox, TimeProvider time)
{
    /// <summary>Adds the rows; the caller saves.</summary>
    /// <param name="doer">The colleague who did it, who need not be told; null: nobody of the company.</param>
    public async Task TellAsync(Guid thirdPartyId, PortalEmail mail, CancellationToken cancellationToken, Guid? doer = null)
    {
        if (mail is not ICompanyNews news)
        {
            await SendAsync(thirdPartyId, mail, doer: null, cancellationToken);
            return;
        }

        var company = await db.ThirdParties.Where(c => c.Id == thirdPartyId).Select(c => new
        {
            c.Status,
            Choice = db.CompanyMailChoices.Where(x => x.ThirdPartyId == thirdPartyId && x.Event == news.Event).Select(x => (MailChoice?)x.Choice).FirstOrDefault(),
        }).SingleAsync(cancellationToken);
        if (company.Status != ThirdPartyStatus.Approved)
            return;
        switch (company.Choice ?? CompanyEvents.Usual(news.Event))
        {
            case MailChoice.AtOnce:
                await SendAsync(thirdPartyId, mail, doer, cancellationToken);
                break;
            case MailChoice.Digest:
                db.DigestLines.Add(LineOf(thirdPartyId, mail, news.Event, doer));
                break;
        }
    }

    /// <summary>Where mails to the company go now.</summary>
    public async Task<IReadOnlyList<CompanyReceiver>> ReceiversAsync(Guid thirdPartyId, CancellationToken cancellationToken)
    {
        var chosen = await db.ThirdParties.Where(c => c.Id == thirdPartyId).Select(c => c.NotificationEmail).SingleAsync(cancellationToken);
        if (chosen is not null)
            return [new CompanyReceiver(chosen, null)];
        return await db.Users
            .Where(u => u.ThirdPartyId == thirdPartyId && u.CompanyRole == CompanyRole.Administrator && u.EmailConfirmed && u.Email != null)
            .OrderBy(u => u.CreatedAt).Select(u => new CompanyReceiver(u.Email!, u.Id)).ToListAsync(cancellationToken);
    }

    private async Task SendAsync(Guid thirdPartyId, PortalEmail mail, Guid? doer, CancellationToken cancellationToken)
    {
        foreach (var receiver in await ReceiversAsync(thirdPartyId, cancellationToken))
        {
            if (doer is null || receiver.UserId != doer)
                outbox.Add(db, mail, receiver.Address, Language.English, thirdPartyId);
        }
    }

    private DigestLine LineOf(Guid thirdPartyId, PortalEmail mail, CompanyEvent about, Guid? doer)
    {
        var (subject, body) = outbox.Write(mail, Language.English);
        var now = time.GetUtcNow();
        return new DigestLine
        {
            Id = Guid.CreateVersion7(now),
            ThirdPartyId = thirdPartyId,
            Event = about,
            Text = subject,
            Path = CompanyEvents.PathOf(body),
            ActorUserId = doer,
            At = now,
        };
    }
}

/// <param name="UserId">Whose address it is; null: the notification address.</param>
public sealed record CompanyReceiver(string Address, Guid? UserId);
