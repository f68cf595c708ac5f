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
    public Task TellAsync(Guid thirdPartyId, PortalEmail mail, CancellationToken cancellationToken, Guid? doer = null) =>
        TellAsync([new CompanyMail(thirdPartyId, mail, doer)], cancellationToken);

    /// <summary>Adds the rows of many mails, with as many queries as for one; the caller saves.</summary>
    public async Task TellAsync(IReadOnlyCollection<CompanyMail> mails, CancellationToken cancellationToken)
    {
        var companies = await ReadAsync([.. mails.Select(m => m.ThirdPartyId).Distinct()], cancellationToken);
        foreach (var (thirdPartyId, mail, doer) in mails)
        {
            var company = companies[thirdPartyId];
            if (mail is not ICompanyNews news)
            {
                Send(company, mail, doer: null);
                continue;
            }

            if (company.Status != ThirdPartyStatus.Approved)
                continue;
            switch (company.ChoiceOf(news.Event))
            {
                case MailChoice.AtOnce:
                    Send(company, mail, doer);
                    break;
                case MailChoice.Digest:
                    db.DigestLines.Add(LineOf(thirdPartyId, mail, news.Event, doer));
                    break;
            }
        }
    }

    /// <summary>Where mails to the company go now.</summary>
    public async Task<IReadOnlyList<CompanyReceiver>> ReceiversAsync(Guid thirdPartyId, CancellationToken cancellationToken) =>
        (await ReadAsync([thirdPartyId], cancellationToken))[thirdPartyId].Receivers;

    private async Task<Dictionary<Guid, Contact>> ReadAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var companies = await db.ThirdParties.Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Status, c.NotificationEmail }).ToListAsync(cancellationToken);
        var choices = (await db.CompanyMailChoices.AsNoTracking().Where(x => ids.Contains(x.ThirdPartyId)).ToListAsync(cancellationToken)).ToLookup(x => x.ThirdPartyId);
        var without = companies.Where(c => c.NotificationEmail is null).Select(c => (Guid?)c.Id).ToList();
        var administrators = without.Count == 0 ? [] : await db.Users
            .Where(u => without.Contains(u.ThirdPartyId) && u.CompanyRole == CompanyRole.Administrator && u.EmailConfirmed && u.Email != null)
            .OrderBy(u => u.CreatedAt).Select(u => new { u.ThirdPartyId, Receiver = new CompanyReceiver(u.Email!, u.Id) }).ToListAsync(cancellationToken);
        return companies.ToDictionary(c => c.Id, c => new Contact(
            c.Id, c.Status, choices[c.Id].ToDictionary(x => x.Event, x => x.Choice),
            c.NotificationEmail is { } chosen ? [new CompanyReceiver(chosen, null)] : [.. administrators.Where(a => a.ThirdPartyId == c.Id).Select(a => a.Receiver)]));
    }

    private void Send(Contact company, PortalEmail mail, Guid? doer)
    {
        foreach (var receiver in company.Receivers)
        {
            if (doer is null || receiver.UserId != doer)
                outbox.Add(db, mail, receiver.Address, Language.English, company.Id);
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

    private sealed record Contact(Guid Id, ThirdPartyStatus Status, Dictionary<CompanyEvent, MailChoice> Choices, IReadOnlyList<CompanyReceiver> Receivers)
    {
        public MailChoice ChoiceOf(CompanyEvent about) => Choices.TryGetValue(about, out var chosen) ? chosen : CompanyEvents.Usual(about);
    }
}

/// <param name="Doer">The colleague who did it, who need not be told; null: nobody of the company.</param>
public sealed record CompanyMail(Guid ThirdPartyId, PortalEmail Mail, Guid? Doer = null);

/// <param name="UserId">Whose address it is; null: the notification address.</param>
public sealed record CompanyReceiver(string Address, Guid? UserId);
