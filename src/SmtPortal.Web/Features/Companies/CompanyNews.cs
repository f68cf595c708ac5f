using SmtPortal.Web.Email;

namespace SmtPortal.Web.Features.Companies;

/// <summary>What a company can be told about, as its mail choices name it (product.md section 10). Stored by name: never rename one.</summary>
public enum CompanyEvent
{
    InvitationAnswered,
    InvitationExpired,
    InvitationCancelled,
    ExtensionAnswered,
    ExtendedByCustomer,
    EndingSoon,
    AgreementOver,
    EndedByCustomer,
    EndedByColleague,
    CustomerLeft,
    DeviceChanged,
    DeliveryTrouble,
}

/// <summary>When a company hears of an event.</summary>
public enum MailChoice
{
    AtOnce,
    Digest,
    Off,
}

/// <summary>
/// A mail to a company that its mail choices may put off or keep back. One without this is about the company itself or its
/// safety, and always leaves at once.
/// </summary>
public interface ICompanyNews
{
    CompanyEvent Event { get; }
}

/// <summary>What a company chose for an event. Without a row the event has <see cref="CompanyEvents.Usual"/>.</summary>
public sealed class CompanyMailChoice
{
    public required Guid ThirdPartyId { get; init; }

    public required CompanyEvent Event { get; init; }

    public required MailChoice Choice { get; set; }
}

/// <summary>A line of a company's next daily digest. Goes with it.</summary>
public sealed class DigestLine
{
    public const int PathMaxLength = 200;

    public required Guid Id { get; init; }

    public required Guid ThirdPartyId { get; init; }

    public required CompanyEvent Event { get; init; }

    /// <summary>The subject that a mail of its own would have had.</summary>
    public required string Text { get; init; }

    /// <summary>The page that the mail's button leads to; null: it had none.</summary>
    public string? Path { get; init; }

    /// <summary>Who did it and need not be told; null: nobody of the company.</summary>
    public Guid? ActorUserId { get; init; }

    public required DateTimeOffset At { get; init; }
}

public static class CompanyEvents
{
    /// <summary>What holds where a company has chosen nothing.</summary>
    public static MailChoice Usual(CompanyEvent of) => of == CompanyEvent.EndedByColleague ? MailChoice.Digest : MailChoice.AtOnce;

    public static string NameOf(CompanyEvent of) => of switch
    {
        CompanyEvent.InvitationAnswered => "A customer accepted or rejected an invitation",
        CompanyEvent.InvitationExpired => "An invitation expired",
        CompanyEvent.InvitationCancelled => "An invitation can no longer be accepted",
        CompanyEvent.ExtensionAnswered => "A request to extend was approved, declined or expired",
        CompanyEvent.ExtendedByCustomer => "A customer extended an agreement",
        CompanyEvent.EndingSoon => "An agreement ends soon",
        CompanyEvent.AgreementOver => "An agreement expired or was completed",
        CompanyEvent.EndedByCustomer => "A customer ended an agreement",
        CompanyEvent.EndedByColleague => "A colleague ended an agreement",
        CompanyEvent.CustomerLeft => "A customer moved out or closed the account",
        CompanyEvent.DeviceChanged => "A device was added, removed, or could not be added",
        _ => "A report failed, a schedule stopped, or the folder cannot be reached",
    };

    public static string NameOf(MailChoice choice) => choice switch
    {
        MailChoice.AtOnce => "At once",
        MailChoice.Digest => "Daily digest",
        _ => "Off",
    };

    /// <summary>The page that a mail's first button leads to; null: it has none in the portal.</summary>
    internal static string? PathOf(EmailBody body) => body.Blocks.OfType<ButtonBlock>().Select(b => b.Link.Path).FirstOrDefault();
}
