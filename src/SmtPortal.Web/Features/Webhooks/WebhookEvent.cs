namespace SmtPortal.Web.Features.Webhooks;

/// <summary>
/// Something that happened to what a company has, saved with the change itself. It carries no data but what and which:
/// whoever is told asks the API for the rest.
/// </summary>
public sealed class WebhookEvent
{
    public const int TypeMaxLength = 60;

    public required Guid Id { get; init; }

    public required Guid ThirdPartyId { get; init; }

    /// <summary>Stable name such as <c>invitation.accepted</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Public id of the invitation, agreement, report or device.</summary>
    public required Guid SubjectId { get; init; }

    public required DateTimeOffset At { get; init; }
}
