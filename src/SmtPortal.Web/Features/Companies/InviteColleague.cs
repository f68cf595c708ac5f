using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Companies;

public enum InviteColleagueOutcome
{
    /// <summary>A mail is on its way: the link, or word that the address has an account. Which of them is not told.</summary>
    Sent,

    /// <summary>Somebody of the company has this address.</summary>
    WorksHere,

    /// <summary>Not the company's, or not open any more.</summary>
    NotFound,
}

/// <param name="Wait">How long until another mail may be sent; null: it was.</param>
public sealed record InviteColleagueResult(InviteColleagueOutcome Outcome, TimeSpan? Wait = null);

/// <summary>
/// An administrator invites a colleague by mail (ACC-5). Who is invited already gets the link anew, for as long as the first
/// time. Whether an address has an account elsewhere is told to its owner alone.
/// </summary>
public sealed class InviteColleague(PortalDbContext db, Outbox outbox, AttemptLimits limits, ColleagueParts parts)
{
    public Task<InviteColleagueResult> ExecuteAsync(ColleagueInviter inviter, string email, CompanyRole role, CancellationToken cancellationToken) =>
        db.LookAgainAsync(() => TryAsync(inviter, email, role, cancellationToken), uniqueToo: true);

    /// <summary>The same link once more.</summary>
    public async Task<InviteColleagueResult> AgainAsync(ColleagueInviter inviter, Guid id, CancellationToken cancellationToken)
    {
        var open = await db.ColleagueInvitationsOf(inviter.ThirdPartyId).AsNoTracking()
            .SingleOrDefaultAsync(i => i.Id == id && i.Status == ColleagueInvitationStatus.Open, cancellationToken);
        return open is null ? new InviteColleagueResult(InviteColleagueOutcome.NotFound) : await ExecuteAsync(inviter, open.Email, open.Role, cancellationToken);
    }

    private async Task<InviteColleagueResult> TryAsync(ColleagueInviter inviter, string email, CompanyRole role, CancellationToken cancellationToken)
    {
        var now = parts.Time.GetUtcNow();
        var normalized = EmailAddress.Normalize(email);
        var owner = await db.Users.AsNoTracking().Where(u => u.NormalizedEmail == normalized).Select(u => new { u.ThirdPartyId, u.Email, u.Language }).FirstOrDefaultAsync(cancellationToken);
        if (owner?.ThirdPartyId == inviter.ThirdPartyId)
            return new InviteColleagueResult(InviteColleagueOutcome.WorksHere);
        if (await limits.TryAsync(LimitsOf(inviter.ThirdPartyId, normalized), cancellationToken) is { } wait)
            return new InviteColleagueResult(InviteColleagueOutcome.Sent, wait);
        var key = ColleagueInvitation.OpenKeyOf(inviter.ThirdPartyId, email);
        var invitation = await db.ColleagueInvitations.SingleOrDefaultAsync(i => i.OpenKey == key, cancellationToken);
        if (invitation is null)
            db.ColleagueInvitations.Add(invitation = ColleagueInvitation.Of(inviter, email, role, parts.Lifetime, now));
        else
            invitation.SendAgain(role, parts.Lifetime, now);
        var company = await db.ThirdParties.Where(c => c.Id == inviter.ThirdPartyId).Select(c => c.Name).SingleAsync(cancellationToken);
        if (owner is null)
            outbox.Add(db, new ColleagueInvitedEmail(invitation, company), email, Language.English, inviter.ThirdPartyId);
        else
            outbox.Add(db, new ColleagueAddressTakenEmail(company), owner.Email!, owner.Language, inviter.ThirdPartyId);
        await db.SaveChangesAsync(cancellationToken);
        return new InviteColleagueResult(InviteColleagueOutcome.Sent);
    }

    private AttemptLimit[] LimitsOf(Guid thirdPartyId, string address) =>
    [
        new("colleagues invited by", thirdPartyId.ToString(), parts.Rules.ColleagueInvitationsPerDay, TimeSpan.FromDays(1)),
        new("colleague invited at", address, ColleagueParts.MailsPerAddress, TimeSpan.FromDays(1)),
    ];
}

/// <summary>An administrator takes an invitation back. Returns whether there was one.</summary>
public sealed class WithdrawColleague(PortalDbContext db)
{
    public Task<bool> ExecuteAsync(Guid thirdPartyId, Guid id, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var invitation = await db.ColleagueInvitationsOf(thirdPartyId).SingleOrDefaultAsync(i => i.Id == id && i.Status == ColleagueInvitationStatus.Open, cancellationToken);
        if (invitation is null)
            return false;
        invitation.Withdraw();
        await db.SaveChangesAsync(cancellationToken);
        return true;
    });
}

/// <summary>What inviting goes by.</summary>
public sealed class ColleagueParts(TimeProvider time, IOptions<RuleOptions> rules)
{
    /// <summary>Mails to one address in a day, from whatever company.</summary>
    public const int MailsPerAddress = 5;

    public TimeProvider Time => time;

    public RuleOptions Rules => rules.Value;

    public TimeSpan Lifetime => TimeSpan.FromDays(rules.Value.ColleagueInvitationDays);
}
