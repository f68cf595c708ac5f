using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Reports;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Tests.Reports;

/// <summary>RPT-3: a file is tried again with growing waits; nothing is lost.</summary>
public sealed class TryingAFile
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 18, 0, 0, TimeSpan.Zero);

    [Fact]
    public void One_that_breaks_off_before_it_has_begun_waits_longer_each_time()
    {
        var file = File();
        var waits = new List<double>();
        for (var i = 0; i < 4; i++)
        {
            file.MarkBrokenOff(file.Attempts, Now);
            waits.Add((file.NextAttemptAt!.Value - Now).TotalMinutes);
        }

        Assert.Equal([1, 2, 5, 15], waits);
    }

    [Fact]
    public void One_that_breaks_off_after_it_has_begun_counts_once()
    {
        var file = File();
        file.Begin(Now, TimeSpan.FromMinutes(2));
        file.MarkBrokenOff(attemptsBefore: 0, Now);
        Assert.Equal(1, file.Attempts);
    }

    [Fact]
    public void What_a_dropped_one_left_is_cleared_away_with_growing_waits()
    {
        var file = File();
        Assert.Throws<DomainException>(() => file.MarkNotCleared(Now));
        file.Begin(Now, TimeSpan.FromMinutes(2));
        file.Drop(ReportReason.Cancelled, Now);
        file.MarkNotCleared(Now);
        Assert.Equal(Now.AddMinutes(2), file.NextAttemptAt);
        file.MarkNotCleared(Now);
        Assert.Equal((Now.AddMinutes(5), null), (file.NextAttemptAt, file.LeaseUntil));
        Assert.Equal(ReportFileStatus.Dropped, file.Status);
    }

    private static ReportFile File()
    {
        var day = new DateOnly(2026, 11, 1);
        var shared = new SharedEsiid
        {
            AgreementNumber = 1,
            Esiid = "10443720000000001",
            Access = EnergyAccess.Continuous,
            Kind = null,
            From = null,
            To = null,
            IsActive = true,
            IsIn = true,
            IsUsedUp = false,
            OccupancyId = Guid.NewGuid(),
            OccupiedFrom = day,
            OccupiedTo = null,
        };
        var report = Report.Request(
            new ReportAuthor(Guid.NewGuid(), Guid.NewGuid()), new ReportWish(ReportKind.FifteenMinute, ReportFormat.Csv, day, day), [(shared, new Sight(null, day, day))], [], Now);
        return report.Files[0];
    }
}
