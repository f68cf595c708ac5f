using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Han;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Esiids;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Invitations;

/// <summary>
/// Finds everything wrong with an invitation at once (INV-3). An address is compared with no account; a code that does not fit is
/// counted with each try.
/// </summary>
public sealed class InvitationFormValidator : AbstractValidator<InvitationForm>
{
    /// <summary>Said of a wrong code and of ESIIDs that do not fit it alike.</summary>
    public const string CodeDoesNotFit = "This code does not fit these ESIIDs. Ask the customer for the code that stands in their profile now, and for which ESIIDs.";

    private const int PiecesShown = 5;
    private readonly PortalDbContext db;
    private readonly TimeProvider time;
    private readonly CodeEntry codes;
    private readonly RuleOptions rules;

    public InvitationFormValidator(PortalDbContext db, TimeProvider time, CodeEntry codes, IOptions<RuleOptions> rules)
    {
        this.db = db;
        this.time = time;
        this.codes = codes;
        this.rules = rules.Value;
        RuleFor(f => f.Kind).IsInEnum();
        ReceiverRules();
        RuleFor(f => f.Esiids).CustomAsync(CheckEsiidsAsync);
        When(f => !f.IsForDevice, EnergyRules).Otherwise(DeviceRules);
        RuleFor(f => f.Purpose).NotNull().WithMessage("Choose the purpose.").IsInEnum();
        RuleFor(f => f.PurposeText).Must(text => Words.Tidy(text) is null or { Length: <= Invitation.TextMaxLength })
            .WithMessage($"Say the purpose in at most {Invitation.TextMaxLength} characters.");
        RuleFor(f => f.PurposeText).Must(text => !Words.HoldLink(text)).WithMessage("The purpose is plain text: take out web and mail addresses.");
        RuleFor(f => f.PurposeText).NotEmpty().When(f => f.Purpose == Purpose.Other).WithMessage("Say in words what the purpose is.");
        RuleFor(f => f.Reference).MaximumLength(Invitation.ReferenceMaxLength).WithMessage($"A reference has at most {Invitation.ReferenceMaxLength} characters.");
        RuleFor(f => f.Language).IsInEnum();
    }

    private DateOnly Today => CentralTime.DayOf(time.GetUtcNow());

    private void ReceiverRules()
    {
        When(f => string.IsNullOrWhiteSpace(f.Code), () => RuleFor(f => f.Email).Must(email => EmailAddress.IsWellFormed(email?.Trim()))
            .WithMessage(f => string.IsNullOrWhiteSpace(f.Email)
                ? "Enter the customer's e-mail address or account authorization code."
                : "Enter the customer's e-mail address, such as name@example.com."));
        When(f => !string.IsNullOrWhiteSpace(f.Code), () =>
        {
            RuleFor(f => f.Code).Must((f, _) => string.IsNullOrWhiteSpace(f.Email)).WithMessage("Enter the address or the code, not both.");
            RuleFor(f => f.Code).Must((f, _) => f.ParsedCode() is not null)
                .WithMessage("This is no account authorization code: it has ten letters and digits, such as K7PWX-3MRTN, of which one is a check. Look for a typing mistake.");
            RuleFor(f => f.Code).CustomAsync(CheckCodeAsync);
        });
    }

    private void EnergyRules()
    {
        RuleFor(f => f.Access).Must(access => access is EnergyAccess.Continuous or EnergyAccess.OneTime).WithMessage("Choose one-time or continuous access.");
        When(f => f.Access == EnergyAccess.Continuous, () => RuleFor(f => f.Months).NotNull().InclusiveBetween(1, EnergyTerms.MaxMonths)
            .WithMessage($"Choose 1 to {EnergyTerms.MaxMonths} months."));
        When(f => f.Access == EnergyAccess.OneTime, OneTimeRules);
    }

    private void OneTimeRules()
    {
        RuleFor(f => f.UsageKind).NotNull().WithMessage("Choose which usage you ask for.").IsInEnum();
        RuleFor(f => f.From).NotNull().WithMessage("Enter the first day of the period.");
        RuleFor(f => f.To).NotNull().WithMessage("Enter the last day of the period.");
        RuleFor(f => f.To).Must((f, to) => f.From is null || to is null || f.From <= to).WithMessage("The last day lies before the first.");
        RuleFor(f => f.To).Must(to => to is null || to <= Today).WithMessage("The period ends today at the latest.");
        RuleFor(f => f.From).Must(from => from is null || from >= EnergyTerms.EarliestDay(Today))
            .WithMessage(_ => $"The period begins on {Show.Day(EnergyTerms.EarliestDay(Today))} at the earliest, twelve months back.");
    }

    private void DeviceRules()
    {
        RuleFor(f => f.Mac).Must(mac => MacAddress.TryParse(mac) is not null)
            .WithMessage("Enter the MAC address of the device (EUI-64): 16 digits from 0 to 9 and A to F.");
        RuleFor(f => f.Mac).CustomAsync(CheckDeviceAsync);
        When(f => f.Kind == AgreementKind.InHomeDevice, () =>
        {
            RuleFor(f => f.InstallationCode).Must(code => InstallationCode.TryParse(code) is not null)
                .WithMessage("Enter the installation code as it stands on the device: 16, 20, 28 or 36 digits from 0 to 9 and A to F, of which the last four are a check. Look for a typing mistake.");
            RuleFor(f => f.DeviceType).NotNull().WithMessage("Choose what the device is.").IsInEnum();
            RuleFor(f => f.DeviceDescription).Must(text => Words.Tidy(text) is { Length: <= DeviceTerms.DescriptionMaxLength })
                .WithMessage($"Describe the device in at most {DeviceTerms.DescriptionMaxLength} characters.");
            RuleFor(f => f.DeviceDescription).Must(text => !Words.HoldLink(text)).WithMessage("The description is plain text: take out web and mail addresses.");
        });
    }

    /// <summary>A wrong code and ESIIDs that do not fit it are told by one and the same sentence.</summary>
    private async Task CheckCodeAsync(string? typed, ValidationContext<InvitationForm> context, CancellationToken cancellationToken)
    {
        var form = context.InstanceToValidate;
        var esiids = form.ParsedEsiids();
        if (form.ParsedCode() is not { } code || esiids.Count == 0)
            return;
        var tried = await codes.TryAsync(form.ThirdPartyId, code, esiids, cancellationToken);
        if (tried.LockedUntil is { } until)
            context.AddFailure($"{rules.CodeFailuresPerHour} codes that your company entered within an hour did not fit, so that no more can be entered until {Show.Moment(until)}. You can invite by e-mail address meanwhile.");
        else if (!tried.Fits)
            context.AddFailure(CodeDoesNotFit);
    }

    private async Task CheckEsiidsAsync(string? typed, ValidationContext<InvitationForm> context, CancellationToken cancellationToken)
    {
        var form = context.InstanceToValidate;
        var pieces = form.Pieces();
        if (pieces.Count == 0)
        {
            context.AddFailure("Enter at least one ESIID.");
            return;
        }

        if (form.IsForDevice && pieces.Count > 1)
        {
            context.AddFailure($"A device is at one ESIID; there are {pieces.Count}.");
            return;
        }

        if (pieces.Count > rules.EsiidsPerInvitation)
        {
            context.AddFailure($"At most {rules.EsiidsPerInvitation} ESIIDs go into one invitation; there are {pieces.Count}.");
            return;
        }

        Report(context, pieces.Where(EsiidFile.IsSpoilt), "was taken for a number by a spreadsheet and has lost its last digits: give the column the format “Text”");
        Report(context, pieces.Where(p => Esiid.TryParse(p) is null && !EsiidFile.IsSpoilt(p)), "is not an ESIID: it has 17 digits, or 22, and starts with 10");
        var esiids = form.ParsedEsiids();
        var premises = await db.Premises.AsNoTracking().Where(p => esiids.Contains(p.Esiid)).ToDictionaryAsync(p => p.Esiid, cancellationToken);
        Report(context, esiids.Where(e => !premises.ContainsKey(e)), "is not known to the portal");
        Report(context, esiids.Where(e => premises.TryGetValue(e, out var p) && p.Status != PremiseStatus.Active), "is not in service");
        Report(context, esiids.Where(e => premises.TryGetValue(e, out var p) && p is { Status: PremiseStatus.Active, HasAdvancedMeter: false }), "has no advanced meter");
        if (!form.IsForDevice && form.Access is { } access)
            await CheckNothingOpenAsync(context, form.ThirdPartyId, access, esiids, cancellationToken);
        await CheckNotRejectedLatelyAsync(context, form, esiids, cancellationToken);
    }

    private async Task CheckNothingOpenAsync(
        ValidationContext<InvitationForm> context, Guid thirdPartyId, EnergyAccess access, IReadOnlyList<string> esiids, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var invited = await db.InvitationsOf(thirdPartyId).OpenAt(now)
            .Where(i => i.Kind == AgreementKind.EnergyData && i.Terms.Access == access)
            .SelectMany(i => i.Esiids).Where(e => esiids.Contains(e.Esiid)).Select(e => e.Esiid).Distinct().ToListAsync(cancellationToken);
        Report(context, invited, "is in an open invitation of yours already");
        var agreed = await db.AgreementsOf(thirdPartyId).ActiveAt(now)
            .Where(a => a.Kind == AgreementKind.EnergyData && a.Terms.Access == access)
            .SelectMany(a => a.Esiids).Where(e => e.LeftAt == null && e.UsedUpAt == null && esiids.Contains(e.Esiid)).Select(e => e.Esiid).Distinct().ToListAsync(cancellationToken);
        Report(context, agreed, access == EnergyAccess.Continuous
            ? "is in an active agreement of yours already: ask to extend that one"
            : "is in an active one-time agreement of yours already: its file is still to be fetched");
    }

    /// <summary>A device is asked for once in each kind; whether it is on a network the company does not learn.</summary>
    private async Task CheckDeviceAsync(string? typed, ValidationContext<InvitationForm> context, CancellationToken cancellationToken)
    {
        var (form, now) = (context.InstanceToValidate, time.GetUtcNow());
        if (MacAddress.TryParse(typed) is not { } mac)
            return;
        var key = Invitation.OpenKeyOf(form.ThirdPartyId, form.Kind, mac);
        if (await db.InvitationsOf(form.ThirdPartyId).OpenAt(now).AnyAsync(i => i.Esiids.Any(e => e.OpenKey == key), cancellationToken))
            context.AddFailure($"{mac} is in an open invitation of yours already.");
        if (await db.AgreementsOf(form.ThirdPartyId).ActiveAt(now).AnyAsync(a => a.Kind == form.Kind && a.Mac == mac, cancellationToken))
            context.AddFailure($"{mac} is in an active agreement of yours already.");
    }

    /// <summary>INV-10: what the company knows already, since its invitation says that it was rejected. By a code it knows its end.</summary>
    private async Task CheckNotRejectedLatelyAsync(
        ValidationContext<InvitationForm> context, InvitationForm form, IReadOnlyList<string> esiids, CancellationToken cancellationToken)
    {
        var wait = TimeSpan.FromDays(rules.RejectionWaitDays);
        var since = time.GetUtcNow() - wait;
        var refused = db.InvitationsOf(form.ThirdPartyId).Where(i => i.Status == InvitationStatus.Rejected && i.ClosedAt > since);
        if (form.ParsedCode()?.Ending is { } ending)
            refused = refused.Where(i => i.CodeEnding == ending);
        else if (EmailAddress.Normalize(form.Email?.Trim() ?? "") is { Length: > 0 } address)
            refused = refused.Where(i => i.NormalizedEmail == address);
        else
            return;
        var rejected = await (
            from i in refused
            from e in i.Esiids
            where esiids.Contains(e.Esiid)
            select new { e.Esiid, i.ClosedAt }).ToListAsync(cancellationToken);
        var how = form.ParsedCode() is null ? "at this address" : "by a code that ends like this";
        foreach (var again in rejected.GroupBy(r => r.Esiid).GroupBy(g => g.Max(r => r.ClosedAt)!.Value + wait))
            Report(context, again.Select(g => g.Key), $"was refused to you {how}; you may ask again from {Show.Moment(again.Key)}");
    }

    private static void Report(ValidationContext<InvitationForm> context, IEnumerable<string> pieces, string fault)
    {
        var all = pieces.ToList();
        foreach (var piece in all.Take(PiecesShown))
            context.AddFailure($"{(piece.Length > 30 ? piece[..30] + "…" : piece)} {fault}.");
        if (all.Count > PiecesShown)
            context.AddFailure($"{all.Count - PiecesShown} more: {fault.Split(':')[0]}.");
    }
}
