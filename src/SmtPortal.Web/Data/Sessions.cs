using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Data;

#pragma warning disable RS0030 // Changes without loading are allowed in this folder: a session has no state and no version, it is there or not.

/// <summary>Ending sessions, and noticing that they are used.</summary>
public static class Sessions
{
    public static Task SeeSessionAsync(this PortalDbContext db, Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.UserSessions.Where(s => s.Id == id && s.LastSeenAt < now).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now), cancellationToken);

    public static Task EndSessionAsync(this PortalDbContext db, Guid id, CancellationToken cancellationToken) =>
        db.UserSessions.Where(s => s.Id == id).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Ends one session of an account; false: it has none of this id.</summary>
    public static async Task<bool> EndSessionOfAsync(this PortalDbContext db, Guid userId, Guid id, CancellationToken cancellationToken) =>
        await db.UserSessions.Where(s => s.Id == id && s.UserId == userId).ExecuteDeleteAsync(cancellationToken) == 1;

    /// <summary>Ends the sessions of an account, but for one that may stay. With <see cref="PortalUser.EndSignIns"/> saved before, no cookie of theirs works.</summary>
    public static Task EndSessionsOfAsync(this PortalDbContext db, Guid userId, Guid? except, CancellationToken cancellationToken) =>
        db.UserSessions.Where(s => s.UserId == userId && s.Id != except).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Removes sessions that are over.</summary>
    public static Task RemoveSessionsAsync(this PortalDbContext db, DateTimeOffset beganBefore, DateTimeOffset seenBefore, CancellationToken cancellationToken) =>
        db.UserSessions.Where(s => s.BeganAt < beganBefore || s.LastSeenAt < seenBefore).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Removes the history from before a moment, and the browsers that were not signed in with since.</summary>
    public static async Task RemoveSignInHistoryAsync(this PortalDbContext db, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await db.SignInRecords.Where(r => r.At < before).ExecuteDeleteAsync(cancellationToken);
        await db.KnownDevices.Where(d => d.LastSignInAt < before).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Marks the period of a code as used, in one statement: of two that bring the same code, one is too late.</summary>
    public static async Task<bool> UseStepAsync(this PortalDbContext db, Guid userId, long step, CancellationToken cancellationToken) =>
        await db.Authenticators.Where(a => a.UserId == userId && a.LastStep < step).ExecuteUpdateAsync(set => set.SetProperty(a => a.LastStep, step), cancellationToken) == 1;

    /// <summary>Uses up a recovery code; false: the account has none of this hash.</summary>
    public static async Task<bool> UseRecoveryCodeAsync(this PortalDbContext db, Guid userId, byte[] hash, CancellationToken cancellationToken) =>
        await db.RecoveryCodes.Where(c => c.UserId == userId && c.Hash == hash).ExecuteDeleteAsync(cancellationToken) == 1;
}

#pragma warning restore RS0030
