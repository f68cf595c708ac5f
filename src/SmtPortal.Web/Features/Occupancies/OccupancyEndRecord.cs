using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Customers;
using SmtPortal.Web.Features.Extensions;
using SmtPortal.Web.Features.Ledger;

namespace SmtPortal.Web.Features.Occupancies;

/// <summary>Writes down what ended with occupancies: ledger and webhook rows for each thing, one mail for the customer, one for each company.</summary>
public sealed class OccupancyEndRecord(PortalDbContext db, AgreementEnd agreementEnd, ConsentLedger ledger, CancelExtensions extensions, CustomerContacts customers, CompanyContacts companies)
{
    public async Task WriteAsync(EndedOccupancies ended, CancellationToken cancellationToken)
    {
        foreach (var occupancy in ended.Occupancies)
            ledger.RecordOccupancyEnd(ended.Act, ended.CustomerId, occupancy.Esiid, occupancy.LastDay!.Value, ended.Actor);
        foreach (var agreement in ended.Ended)
            await agreementEnd.NoteAsync([agreement], agreement.Status == AgreementStatus.Completed ? ConsentAct.Completed : ConsentAct.Terminated, ended.Actor, cancellationToken);
        foreach (var (agreement, _) in ended.Shrunk)
        {
            ledger.Record(ended.Act, agreement, ended.Actor);
            await extensions.ExecuteAsync([agreement], upTo: null, ended.Actor, cancellationToken);
        }

        foreach (var invitation in ended.Cancelled)
            ledger.Record(ConsentAct.InvitationCancelled, invitation, ended.Actor);
        await TellAsync(ended, cancellationToken);
    }

    private async Task TellAsync(EndedOccupancies ended, CancellationToken cancellationToken)
    {
        var concerned = ended.Ended.Select(a => a.ThirdPartyId).Concat(ended.Shrunk.Select(s => s.Agreement.ThirdPartyId)).Concat(ended.Cancelled.Select(i => i.ThirdPartyId)).Distinct().ToList();
        var names = await db.ThirdParties.Where(c => concerned.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, cancellationToken);
        await customers.TellAsync(ended.CustomerId, new OccupancyEndedEmailToCustomer(ended, names), cancellationToken);
        foreach (var company in concerned)
            await companies.TellAsync(company, new OccupancyEndedEmailToCompany(ended, company), cancellationToken);
    }
}
