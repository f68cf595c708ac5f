using Microsoft.AspNetCore.Mvc.ModelBinding;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Han;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Web.Features.Invitations;

/// <summary>What a company's user fills in to invite a customer. The kind is chosen first; what it does not need is left out.</summary>
public sealed class InvitationForm
{
    /// <summary>Most bytes of an uploaded list: a hundred lines with some more columns.</summary>
    public const int FileMaxBytes = 1_000_000;

    /// <summary>Set by the action from the sign-in, never by the browser.</summary>
    public Guid ThirdPartyId { get; private set; }

    public AgreementKind Kind { get; set; }

    /// <summary>The customer's address; empty: the code is given instead.</summary>
    public string? Email { get; set; }

    /// <summary>The customer's account authorization code; empty: the address is given instead.</summary>
    public string? Code { get; set; }

    /// <summary>One ESIID a line, or parted by commas or spaces.</summary>
    public string? Esiids { get; set; }

    /// <summary>A table with ESIIDs, whose rows are put to those typed.</summary>
    public IFormFile? File { get; set; }

    public EnergyAccess? Access { get; set; }

    public int? Months { get; set; }

    public UsageKind? UsageKind { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    /// <summary>Address of the device.</summary>
    public string? Mac { get; set; }

    /// <summary>Installation code of a device that is to be added.</summary>
    public string? InstallationCode { get; set; }

    public HanDeviceType? DeviceType { get; set; }

    public string? DeviceDescription { get; set; }

    public Purpose? Purpose { get; set; }

    public string? PurposeText { get; set; }

    public string? Reference { get; set; }

    public Language Language { get; set; }

    /// <summary>The mail as it would be sent, made by the action and never by the browser; null: it was not asked for.</summary>
    [BindNever]
    public MailPreview? Preview { get; set; }

    public bool IsForDevice => Kind != AgreementKind.EnergyData;

    /// <summary>The form as it would have been for an earlier invitation, but for what nobody is shown again: the codes of customer and device.</summary>
    public static InvitationForm Of(Invitation earlier) => new()
    {
        Kind = earlier.Kind,
        Email = earlier.Email,
        Esiids = string.Join('\n', earlier.Esiids.Select(e => e.Esiid)),
        Access = earlier.Terms.Access,
        Months = earlier.Terms.Months,
        UsageKind = earlier.Terms.Kind,
        From = earlier.Terms.From,
        To = earlier.Terms.To,
        Mac = earlier.Mac?.ToString(),
        DeviceType = earlier.DeviceType,
        DeviceDescription = earlier.DeviceDescription,
        Purpose = earlier.Purpose,
        PurposeText = earlier.PurposeText,
        Reference = earlier.Reference,
        Language = earlier.Language,
    };

    public InvitationForm By(Guid thirdPartyId)
    {
        ThirdPartyId = thirdPartyId;
        return this;
    }

    /// <summary>What was typed as ESIIDs, piece by piece.</summary>
    public IReadOnlyList<string> Pieces() =>
        (Esiids ?? "").Split([' ', '\t', '\r', '\n', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The well-formed ESIIDs among them, each once.</summary>
    public IReadOnlyList<string> ParsedEsiids() => [.. Pieces().Select(Esiid.TryParse).OfType<string>().Distinct()];

    /// <summary>The code; null: none is given, or it is none.</summary>
    public AuthorizationCode? ParsedCode() => AuthorizationCode.TryParse(Code);

    /// <summary>What is asked for. Only of a form that its validator has let pass.</summary>
    public ConsentTerms Terms(DateOnly today) => Kind switch
    {
        AgreementKind.InHomeDevice => ConsentTerms.InHomeDevice(MacAddress.TryParse(Mac)!, DeviceType!.Value, Words.Tidy(DeviceDescription)!),
        AgreementKind.InHomeDeviceServices => ConsentTerms.Services(MacAddress.TryParse(Mac)!),
        _ => ConsentTerms.Of(Access == EnergyAccess.OneTime ? EnergyTerms.OneTime(UsageKind!.Value, From!.Value, To!.Value, today) : EnergyTerms.Continuous(Months!.Value)),
    };

    /// <summary>The company's words. Only of a form that its validator has let pass.</summary>
    public InvitationWords Said() => new(Purpose!.Value, Words.Tidy(PurposeText), Words.Tidy(Reference), Language);
}
