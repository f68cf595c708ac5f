using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Customers;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Agreements;

/// <summary>
/// Ends every Energy Data and Services agreement of a customer at once, with one mail (AGR-8). In-Home Device agreements end
/// with their device only.
/// </summary>
public sealed class StopAllSharing(PortalDbContext db, TimeProvider time, AgreementEnd end, CustomerContacts customers, CompanyContacts companies)
{
    /// <summary>What it ends.</summary>
    public static IQueryable<Agreement> Of(IQueryable<Agreement> agreements) => agreements.Where(a => a.Kind != AgreementKind.InHomeDevice);

    /// <summary>Returns how many have ended: none when a click before has ended them all.</summary>
    public Task<int> ExecuteAsync(Guid customerId, Guid userId, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var numbers = await Of(db.AgreementsOfCustomer(customerId)).ActiveAt(time.GetUtcNow()).Select(a => a.Number).ToListAsync(cancellationToken);
        if (numbers.Count == 0)
            return 0;
        await using var held = await end.HoldAsync(numbers, cancellationToken);
        var now = time.GetUtcNow();
        var agreements = await Of(db.AgreementsOfCustomer(customerId)).ActiveAt(now).OrderBy(a => a.Number).ToListAsync(cancellationToken);
        if (agreements.Any(a => !held.Agreements.Contains(a.Number)))
            throw new DbUpdateConcurrencyException("An agreement was made while all were ended.");
        foreach (var agreement in agreements)
            agreement.Terminate(EndReason.ByCustomer, now);
        await end.NoteAsync(agreements, ConsentAct.Terminated, userId, cancellationToken);
        await companies.TellAsync([.. agreements.Select(a => new CompanyMail(a.ThirdPartyId, new EndedEmailToCompany(a)))], cancellationToken);
        var companyIds = agreements.Select(a => a.ThirdPartyId).Distinct().ToList();
        var names = await db.ThirdParties.Where(c => companyIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, cancellationToken);
        await customers.TellAsync(customerId, new StoppedSharingEmail([.. agreements.Select(a => (a.Number, names[a.ThirdPartyId]))]), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await held.CommitAsync(cancellationToken);
        return agreements.Count;
    });
}

/// <summary>What the page says first.</summary>
/// <param name="Active">What would end, the newest first; a page of it.</param>
/// <param name="Count">How many would end.</param>
public sealed record StopAllPage(IReadOnlyList<AgreementView> Active, int Count);

/// <summary>Tells the customer, in one mail, all that has ended.</summary>
public sealed class StoppedSharingEmail(IReadOnlyList<(long Number, string Company)> ended) : PortalEmail
{
    private const int MaxShown = 100;

    public override string Kind => "stopped-sharing";

    public override string Subject(IStringLocalizer<Texts> texts) => texts["You have stopped all sharing"];

    public override EmailBody Body(IStringLocalizer<Texts> texts)
    {
        var body = new EmailBody()
            .Heading(Subject(texts))
            .Paragraph(ended.Count == 1
                ? texts["This agreement has ended. From now on the company gets and sends nothing more under it. What it received before stays with it."]
                : texts["These agreements have ended. From now on the companies get and send nothing more under them. What they received before stays with them."])
            .Bullets(ended.Take(MaxShown).Select(e => texts["Agreement {0} with {1}", e.Number, e.Company].Value));
        if (ended.Count > MaxShown)
            body.Paragraph(texts["and {0} more", ended.Count - MaxShown]);
        return body
            .Button(texts["Your agreements"], EmailLink.To("/customer/agreements"))
            .SmallPrint(texts["If you did not do this, sign in and change your password."]);
    }
}
