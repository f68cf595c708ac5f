using FluentValidation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Options;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Reports;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Esiids;
using SmtPortal.Web.Formats;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Reports;

/// <summary>What a company's user fills in to ask for a report.</summary>
public sealed class ReportForm
{
    /// <summary>Longest text of ESIIDs, in characters: the limit of ESIIDs with room for quotes and spaces.</summary>
    public const int EsiidsMaxLength = 3_000_000;

    /// <summary>Most bytes of an uploaded list: fifty thousand lines with some more columns.</summary>
    public const int FileMaxBytes = 10_000_000;

    /// <summary>All of this agreement, or those of it that are typed; null: of any agreement.</summary>
    public long? Agreement { get; set; }

    /// <summary>One ESIID a line, or parted by commas or spaces; nothing: all.</summary>
    public string? Esiids { get; set; }

    /// <summary>ESIIDs that were ticked among those of the agreement; null: none, which is all.</summary>
    public IReadOnlyList<string>? Picked { get; set; }

    /// <summary>A list of ESIIDs as CSV, text or XLSX; null: none.</summary>
    public IFormFile? File { get; set; }

    /// <summary>What the file holds; set by <see cref="TakeFile"/>.</summary>
    public IReadOnlyList<string> InFile { get; private set; } = [];

    public ReportFormat Format { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    /// <summary>ESIIDs of the chosen agreement to tick; none when no agreement is chosen, or it has only one. Set by the action.</summary>
    public IReadOnlyList<string> Choices { get; private set; } = [];

    /// <summary>Whether a one-time agreement fixes the period; set by the action, never by the browser.</summary>
    public bool OneTime { get; private set; }

    /// <summary>Agreements to choose from; set by the action.</summary>
    public IReadOnlyList<SelectListItem> Agreements { get; private set; } = [];

    /// <summary>The earliest day that may be asked for; set by the action.</summary>
    public DateOnly Earliest { get; private set; }

    /// <summary>Completes what the page shows. A one-time agreement is for exactly its period (AGR-4), whatever was typed.</summary>
    public ReportForm Offer(IReadOnlyList<SelectListItem> agreements, EnergyTerms? terms, IReadOnlyList<string> esiids, DateOnly today)
    {
        (Agreements, Earliest) = (agreements, EnergyTerms.EarliestDay(today));
        Choices = esiids.Count > 1 ? esiids : [];
        OneTime = terms is { Access: EnergyAccess.OneTime };
        if (OneTime)
            (From, To) = (terms!.From, terms.To);
        return this;
    }

    /// <summary>Takes what the uploaded file holds.</summary>
    /// <returns>Why it cannot be used; null: it can.</returns>
    public string? TakeFile(IFormFile file, int maxEsiids)
    {
        try
        {
            InFile = EsiidListFile.Read(file, FileMaxBytes, maxEsiids);
        }
        catch (TableFileException failure)
        {
            return failure.InWords(
                $"The file is too large. Use at most {FileMaxBytes / 1_000_000} MB.",
                $"The file has more than {maxEsiids:#,##0} lines. Make several reports.");
        }

        if (InFile.Count == 0)
            return "The file holds no ESIID. Put each on a line of its own, in the first column or in one named ESIID.";
        if (InFile.FirstOrDefault(EsiidFile.IsSpoilt) is not { } spoilt)
            return null;
        InFile = [];
        return $"A spreadsheet has turned ESIIDs into numbers (“{spoilt}”), and their last digits are lost. Give the column the format “Text”, enter them again, and save.";
    }

    /// <summary>What was ticked, typed and uploaded, piece by piece. Spaces inside a typed ESIID are not allowed here: they part.</summary>
    public IReadOnlyList<string> Pieces() =>
    [
        .. Picked ?? [],
        .. (Esiids ?? "").Split([' ', '\t', '\r', '\n', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        .. InFile,
    ];

    public ReportWish Wish() => new(ReportKind.FifteenMinute, Format, From!.Value, To!.Value);

    public ReportScope Scope() => new(Agreement, Pieces());
}

public sealed class ReportFormValidator : AbstractValidator<ReportForm>
{
    private readonly TimeProvider time;

    public ReportFormValidator(TimeProvider time, IOptions<RuleOptions> rules)
    {
        this.time = time;
        RuleFor(f => f.Format).IsInEnum();
        RuleFor(f => f.Esiids).MaximumLength(ReportForm.EsiidsMaxLength).WithMessage("That is more text than a list of ESIIDs can have.");
        RuleFor(f => f.Esiids).Must((f, _) => f.Pieces().Count <= rules.Value.EsiidsPerReport).When(f => f.Esiids is null or { Length: <= ReportForm.EsiidsMaxLength })
            .WithMessage(f => $"A report has at most {rules.Value.EsiidsPerReport:#,##0} ESIIDs; there are {f.Pieces().Count:#,##0}. Make several reports.");
        RuleFor(f => f.From).NotNull().WithMessage("Enter the first day.");
        RuleFor(f => f.To).NotNull().WithMessage("Enter the last day.");
        RuleFor(f => f.To).Must((f, to) => f.From is null || to is null || f.From <= to).WithMessage("The last day lies before the first.");
        RuleFor(f => f.To).Must(to => to is null || to <= Today).WithMessage("The period ends today at the latest.");
        // A one-time period was named at the invitation and may by now lie further back; the agreement itself then decides.
        RuleFor(f => f.From).Must((f, from) => f.Agreement is not null || from is null || from >= EnergyTerms.EarliestDay(Today))
            .WithMessage(_ => $"The period begins on {Show.Day(EnergyTerms.EarliestDay(Today))} at the earliest, twelve months back.");
        RuleFor(f => f.To).Must((f, to) => f.From is not { } from || to is not { } last || from > last || new ReportWish(default, default, from, last).IsPeriodAllowed)
            .WithMessage("The period has at most twelve months.");
    }

    private DateOnly Today => CentralTime.DayOf(time.GetUtcNow());
}
