using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Ledger;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Features.Invitations;

public enum CreateInvitationOutcome
{
    Created,

    /// <summary>The company's invitations of 24 hours are used up (INV-10).</summary>
    DailyLimit,

    /// <summary>Somebody of the company was faster with one for the same ESIID or device.</summary>
    AlreadyOpen,

    /// <summary>The customer has replaced the code, or left one of the ESIIDs, since the form was checked.</summary>
    CodeDoesNotFit,
}

/// <param name="Outcome">What happened.</param>
/// <param name="PublicId">The new invitation; null unless created.</param>
/// <param name="Number">Its number; null unless created.</param>
public sealed record CreateInvitationResult(CreateInvitationOutcome Outcome, Guid? PublicId = null, long? Number = null);

/// <summary>Sends an invitation whose form has been validated.</summary>
public sealed class CreateInvitation(PortalDbContext db, TimeProvider time, InvitationMail mail, InvitationEnd end, ConsentLedger ledger, NewInvitation draft, IOptions<RuleOptions> rules)
{
    public async Task<CreateInvitationResult> ExecuteAsync(InvitationForm form, Guid userId, CancellationToken cancellationToken)
    {
        try
        {
            return await db.LookAgainAsync(() => TryAsync(form, userId, cancellationToken));
        }
        catch (DbUpdateException failure) when (failure.IsUniqueViolation())
        {
            db.ChangeTracker.Clear();
            return new CreateInvitationResult(CreateInvitationOutcome.AlreadyOpen);
        }
    }

    private async Task<CreateInvitationResult> TryAsync(InvitationForm form, Guid userId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var since = now.AddHours(-24);
        if (await db.InvitationsOf(form.ThirdPartyId).Where(i => i.CreatedAt > since).CountAsync(cancellationToken) >= rules.Value.InvitationsPerDay)
            return new CreateInvitationResult(CreateInvitationOutcome.DailyLimit);
        var receiver = await draft.ReceiverAsync(form, cancellationToken);
        if (receiver is null)
            return new CreateInvitationResult(CreateInvitationOutcome.CodeDoesNotFit);
        var invitation = draft.Of(form, receiver, userId);
        await ExpireWhatStandsInTheWayAsync(invitation, now, cancellationToken);
        db.Invitations.Add(invitation);
        ledger.Record(ConsentAct.Invited, invitation, userId);
        await mail.InviteAsync(invitation, reminder: false, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return new CreateInvitationResult(CreateInvitationOutcome.Created, invitation.PublicId, invitation.Number);
    }

    /// <summary>Invitations that are over by the clock, but not yet by their row, still hold the key of their ESIIDs.</summary>
    private async Task ExpireWhatStandsInTheWayAsync(Invitation invitation, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var keys = invitation.Esiids.Select(e => e.OpenKey).ToList();
        var over = await db.InvitationsOf(invitation.ThirdPartyId).OverAt(now)
            .Where(i => i.Esiids.Any(e => keys.Contains(e.OpenKey!)))
            .ToListAsync(cancellationToken);
        foreach (var earlier in over)
            await end.ExpireAsync([earlier], cancellationToken);
    }
}
