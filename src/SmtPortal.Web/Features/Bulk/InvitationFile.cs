using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Bulk;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Esiids;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Formats;

namespace SmtPortal.Web.Features.Bulk;

/// <summary>A column of a file of invitations.</summary>
/// <param name="Name">As it stands in the first line of the template.</param>
/// <param name="Property">The field of the form that it fills, whose problems are told at it.</param>
/// <param name="Meaning">What goes into it, for the page.</param>
/// <param name="Sample">For the template.</param>
/// <param name="Fill">Puts a cell that is not empty into the form. Returns how to mend it when it cannot be understood; null: it is.</param>
public sealed record InvitationColumn(string Name, string Property, string Meaning, string Sample, Func<InvitationForm, string, string?> Fill);

/// <summary>
/// A company's table of invitations, a line for each, with the names of its columns in the first line in any order (INV-1). What a
/// line says becomes the form of a single invitation and is checked by the same rules.
/// </summary>
public sealed class InvitationFile
{
    /// <summary>Most bytes of a file.</summary>
    public const int MaxBytes = 5_000_000;

    /// <summary>Day 0 of a workbook's count.</summary>
    private static readonly DateOnly DayZero = new(1899, 12, 30);

    /// <summary>Every column that a file may have. A new field of the form is a new line here.</summary>
    public static readonly IReadOnlyList<InvitationColumn> Columns =
    [
        new("EMAIL", nameof(InvitationForm.Email), "the customer's e-mail address", "customer@example.com", (form, cell) => Set(() => form.Email = cell)),
        new("CODE", nameof(InvitationForm.Code), "the customer's account authorization code, instead of the address", "", (form, cell) => Set(() => form.Code = cell)),
        new("ESIIDS", nameof(InvitationForm.Esiids), "one or more, parted by spaces or semicolons", "10999990000000001 10999990000000002", (form, cell) =>
        {
            form.Esiids = cell;
            return form.Pieces().Any(EsiidFile.IsSpoilt)
                ? "The spreadsheet took an ESIID for a number, and its last digits are lost. Give the column the format “Text” and type the ESIIDs again."
                : null;
        }),
        new("ACCESS", nameof(InvitationForm.Access), "continuous or one-time", "continuous", (form, cell) => Choose(cell, Accesses, access => form.Access = access)),
        new("MONTHS", nameof(InvitationForm.Months), "for continuous access: 1 to 12", "12", (form, cell) =>
            int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var months) ? Set(() => form.Months = months) : $"Write a number from 1 to {EnergyTerms.MaxMonths}."),
        new("USAGE", nameof(InvitationForm.UsageKind), "for one-time access: 15-minute, daily or monthly", "", (form, cell) => Choose(cell, Usages, usage => form.UsageKind = usage)),
        new("FROM", nameof(InvitationForm.From), "for one-time access: the first day, such as 2026-01-31", "", (form, cell) => Day(cell, day => form.From = day)),
        new("TO", nameof(InvitationForm.To), "for one-time access: the last day", "", (form, cell) => Day(cell, day => form.To = day)),
        new("PURPOSE", nameof(InvitationForm.Purpose), string.Join(", ", Purposes.Select(p => p.Word)), "energy advice", (form, cell) => Choose(cell, Purposes, purpose => form.Purpose = purpose)),
        new("PURPOSE_TEXT", nameof(InvitationForm.PurposeText), "the purpose in your words; needed for other", "To find the plan that fits how you use electricity", (form, cell) => Set(() => form.PurposeText = cell)),
        new("LANGUAGE", nameof(InvitationForm.Language), "English or Spanish; English when empty", "English", (form, cell) => Choose(cell, Languages, language => form.Language = language)),
        new("REFERENCE", nameof(InvitationForm.Reference), "your own reference", "LEAD-4711", (form, cell) => Set(() => form.Reference = cell)),
    ];

    /// <summary>Of each of these a file has one.</summary>
    private static readonly string[][] Needed = [["EMAIL", "CODE"], ["ESIIDS"]];

    private InvitationFile(IReadOnlyList<BulkLine> lines, string? problem) => (Lines, Problem) = (lines, problem);

    public IReadOnlyList<BulkLine> Lines { get; }

    /// <summary>Why the file cannot be used as it is; null: it can.</summary>
    public string? Problem { get; }

    /// <summary>The row is text in a column, not part of a page: letters stand as they are.</summary>
    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static IReadOnlyList<(string Word, EnergyAccess Value)> Accesses => [("continuous", EnergyAccess.Continuous), ("one-time", EnergyAccess.OneTime)];

    private static IReadOnlyList<(string Word, UsageKind Value)> Usages => [("15-minute", UsageKind.FifteenMinute), ("daily", UsageKind.Daily), ("monthly", UsageKind.Monthly)];

    private static IReadOnlyList<(string Word, Language Value)> Languages => [("English", Language.English), ("Spanish", Language.Spanish), ("en", Language.English), ("es", Language.Spanish)];

    private static IReadOnlyList<(string Word, Purpose Value)> Purposes =>
    [
        ("energy advice", Purpose.EnergyAdvice), ("bill comparison", Purpose.BillComparison), ("solar or storage offer", Purpose.SolarOrStorageOffer),
        ("demand response", Purpose.DemandResponse), ("building management", Purpose.BuildingManagement), ("research", Purpose.Research), ("other", Purpose.Other),
    ];

    /// <exception cref="TableFileException">It is no table, or too large.</exception>
    public static InvitationFile Read(Stream file, string name)
    {
        var table = TableFile.Read(file, name, MaxBytes, BulkTask.MaxRows + 1);
        if (table.Count == 0)
            return new InvitationFile([], "The file holds no lines. Put the names of the columns into the first line and each invitation on a line of its own.");
        var columns = table[0].Cells.Select(cell => Columns.FirstOrDefault(c => Letters(c.Name) == Letters(cell))).ToList();
        if (Needed.Where(either => !columns.Any(c => either.Contains(c?.Name))).Select(either => either[0]).ToList() is { Count: > 0 } missing)
            return new InvitationFile([], $"The first line must name the columns, and lacks {string.Join(" and ", missing)}. Download the template.");
        if (table[0].Cells.Where((cell, i) => cell.Length > 0 && columns[i] is null).ToList() is { Count: > 0 } unknown)
            return new InvitationFile([], $"The first line names a column that there is not: {Shown(unknown[0])}. The columns are {string.Join(", ", Columns.Select(c => c.Name))}.");
        if (columns.OfType<InvitationColumn>().GroupBy(c => c.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return new InvitationFile([], $"The first line names the column {twice.Key} twice.");
        if (table.Count == 1)
            return new InvitationFile([], "The file has no line below the names of the columns.");
        var contents = table.Skip(1).Select(row => (row.Line, Cells: columns.Select((column, i) => (column, Cell: row[i])).Where(c => c.column is not null && c.Cell.Length > 0)
            .ToDictionary(c => c.column!.Name, c => c.Cell), Spilled: row.Cells.Where((cell, i) => cell.Length > 0 && (i >= columns.Count || columns[i] is null)).Any())).ToList();
        var first = new Dictionary<(EnergyAccess?, string), int>();
        return new InvitationFile([.. contents.Select(c => LineOf(c.Line, c.Cells, c.Spilled ? "The line has more cells than there are columns. Put texts that hold the separator into quotes." : Repeated(c.Line, c.Cells, first)))], null);
    }

    private static BulkLine LineOf(int line, Dictionary<string, string> cells, string? problem)
    {
        // A code is a secret: of it only the end is shown.
        var customer = cells.GetValueOrDefault("EMAIL") ?? (AuthorizationCode.TryParse(cells.GetValueOrDefault("CODE"))?.Ending is { } ending ? InvitationReceiver.Shown("", ending) : "");
        var content = JsonSerializer.Serialize(cells, Written);
        return content.Length <= BulkRow.ContentMaxLength ? new BulkLine(line, customer, content, problem) : new BulkLine(line, customer, "{}", "The line is too long. Shorten its texts.");
    }

    /// <summary>The form that a line is, and what of it could not be understood, at its column.</summary>
    public static (InvitationForm Form, IReadOnlyList<string> Problems) FormOf(string content) => FormOf(JsonSerializer.Deserialize<Dictionary<string, string>>(content)!);

    /// <summary>A problem of the form, told at the column.</summary>
    public static string At(string property, string problem) => Columns.FirstOrDefault(c => c.Property == property) is { } column ? $"{column.Name}: {problem}" : problem;

    private static (InvitationForm Form, IReadOnlyList<string> Problems) FormOf(Dictionary<string, string> cells)
    {
        var (form, problems) = (new InvitationForm(), new List<string>());
        foreach (var column in Columns)
        {
            if (cells.TryGetValue(column.Name, out var cell) && column.Fill(form, cell) is { } problem)
                problems.Add($"{column.Name}: {problem}");
        }

        return (form, problems);
    }

    /// <summary>The same asked twice in one file: the second would be refused once the first is sent.</summary>
    private static string? Repeated(int line, Dictionary<string, string> cells, Dictionary<(EnergyAccess?, string), int> first)
    {
        var form = FormOf(cells).Form;
        var again = form.ParsedEsiids().Where(esiid => !first.TryAdd((form.Access, esiid), line)).ToList();
        return again.Count == 0 ? null : $"ESIIDS: {again[0]} is in line {first[(form.Access, again[0])]} too. Ask for each ESIID once.";
    }

    private static string? Set(Action set)
    {
        set();
        return null;
    }

    private static string? Choose<T>(string cell, IReadOnlyList<(string Word, T Value)> words, Action<T> set)
    {
        foreach (var (word, value) in words)
        {
            if (Letters(word) == Letters(cell) || Letters(value!.ToString()!) == Letters(cell))
                return Set(() => set(value));
        }

        return $"{Shown(cell)} is not a choice. Write one of: {string.Join(", ", words.Select(w => w.Word))}.";
    }

    private static string? Day(string cell, Action<DateOnly> set)
    {
        if (DateOnly.TryParseExact(cell, ["yyyy-MM-dd", "M/d/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Set(() => set(day));
        // A workbook keeps days as numbers.
        return int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 30_000 and < 80_000
            ? Set(() => set(DayZero.AddDays(count)))
            : $"{Shown(cell)} is not a day. Write it such as 2026-01-31.";
    }

    private static string Shown(string cell) => cell.Length <= 40 ? $"“{cell}”" : $"“{cell[..40]}…”";

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
