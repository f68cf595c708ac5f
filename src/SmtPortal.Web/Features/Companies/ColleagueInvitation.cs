using SmtPortal.Domain.Shared;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Companies;

public enum ColleagueInvitationStatus
{
    /// <summary>Waits for the colleague; the clock decides until when.</summary>
    Open,

    /// <summary>The colleague has a sign-in.</summary>
    Joined,

    /// <summary>An administrator took it back.</summary>
    Withdrawn,
}

/// <summary>An administrator's mail link to somebody who shall work for the company here (ACC-5).</summary>
public sealed class ColleagueInvitation : IVersioned
{
    public const int OpenKeyMaxLength = 300;

    private ColleagueInvitation()
    {
    }

    /// <summary>Id, which the link names.</summary>
    public Guid Id { get; private set; }

    public Guid ThirdPartyId { get; private set; }

    public string Email { get; private set; } = "";

    public CompanyRole Role { get; private set; }

    public Guid InvitedByUserId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>The link works until then; sending it again moves it.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    public ColleagueInvitationStatus Status { get; private set; }

    /// <summary>Company and address while it is open, null afterwards: a unique index lets the database refuse a second one.</summary>
    public string? OpenKey { get; private set; }

    public Guid Version { get; set; }

    public static ColleagueInvitation Of(ColleagueInviter inviter, string email, CompanyRole role, TimeSpan lifetime, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ThirdPartyId = inviter.ThirdPartyId,
        Email = email,
        Role = role,
        InvitedByUserId = inviter.UserId,
        CreatedAt = now,
        EndsAt = now + lifetime,
        OpenKey = OpenKeyOf(inviter.ThirdPartyId, email),
    };

    public static string OpenKeyOf(Guid thirdPartyId, string email) => $"{thirdPartyId:N}/{EmailAddress.Normalize(email)}";

    public bool IsOpenAt(DateTimeOffset now) => Status == ColleagueInvitationStatus.Open && now < EndsAt;

    /// <summary>The same person once more: with this role, from now.</summary>
    public void SendAgain(CompanyRole role, TimeSpan lifetime, DateTimeOffset now)
    {
        MustWait();
        (Role, EndsAt) = (role, now + lifetime);
    }

    public void Join(DateTimeOffset now)
    {
        if (!IsOpenAt(now))
            throw new DomainException("Only an open invitation is joined by.");
        Close(ColleagueInvitationStatus.Joined);
    }

    public void Withdraw()
    {
        MustWait();
        Close(ColleagueInvitationStatus.Withdrawn);
    }

    private void MustWait()
    {
        if (Status != ColleagueInvitationStatus.Open)
            throw new DomainException($"The invitation is {Status}.");
    }

    private void Close(ColleagueInvitationStatus status) => (Status, OpenKey) = (status, null);
}

/// <param name="ThirdPartyId">The company.</param>
/// <param name="UserId">Its administrator.</param>
public sealed record ColleagueInviter(Guid ThirdPartyId, Guid UserId);
