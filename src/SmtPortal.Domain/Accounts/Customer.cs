using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Accounts;

/// <summary>A home or a business that holds an account. Its sign-ins are portal users that carry its id.</summary>
public sealed class Customer : IVersioned
{
    /// <summary>Longest name of a person or business, in characters.</summary>
    public const int NameMaxLength = 120;

    private Customer()
    {
    }

    /// <summary>Id of the account.</summary>
    public Guid Id { get; private set; }

    /// <summary>Name of the person or business, as they typed it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Whether the account is a business's, which may have several users (ACC-1).</summary>
    public bool IsBusiness { get; private set; }

    /// <summary>
    /// The code to give to companies (ACC-3), unique among all accounts; null for an account that was opened before there were
    /// codes, and for one that is closed.
    /// </summary>
    public AuthorizationCode? AuthorizationCode { get; private set; }

    /// <summary>When the account was opened, UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it was closed, UTC; null while it is not. The row stays for the agreements and the ledger that name it.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>
    /// An ESIID that was proven at the registration while another account held it: the claim begins when the address is
    /// confirmed (ACC-7). Null when there is none, or none any more.
    /// </summary>
    public string? ProvenEsiid { get; private set; }

    /// <summary>When the customer is mailed next all that is active (AGR-8), UTC; before <see cref="CreatedAt"/> for an account of the time before that.</summary>
    public DateTimeOffset SummaryAt { get; private set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }

    /// <summary>Opens an account, which gets a code at once.</summary>
    /// <param name="name">Of the person, or of the business.</param>
    /// <param name="isBusiness">Which of the two.</param>
    /// <param name="now">The moment, UTC.</param>
    public static Customer Open(string name, bool isBusiness, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), Name = name, IsBusiness = isBusiness, AuthorizationCode = AuthorizationCode.Generate(), CreatedAt = now, SummaryAt = now.AddYears(1) };

    /// <summary>Plans the next yearly summary: on the next day of the year on which the account was opened. Years that were missed are left out.</summary>
    public void PlanSummary(DateTimeOffset now)
    {
        var years = Math.Max(1, now.Year - CreatedAt.Year);
        SummaryAt = CreatedAt.AddYears(years) > now ? CreatedAt.AddYears(years) : CreatedAt.AddYears(years + 1);
    }

    /// <summary>Gives the account another name, and says whether it is a business's.</summary>
    public void Rename(string name, bool isBusiness) => (Name, IsBusiness) = (name, isBusiness);

    /// <summary>Replaces the code: nobody can invite by the old one any more. Invitations and agreements stay as they are.</summary>
    public void ReplaceCode() => AuthorizationCode = AuthorizationCode.Generate();

    /// <summary>Keeps in mind that an ESIID was proven which another holds, until the address is confirmed.</summary>
    public void KeepProof(string esiid) => ProvenEsiid = esiid;

    /// <summary>Gives out, once, what was proven at the registration; null when there is nothing.</summary>
    public string? TakeProof()
    {
        var esiid = ProvenEsiid;
        ProvenEsiid = null;
        return esiid;
    }

    /// <summary>Closes the account for good (ACC-6): nobody can invite by its code any more. What it holds is ended beside it.</summary>
    /// <exception cref="DomainException">It is closed already.</exception>
    public void Close(DateTimeOffset now)
    {
        if (ClosedAt is not null)
            throw new DomainException("An account is closed once.");
        (ClosedAt, AuthorizationCode, ProvenEsiid) = (now, null, null);
    }
}
