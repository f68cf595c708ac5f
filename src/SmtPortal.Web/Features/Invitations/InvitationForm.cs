using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Features.Invitations;

/// <summary>What a company's user fills in to invite a customer to Energy Data.</summary>
public sealed class InvitationForm
{
    /// <summary>Set by the action from the sign-in, never by the browser.</summary>
    public Guid ThirdPartyId { get; private set; }

    public string? Email { get; set; }

    /// <summary>One ESIID a line, or parted by commas or spaces.</summary>
    public string? Esiids { get; set; }

    public EnergyAccess? Access { get; set; }

    public int? Months { get; set; }

    public UsageKind? UsageKind { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public Purpose? Purpose { get; set; }

    public string? PurposeText { get; set; }

    public string? Reference { get; set; }

    public Language Language { get; set; }

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

    public EnergyTerms Terms(DateOnly today) => Access == EnergyAccess.OneTime
        ? EnergyTerms.OneTime(UsageKind!.Value, From!.Value, To!.Value, today)
        : EnergyTerms.Continuous(Months!.Value);
}

/// <summary>Finds everything wrong with an invitation at once (INV-3). Compares nothing with customers' accounts.</summary>
public sealed class InvitationFormValidator : AbstractValidator<InvitationForm>
{
    private const int PiecesShown = 5;
    private readonly PortalDbContext db;
    private readonly TimeProvider time;
    private readonly RuleOptions rules;

    public InvitationFormValidator(PortalDbContext db, TimeProvider time, IOptions<RuleOptions> rules)
    {
        this.db = db;
        this.time = time;
        this.rules = rules.Value;
        RuleFor(f => f.Email).Must(email => EmailAddress.IsWellFormed(email?.Trim()))
            .WithMessage("Enter the customer's e-mail address, such as name@example.com.");
        RuleFor(f => f.Esiids).CustomAsync(CheckEsiidsAsync);
        RuleFor(f => f.Access).NotNull().WithMessage("Choose one-time or continuous access.").IsInEnum();
        RuleFor(f => f.Purpose).NotNull().WithMessage("Choose the purpose.").IsInEnum();
        RuleFor(f => f.PurposeText).Must(text => Words.Tidy(text) is null or { Length: <= Invitation.TextMaxLength })
            .WithMessage($"Say the purpose in at most {Invitation.TextMaxLength} characters.");
        RuleFor(f => f.PurposeText).Must(text => !Words.HoldLink(text)).WithMessage("The purpose is plain text: take out web and mail addresses.");
        RuleFor(f => f.PurposeText).NotEmpty().When(f => f.Purpose == Purpose.Other).WithMessage("Say in words what the purpose is.");
        RuleFor(f => f.Reference).MaximumLength(Invitation.ReferenceMaxLength).WithMessage($"A reference has at most {Invitation.ReferenceMaxLength} characters.");
        RuleFor(f => f.Language).IsInEnum();
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
            .WithMessage(_ => $"The period begins on {Localization.Show.Day(EnergyTerms.EarliestDay(Today))} at the earliest, twelve months back.");
    }

    private DateOnly Today => CentralTime.DayOf(time.GetUtcNow());

    private async Task CheckEsiidsAsync(string? typed, ValidationContext<InvitationForm> context, CancellationToken cancellationToken)
    {
        var form = context.InstanceToValidate;
        var pieces = form.Pieces();
        if (pieces.Count == 0)
        {
            context.AddFailure("Enter at least one ESIID.");
            return;
        }

        if (pieces.Count > rules.EsiidsPerInvitation)
        {
            context.AddFailure($"At most {rules.EsiidsPerInvitation} ESIIDs go into one invitation; there are {pieces.Count}.");
            return;
        }

        Report(context, pieces.Where(p => Esiid.TryParse(p) is null), "is not an ESIID: it has 17 digits, or 22, and starts with 10");
        var esiids = form.ParsedEsiids();
        var premises = await db.Premises.AsNoTracking().Where(p => esiids.Contains(p.Esiid)).ToDictionaryAsync(p => p.Esiid, cancellationToken);
        Report(context, esiids.Where(e => !premises.ContainsKey(e)), "is not known to the portal");
        Report(context, esiids.Where(e => premises.TryGetValue(e, out var p) && p.Status != PremiseStatus.Active), "is not in service");
        Report(context, esiids.Where(e => premises.TryGetValue(e, out var p) && p is { Status: PremiseStatus.Active, HasAdvancedMeter: false }), "has no advanced meter");
        if (form.Access is { } access)
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
            .SelectMany(a => a.Esiids).Where(e => e.LeftAt == null && esiids.Contains(e.Esiid)).Select(e => e.Esiid).Distinct().ToListAsync(cancellationToken);
        Report(context, agreed, "is in an active agreement of yours already: ask to extend that one");
    }

    /// <summary>INV-10: what the company knows already, since its invitation says that it was rejected.</summary>
    private async Task CheckNotRejectedLatelyAsync(
        ValidationContext<InvitationForm> context, InvitationForm form, IReadOnlyList<string> esiids, CancellationToken cancellationToken)
    {
        var wait = TimeSpan.FromDays(rules.RejectionWaitDays);
        var since = time.GetUtcNow() - wait;
        var address = EmailAddress.Normalize(form.Email?.Trim() ?? "");
        var rejected = await (
            from i in db.InvitationsOf(form.ThirdPartyId)
            where i.Status == InvitationStatus.Rejected && i.NormalizedEmail == address && i.ClosedAt > since
            from e in i.Esiids
            where esiids.Contains(e.Esiid)
            select new { e.Esiid, i.ClosedAt }).ToListAsync(cancellationToken);
        foreach (var again in rejected.GroupBy(r => r.Esiid).GroupBy(g => g.Max(r => r.ClosedAt)!.Value + wait))
            Report(context, again.Select(g => g.Key), $"was refused to you at this address; you may ask again from {Localization.Show.Moment(again.Key)}");
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
