using SmtPortal.Domain.Shared;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Companies;

public enum ColleagueInvitationStatus
{
    /// <summary>Waits for the colleague; the clock decides until when.</summary>
    Open,

    /// <summary>The colleague has a sign-in.</summary>
    Joined,

    /// <summary>An administrator or manager took it back.</summary>
    Withdrawn,
}

/// <summary>A mail link to somebody who shall work here for a company (ACC-5) or for a customer's business (ACC-1).</summary>
public sealed class ColleagueInvitation : IVersioned
{
    public const int OpenKeyMaxLength = 300;

    private ColleagueInvitation()
    {
    }

    /// <summary>Id, which the link names.</summary>
    public Guid Id { get; private set; }

    /// <summary>The company; null: a business invites.</summary>
    public Guid? ThirdPartyId { get; private set; }

    /// <summary>The account of the business; null: a company invites.</summary>
    public Guid? CustomerId { get; private set; }

    public string Email { get; private set; } = "";

    /// <summary>The role in the company; null: a business invites.</summary>
    public CompanyRole? Role { get; private set; }

    /// <summary>The role in the business's account; null: a company invites.</summary>
    public CustomerRole? CustomerRole { get; private set; }

    public Guid InvitedByUserId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>The link works until then; sending it again moves it.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    public ColleagueInvitationStatus Status { get; private set; }

    /// <summary>Whether the colleague will be an administrator of the company, or manage the business's account.</summary>
    public bool Leads => Role == CompanyRole.Administrator || CustomerRole == Identity.CustomerRole.Manage;

    /// <summary>Company or account and address while it is open, null afterwards: a unique index lets the database refuse a second one.</summary>
    public string? OpenKey { get; private set; }

    public Guid Version { get; set; }

    public static ColleagueInvitation Of(ColleagueInviter inviter, string email, bool leads, TimeSpan lifetime, DateTimeOffset now)
    {
        var invitation = new ColleagueInvitation
        {
            Id = Guid.CreateVersion7(now),
            ThirdPartyId = inviter.IsOfBusiness ? null : inviter.OwnerId,
            CustomerId = inviter.IsOfBusiness ? inviter.OwnerId : null,
            Email = email,
            InvitedByUserId = inviter.UserId,
            CreatedAt = now,
            EndsAt = now + lifetime,
            OpenKey = OpenKeyOf(inviter.OwnerId, email),
        };
        invitation.SetRole(leads);
        return invitation;
    }

    public static string OpenKeyOf(Guid ownerId, string email) => $"{ownerId:N}/{EmailAddress.Normalize(email)}";

    public bool IsOpenAt(DateTimeOffset now) => Status == ColleagueInvitationStatus.Open && now < EndsAt;

    /// <summary>The same person once more: with this role, from now.</summary>
    public void SendAgain(bool leads, TimeSpan lifetime, DateTimeOffset now)
    {
        MustWait();
        SetRole(leads);
        EndsAt = now + lifetime;
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

    private void SetRole(bool leads)
    {
        if (CustomerId is null)
            Role = leads ? CompanyRole.Administrator : CompanyRole.Member;
        else
            CustomerRole = leads ? Identity.CustomerRole.Manage : Identity.CustomerRole.View;
    }

    private void MustWait()
    {
        if (Status != ColleagueInvitationStatus.Open)
            throw new DomainException($"The invitation is {Status}.");
    }

    private void Close(ColleagueInvitationStatus status) => (Status, OpenKey) = (status, null);
}

/// <summary>Who decides about colleagues.</summary>
/// <param name="OwnerId">The company, or the account of the business.</param>
/// <param name="UserId">Its administrator or manager.</param>
/// <param name="IsOfBusiness">Which of the two.</param>
public sealed record ColleagueInviter(Guid OwnerId, Guid UserId, bool IsOfBusiness = false);
