using CsvHelper;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Web.Data.Seed;

/// <param name="Reps">The rows that are good.</param>
/// <param name="Errors">What is wrong, with the line and how to mend it; empty when the file may be taken.</param>
public sealed record RepList(IReadOnlyList<Rep> Reps, IReadOnlyList<string> Errors);

/// <summary>
/// Reads a list of REPs: CSV in UTF-8 with a header that names the columns <c>certificate</c> and <c>name</c>, in any
/// order, others ignored.
/// </summary>
public static class RepFile
{
    public const int MaxRows = 5000;
    public const int MaxErrors = 20;

    /// <summary>Longest row in bytes; a file without line ends is refused before it is held whole.</summary>
    private const int MaxRowLength = 100_000;

    public static RepList Read(TextReader text)
    {
        using var csv = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = ',',
            TrimWhitespace = true,
            // One quote that is not closed spoils its own line, not the rest of the file.
            AllowLineBreaksInQuotes = false,
            MalformedData = CsvMalformedDataHandling.Throw,
            MaxRecordSize = MaxRowLength,
            TrackLineNumbers = true,
        });
        try
        {
            return Read(csv);
        }
        catch (CsvFormatException failure)
        {
            return new RepList([], [$"Line {failure.LineNumber}: cannot be read as CSV. Look for a quote that is not closed, or an end of line that is missing."]);
        }
    }

    private static RepList Read(CsvReader csv)
    {
        if (!csv.TryGetFieldIndex("certificate", out var certificate) || !csv.TryGetFieldIndex("name", out var name))
            return new RepList([], ["Line 1: the header must name the columns 'certificate' and 'name', with a comma between them."]);
        var errors = new List<string>();
        var reps = new Dictionary<string, Rep>(StringComparer.Ordinal);
        while (errors.Count < MaxErrors && csv.Read())
        {
            var problem = csv.FieldCount > Math.Max(certificate, name)
                ? Problem(csv.GetString(certificate), Words.Tidy(csv.GetString(name)), reps)
                : "has fewer columns than the header.";
            if (problem is not null)
                errors.Add($"Line {csv.LineNumber}: {problem}");
            if (reps.Count > MaxRows)
                return new RepList([], [$"The file has more than {MaxRows} rows; a list of REPs has some hundreds."]);
        }

        if (reps.Count == 0 && errors.Count == 0)
            errors.Add("The file has no rows below its header.");
        return new RepList([.. reps.Values], errors);
    }

    /// <summary>Takes a row in, or says what is wrong with it.</summary>
    private static string? Problem(string certificate, string? name, Dictionary<string, Rep> reps)
    {
        if (certificate.Length != 5 || !certificate.All(char.IsAsciiDigit))
            return "the certificate must have five digits, such as 10004.";
        if (name is not { Length: <= Rep.NameMaxLength })
            return $"the name must have 1 to {Rep.NameMaxLength} characters.";
        return reps.TryAdd(certificate, new Rep { Certificate = certificate, Name = name }) ? null : $"certificate {certificate} stands in the file twice.";
    }
}
