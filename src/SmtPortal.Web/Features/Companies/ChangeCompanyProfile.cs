using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;

namespace SmtPortal.Web.Features.Companies;

/// <summary>
/// Changes what a company says about itself. Another notification address counts when it has confirmed, unless it is that of
/// somebody of the company; where mail went before is told of it.
/// </summary>
public sealed class ChangeCompanyProfile(PortalDbContext db, CompanyContacts contacts, Outbox outbox)
{
    /// <returns>Whether a new address has to confirm.</returns>
    public Task<bool> ExecuteAsync(Guid thirdPartyId, CompanyProfileForm form, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var company = await db.ThirdParties.SingleAsync(c => c.Id == thirdPartyId, cancellationToken);
        company.SetContact(Words.Tidy(form.ContactName)!, CompanyProfileForm.Kept(form.ContactPhone));
        company.Describe(CompanyProfileForm.Kept(form.Website), CompanyProfileForm.Kept(form.PrivacyPolicyUrl), Words.Tidy(form.SealName));
        var before = await contacts.ReceiversAsync(thirdPartyId, cancellationToken);
        var asked = await SetAddressAsync(company, CompanyProfileForm.Kept(form.NotificationEmail), before, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return asked;
    });

    private async Task<bool> SetAddressAsync(ThirdParty company, string? wanted, IReadOnlyList<CompanyReceiver> before, CancellationToken cancellationToken)
    {
        var former = company.NotificationEmail;
        if (wanted == (company.ProposedEmail ?? former))
            return false;
        if (wanted is null)
            company.SendMailToAdministrators();
        else
            company.SendMailTo(wanted, await IsOfCompanyAsync(company.Id, wanted, cancellationToken));
        if (company.NotificationEmail != former)
            NotificationAddressChangedEmail.Tell(db, outbox, before, company);
        if (company.ProposalId is { } proposal)
            outbox.Add(db, new ConfirmNotificationEmail(proposal, company.Name), company.ProposedEmail!, Language.English, company.Id);
        return company.ProposalId is not null;
    }

    private Task<bool> IsOfCompanyAsync(Guid thirdPartyId, string address, CancellationToken cancellationToken)
    {
        var normalized = EmailAddress.Normalize(address);
        return db.Users.AnyAsync(u => u.ThirdPartyId == thirdPartyId && u.EmailConfirmed && u.NormalizedEmail == normalized, cancellationToken);
    }
}

/// <summary>The holder of the link confirms that the address takes a company's mail. Returns false: the link is of an address that is no longer wanted.</summary>
public sealed class ConfirmNotificationAddress(PortalDbContext db, CompanyContacts contacts, Outbox outbox)
{
    public Task<bool> ExecuteAsync(Guid proposal, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var company = await db.ThirdParties.SingleOrDefaultAsync(c => c.ProposalId == proposal, cancellationToken);
        if (company is not { Status: ThirdPartyStatus.Approved or ThirdPartyStatus.Pending })
            return false;
        var before = await contacts.ReceiversAsync(company.Id, cancellationToken);
        company.ConfirmProposal();
        NotificationAddressChangedEmail.Tell(db, outbox, before, company);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    });
}

/// <summary>Keeps which events a company wants to hear of, and when.</summary>
public sealed class ChooseCompanyMail(PortalDbContext db)
{
    public Task ExecuteAsync(Guid thirdPartyId, IReadOnlyDictionary<CompanyEvent, MailChoice> choices, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var rows = await db.CompanyMailChoices.Where(c => c.ThirdPartyId == thirdPartyId).ToDictionaryAsync(c => c.Event, cancellationToken);
        foreach (var (about, choice) in choices.Where(c => Enum.IsDefined(c.Key) && Enum.IsDefined(c.Value)))
        {
            if (rows.TryGetValue(about, out var row))
                row.Choice = choice;
            else
                db.CompanyMailChoices.Add(new CompanyMailChoice { ThirdPartyId = thirdPartyId, Event = about, Choice = choice });
        }

        await db.SaveChangesAsync(cancellationToken);
        return true;
    }, uniqueToo: true);
}
