using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Ledger;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Features.Invitations;

public enum CreateInvitationOutcome
{
    Created,

    /// <summary>The company's invitations of 24 hours are used up (INV-10).</summary>
    DailyLimit,

    /// <summary>Somebody of the company was faster with one for the same ESIID.</summary>
    AlreadyOpen,
}

/// <param name="Outcome">What happened.</param>
/// <param name="PublicId">The new invitation; null unless created.</param>
/// <param name="Number">Its number; null unless created.</param>
public sealed record CreateInvitationResult(CreateInvitationOutcome Outcome, Guid? PublicId = null, long? Number = null);

/// <summary>Sends an invitation whose form has been validated.</summary>
public sealed class CreateInvitation(PortalDbContext db, TimeProvider time, InvitationMail mail, InvitationEnd end, ConsentLedger ledger, IOptions<RuleOptions> rules)
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
        var invitation = Invitation.Issue(
            new InvitationAuthor(form.ThirdPartyId, userId),
            form.Email!.Trim(),
            form.ParsedEsiids(),
            form.Terms(CentralTime.DayOf(now)),
            new InvitationWords(form.Purpose!.Value, Words.Tidy(form.PurposeText), Words.Tidy(form.Reference), form.Language),
            TimeSpan.FromDays(rules.Value.InvitationDays),
            now);
        await ExpireWhatStandsInTheWayAsync(form, invitation.Kind, now, cancellationToken);
        db.Invitations.Add(invitation);
        ledger.Record(ConsentAct.Invited, invitation, userId);
        await mail.InviteAsync(invitation, reminder: false, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return new CreateInvitationResult(CreateInvitationOutcome.Created, invitation.PublicId, invitation.Number);
    }

    /// <summary>Invitations that are over by the clock, but not yet by their row, still hold the key of their ESIIDs.</summary>
    private async Task ExpireWhatStandsInTheWayAsync(InvitationForm form, AgreementKind kind, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var keys = form.ParsedEsiids().Select(e => Invitation.OpenKeyOf(form.ThirdPartyId, kind, form.Access!.Value, e)).ToList();
        var over = await db.InvitationsOf(form.ThirdPartyId).OverAt(now)
            .Where(i => i.Esiids.Any(e => keys.Contains(e.OpenKey!)))
            .ToListAsync(cancellationToken);
        foreach (var invitation in over)
            await end.ExpireAsync(invitation, cancellationToken);
    }
}
