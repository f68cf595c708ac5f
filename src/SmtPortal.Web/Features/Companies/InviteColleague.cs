using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.BusinessUsers;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Features.Companies;

public enum InviteColleagueOutcome
{
    /// <summary>A mail is on its way: the link, or word that the address has an account. Which of them is not told.</summary>
    Sent,

    /// <summary>Somebody of the company, or of the business, has this address.</summary>
    WorksHere,

    /// <summary>Not theirs, or not open any more; or the account is no business's.</summary>
    NotFound,
}

/// <param name="Wait">How long until another mail may be sent; null: it was.</param>
public sealed record InviteColleagueResult(InviteColleagueOutcome Outcome, TimeSpan? Wait = null);

/// <summary>
/// An administrator of a company, or a manager of a business, invites a colleague by mail (ACC-5, ACC-1). Who is invited already gets the link anew, for as long as the first
/// time. Whether an address has an account elsewhere is told to its owner alone.
/// </summary>
public sealed class InviteColleague(PortalDbContext db, Outbox outbox, AttemptLimits limits, ColleagueParts parts)
{
    public Task<InviteColleagueResult> ExecuteAsync(ColleagueInviter inviter, string email, bool leads, CancellationToken cancellationToken) =>
        db.LookAgainAsync(() => TryAsync(inviter, email, leads, cancellationToken), uniqueToo: true);

    /// <summary>The same link once more.</summary>
    public async Task<InviteColleagueResult> AgainAsync(ColleagueInviter inviter, Guid id, CancellationToken cancellationToken)
    {
        var open = await db.ColleagueInvitationsOf(inviter).AsNoTracking()
            .SingleOrDefaultAsync(i => i.Id == id && i.Status == ColleagueInvitationStatus.Open, cancellationToken);
        return open is null ? new InviteColleagueResult(InviteColleagueOutcome.NotFound) : await ExecuteAsync(inviter, open.Email, open.Leads, cancellationToken);
    }

    private async Task<InviteColleagueResult> TryAsync(ColleagueInviter inviter, string email, bool leads, CancellationToken cancellationToken)
    {
        var now = parts.Time.GetUtcNow();
        var normalized = EmailAddress.Normalize(email);
        var owner = await db.Users.AsNoTracking().Where(u => u.NormalizedEmail == normalized).Select(u => new { OwnerId = u.ThirdPartyId ?? u.CustomerId, u.Email, u.Language }).FirstOrDefaultAsync(cancellationToken);
        if (owner?.OwnerId == inviter.OwnerId)
            return new InviteColleagueResult(InviteColleagueOutcome.WorksHere);
        if (await limits.TryAsync(LimitsOf(inviter.OwnerId, normalized), cancellationToken) is { } wait)
            return new InviteColleagueResult(InviteColleagueOutcome.Sent, wait);
        if (await NameAsync(inviter, cancellationToken) is not { } name)
            return new InviteColleagueResult(InviteColleagueOutcome.NotFound);
        var key = ColleagueInvitation.OpenKeyOf(inviter.OwnerId, email);
        var invitation = await db.ColleagueInvitations.SingleOrDefaultAsync(i => i.OpenKey == key, cancellationToken);
        if (invitation is null)
            db.ColleagueInvitations.Add(invitation = ColleagueInvitation.Of(inviter, email, leads, parts.Lifetime, now));
        else
            invitation.SendAgain(leads, parts.Lifetime, now);
        Guid? company = inviter.IsOfBusiness ? null : inviter.OwnerId;
        if (owner is null)
            outbox.Add(db, inviter.IsOfBusiness ? new BusinessUserInvitedEmail(invitation, name) : new ColleagueInvitedEmail(invitation, name), email, await LanguageAsync(inviter, cancellationToken), company);
        else
            outbox.Add(db, inviter.IsOfBusiness ? new BusinessAddressTakenEmail(name) : new ColleagueAddressTakenEmail(name), owner.Email!, owner.Language, company);
        await db.SaveChangesAsync(cancellationToken);
        return new InviteColleagueResult(InviteColleagueOutcome.Sent);
    }

    /// <summary>Of the company or business; null: the account is a home's, which has no colleagues.</summary>
    private Task<string?> NameAsync(ColleagueInviter inviter, CancellationToken cancellationToken) => inviter.IsOfBusiness
        ? db.Customers.Where(c => c.Id == inviter.OwnerId && c.IsBusiness).Select(c => c.Name).SingleOrDefaultAsync(cancellationToken)
        : db.ThirdParties.Where(c => c.Id == inviter.OwnerId).Select(c => c.Name).SingleOrDefaultAsync(cancellationToken);

    /// <summary>What a stranger reads is not known: the language of who asks them, which is English in a company.</summary>
    private Task<Language> LanguageAsync(ColleagueInviter inviter, CancellationToken cancellationToken) => inviter.IsOfBusiness
        ? db.Users.Where(u => u.Id == inviter.UserId).Select(u => u.Language).SingleOrDefaultAsync(cancellationToken)
        : Task.FromResult(Language.English);

    private AttemptLimit[] LimitsOf(Guid ownerId, string address) =>
    [
        new("colleagues invited by", ownerId.ToString(), parts.Rules.ColleagueInvitationsPerDay, TimeSpan.FromDays(1)),
        new("colleague invited at", address, ColleagueParts.MailsPerAddress, TimeSpan.FromDays(1)),
    ];
}

/// <summary>An administrator or manager takes an invitation back. Returns whether there was one.</summary>
public sealed class WithdrawColleague(PortalDbContext db)
{
    public Task<bool> ExecuteAsync(ColleagueInviter by, Guid id, CancellationToken cancellationToken) => db.LookAgainAsync(async () =>
    {
        var invitation = await db.ColleagueInvitationsOf(by).SingleOrDefaultAsync(i => i.Id == id && i.Status == ColleagueInvitationStatus.Open, cancellationToken);
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
    /// <summary>Mails to one address in a day, from whatever company or business.</summary>
    public const int MailsPerAddress = 5;

    public TimeProvider Time => time;

    public RuleOptions Rules => rules.Value;

    public TimeSpan Lifetime => TimeSpan.FromDays(rules.Value.ColleagueInvitationDays);
}
