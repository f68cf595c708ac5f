using System.Globalization;
using System.Text.Json;
using SmtPortal.Domain.Shared;
using SmtPortal.Domain.Usage;

namespace SmtPortal.Web.Formats;

/// <summary>
/// Writes 15-minute intervals of one ESIID as one JSON object (formats.md section 5): <c>esiid</c>, <c>timeZone</c>,
/// <c>unit</c>, and <c>days</c> in the order given, each with <c>date</c>, <c>revision</c>, <c>direction</c>, <c>start</c>,
/// <c>intervalMinutes</c>, <c>values</c> (Wh or null) and <c>quality</c> (one of A, E, - for each value). UTF-8 without a mark.
/// </summary>
public static class IntervalJsonWriter
{
    private const int FlushAt = 32 * 1024;

    /// <summary>Writes the object; leaves the stream open. Holds about one day at a time.</summary>
    public static async Task WriteAsync(Stream stream, string esiid, IAsyncEnumerable<DayUsage> days, CancellationToken cancellationToken = default)
    {
        await using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("esiid", esiid);
        json.WriteString("timeZone", CentralTime.ZoneName);
        json.WriteString("unit", "Wh");
        json.WriteStartArray("days");
        await foreach (var day in days.WithCancellation(cancellationToken))
        {
            WriteDay(json, day);
            if (json.BytesPending >= FlushAt)
                await json.FlushAsync(cancellationToken);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    private static void WriteDay(Utf8JsonWriter json, DayUsage day)
    {
        json.WriteStartObject();
        json.WriteString("date", day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("revision", Moment(day.Revision));
        json.WriteString("direction", day.Direction == UsageDirection.Generation ? "generation" : "consumption");
        json.WriteString("start", Moment(CentralTime.StartOf(day.Day)));
        json.WriteNumber("intervalMinutes", (int)CentralTime.Interval.TotalMinutes);
        json.WriteStartArray("values");
        foreach (var value in day.WattHours)
        {
            if (value is { } wattHours)
                json.WriteNumberValue(wattHours);
            else
                json.WriteNullValue();
        }

        json.WriteEndArray();
        json.WriteString("quality", string.Create(day.Count, day, static (letters, source) =>
        {
            for (var i = 0; i < letters.Length; i++)
                letters[i] = source.Qualities[i] switch { IntervalQuality.Actual => 'A', IntervalQuality.Estimated => 'E', _ => '-' };
        }));
        json.WriteEndObject();
    }

    private static string Moment(DateTimeOffset moment) => CentralTime.Local(moment).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
