using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Ledger;

namespace SmtPortal.Web.Features.Extensions;

/// <summary>Cancels the open request of an agreement that ends, loses an ESIID or was extended by the customer (AGR-3, AGR-5). The caller saves.</summary>
public sealed class CancelExtensions(PortalDbContext db, TimeProvider time, ConsentLedger ledger)
{
    /// <param name="agreement">The agreement.</param>
    /// <param name="upTo">Only a request for this day or an earlier one; null: whatever it asks for.</param>
    /// <param name="actor">Who did what cancels it; null: nobody in the portal.</param>
    public async Task ExecuteAsync(Agreement agreement, DateOnly? upTo, Guid? actor, CancellationToken cancellationToken)
    {
        var request = await db.ExtensionRequests.SingleOrDefaultAsync(r => r.OpenAgreement == agreement.Number, cancellationToken);
        // One whose time is over is left to expire: that happened before.
        if (request is null || !request.IsOpenAt(time.GetUtcNow()) || request.LastDay > upTo)
            return;
        request.Cancel(time.GetUtcNow());
        ledger.Record(ConsentAct.ExtensionCancelled, request, agreement.PublicId, actor);
    }
}
