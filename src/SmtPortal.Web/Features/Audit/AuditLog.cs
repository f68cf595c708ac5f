using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Features.Audit;

/// <summary>Writes down what an operator does, into the save of what is done.</summary>
public sealed class AuditLog(PortalDbContext db, TimeProvider time)
{
    /// <summary>Adds the entry; the caller saves.</summary>
    /// <param name="actor">The operator's sign-in.</param>
    /// <param name="subject">What it is done to.</param>
    /// <param name="note">What the operator says; null: nothing.</param>
    public async Task RecordAsync(AuditAct act, Guid actor, AuditSubject subject, string? note, CancellationToken cancellationToken)
    {
        var name = await db.Users.Where(u => u.Id == actor).Select(u => u.DisplayName).SingleAsync(cancellationToken);
        var words = subject.Words.Length <= AuditEntry.SubjectMaxLength ? subject.Words : subject.Words[..AuditEntry.SubjectMaxLength];
        db.AuditEntries.Add(new AuditEntry
        {
            At = time.GetUtcNow(),
            ActorUserId = actor,
            Actor = name,
            Act = act,
            Subject = words,
            NormalizedSubject = words.ToUpperInvariant(),
            Path = subject.Path,
            Note = note,
        });
    }
}

/// <summary>What something is done to.</summary>
/// <param name="Words">The name of a company or file. No e-mail address: the log is searched by the address of a page.</param>
/// <param name="Path">The operators' page about it.</param>
public sealed record AuditSubject(string Words, string Path)
{
    /// <summary>Without the whole ESIID, for the same reason.</summary>
    public static AuditSubject Of(Domain.Accounts.OccupancyClaim claim) => new($"Claim on ESIID …{claim.Esiid[^4..]}", $"/ops/claims/{claim.Id}");

    public static AuditSubject Of(Domain.Accounts.ThirdParty company) => new(company.Name, $"/ops/companies/{company.Id}");
}
