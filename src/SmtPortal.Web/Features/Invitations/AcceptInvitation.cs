using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Customers;
using SmtPortal.Web.Features.Han;
using SmtPortal.Web.Features.Ledger;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Features.Invitations;

public enum AcceptOutcome
{
    /// <summary>There is an agreement, now or since an earlier click of the same customer.</summary>
    Accepted,

    /// <summary>Rejected, withdrawn, cancelled, expired, or accepted by another account.</summary>
    NoLongerOpen,

    /// <summary>The account does not occupy all of the invitation's ESIIDs; they can be added with proof.</summary>
    MissingEsiids,

    /// <summary>The company may not act at present.</summary>
    CompanyStopped,

    /// <summary>The company has an active agreement for the same already.</summary>
    AlreadyShared,

    /// <summary>The device stands in the way; <see cref="AcceptResult.Obstacle"/> says how.</summary>
    DeviceObstacle,
}

/// <param name="Outcome">What happened.</param>
/// <param name="AgreementNumber">The agreement; null unless accepted.</param>
/// <param name="Obstacle">What is with the device; null unless it stands in the way.</param>
public sealed record AcceptResult(AcceptOutcome Outcome, long? AgreementNumber = null, DeviceObstacle? Obstacle = null);

/// <summary>A customer accepts an invitation at whose door they stand (INV-6). The same click twice accepts once (INV-9).</summary>
public sealed class AcceptInvitation(
    PortalDbContext db, TimeProvider time, CustomerContacts customers, CompanyContacts contacts, ConsentLedger ledger, DeviceAdmission devices, IOptions<RuleOptions> rules)
{
    public Task<AcceptResult> ExecuteAsync(Guid publicId, Guid customerId, Guid userId, CancellationToken cancellationToken) =>
        db.LookAgainAsync(() => TryAsync(publicId, customerId, userId, cancellationToken), uniqueToo: true);

    private async Task<AcceptResult> TryAsync(Guid publicId, Guid customerId, Guid userId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // Two saves, since the mails name the number that the first one gives; one transaction, so that both happen or none.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var invitation = await db.Invitations.SingleAsync(i => i.PublicId == publicId, cancellationToken);
        if (invitation.Status == InvitationStatus.Accepted && invitation.CustomerId == customerId)
            return new AcceptResult(AcceptOutcome.Accepted, await db.Agreements.Where(a => a.InvitationNumber == invitation.Number).Select(a => a.Number).SingleAsync(cancellationToken));
        if (!invitation.IsOpenAt(now))
            return new AcceptResult(AcceptOutcome.NoLongerOpen);
        var company = await db.ThirdParties.SingleAsync(c => c.Id == invitation.ThirdPartyId, cancellationToken);
        if (!company.MayAct)
            return new AcceptResult(AcceptOutcome.CompanyStopped);
        var esiids = invitation.Esiids.Select(e => e.Esiid).ToList();
        var occupancies = await db.OccupanciesOfCustomer(customerId).Where(o => esiids.Contains(o.Esiid)).ToListAsync(cancellationToken);
        if (occupancies.Count < esiids.Count)
            return new AcceptResult(AcceptOutcome.MissingEsiids);
        if (await IsSharedAlreadyAsync(invitation, esiids, now, cancellationToken))
            return new AcceptResult(AcceptOutcome.AlreadyShared);
        if (await devices.ObstacleAsync(invitation, occupancies[0], cancellationToken) is { } obstacle)
            return new AcceptResult(AcceptOutcome.DeviceObstacle, Obstacle: obstacle);

        var encryptedCode = invitation.EncryptedCode;
        invitation.Accept(customerId, now);
        var agreement = Agreement.Of(invitation, customerId, occupancies.ToDictionary(o => o.Esiid, o => o.Id), rules.Value.AgreementTimes, now);
        db.Agreements.Add(agreement);
        // A move-out at the same moment must lose, or win, against this: both change the occupancy.
        foreach (var occupancy in occupancies)
            db.Entry(occupancy).State = EntityState.Modified;
        ledger.Record(ConsentAct.Accepted, agreement, userId);
        ledger.Record(ConsentAct.Accepted, invitation, userId);
        await db.SaveChangesAsync(cancellationToken);

        if (agreement.Kind == AgreementKind.InHomeDevice)
            await devices.AdmitAsync(agreement, encryptedCode!, occupancies[0], userId, cancellationToken);
        await customers.TellAsync(customerId, new AcceptedEmailToCustomer(agreement, company.Name), cancellationToken);
        await contacts.TellAsync(company.Id, new AcceptedEmailToCompany(agreement), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new AcceptResult(AcceptOutcome.Accepted, agreement.Number);
    }

    private Task<bool> IsSharedAlreadyAsync(Invitation invitation, List<string> esiids, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.AgreementsOf(invitation.ThirdPartyId).ActiveAt(now)
            .Where(a => a.Kind == invitation.Kind && a.Terms.Access == invitation.Terms.Access && a.Mac == invitation.Mac)
            .AnyAsync(a => a.Esiids.Any(e => e.LeftAt == null && e.UsedUpAt == null && esiids.Contains(e.Esiid)), cancellationToken);
}
