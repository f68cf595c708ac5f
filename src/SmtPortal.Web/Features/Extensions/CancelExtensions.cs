using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Ledger;

namespace SmtPortal.Web.Features.Extensions;

/// <summary>Cancels the open requests of agreements that end, lose an ESIID or were extended by the customer (AGR-3, AGR-5). The caller saves.</summary>
public sealed class CancelExtensions(PortalDbContext db, TimeProvider time, ConsentLedger ledger)
{
    /// <param name="agreements">The agreements.</param>
    /// <param name="upTo">Only a request for this day or an earlier one; null: whatever it asks for.</param>
    /// <param name="actor">Who did what cancels it; null: nobody in the portal.</param>
    public async Task ExecuteAsync(IReadOnlyCollection<Agreement> agreements, DateOnly? upTo, Guid? actor, CancellationToken cancellationToken)
    {
        var numbers = agreements.Select(a => (long?)a.Number).ToList();
        var now = time.GetUtcNow();
        // One whose time is over is left to expire: that happened before.
        foreach (var request in (await db.ExtensionRequests.Where(r => numbers.Contains(r.OpenAgreement)).ToListAsync(cancellationToken)).Where(r => r.IsOpenAt(now) && !(r.LastDay > upTo)))
        {
            request.Cancel(now);
            ledger.Record(ConsentAct.ExtensionCancelled, request, agreements.Single(a => a.Number == request.AgreementNumber).PublicId, actor);
        }
    }
}
