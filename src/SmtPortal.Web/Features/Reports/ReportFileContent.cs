using Microsoft.Extensions.Options;
using SmtPortal.Domain.Reports;
using SmtPortal.Domain.Shared;
using SmtPortal.Domain.Usage;
using SmtPortal.Web.Data.Usage;
using SmtPortal.Web.Formats;

namespace SmtPortal.Web.Features.Reports;

/// <summary>Writes what a report's file holds, as a stream: a year of an ESIID is never held whole.</summary>
public sealed class ReportFileContent(UsageStore usage, IOptions<IntervalCsvOptions> csv)
{
    /// <summary>Writes the days from the store to the stream.</summary>
    /// <returns>How many days and directions there were; 0: nothing is stored for the period.</returns>
    public async Task<int> WriteAsync(Report report, string esiid, DateOnly from, DateOnly to, Stream stream, CancellationToken cancellationToken)
    {
        var days = new CountedDays(usage.ReadDaysAsync(esiid, from, to, cancellationToken));
        switch (report.Kind, report.Format)
        {
            case (ReportKind.FifteenMinute, ReportFormat.Csv):
                await new IntervalCsvWriter(csv.Value).WriteAsync(stream, days, cancellationToken);
                break;
            case (ReportKind.FifteenMinute, ReportFormat.Json):
                await IntervalJsonWriter.WriteAsync(stream, esiid, days, cancellationToken);
                break;
            default:
                throw new DomainException($"There is no writer for {report.Kind} as {report.Format}.");
        }

        return days.Count;
    }

    /// <summary>Counts days as they pass.</summary>
    private sealed class CountedDays(IAsyncEnumerable<DayUsage> days) : IAsyncEnumerable<DayUsage>
    {
        public int Count { get; private set; }

        public async IAsyncEnumerator<DayUsage> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        {
            await foreach (var day in days.WithCancellation(cancellationToken))
            {
                Count++;
                yield return day;
            }
        }
    }
}
