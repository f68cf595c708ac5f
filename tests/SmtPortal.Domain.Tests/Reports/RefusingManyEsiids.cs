using SmtPortal.Domain.Reports;

namespace SmtPortal.Domain.Tests.Reports;

/// <summary>RPT-1: every ESIID without an agreement is listed with the reason, fifty thousand of them too.</summary>
public sealed class RefusingManyEsiids
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 18, 0, 0, TimeSpan.Zero);

    [Fact]
    public void All_of_them_are_kept_in_order_and_in_little_room()
    {
        var random = new Random(1);
        var refused = Enumerable.Range(0, Report.MaxEsiids)
            .Select(i => ($"104437{random.NextInt64(100_000_000_000):00000000000}", i % 3 == 0 ? ReportReason.AgreementEnded : ReportReason.NoAgreement)).ToList();
        var refusals = Request(refused).Refusals!;
        Assert.Equal(refused.Select(r => new ReportRefusal(r.Item1, r.Item2)), refusals.Unpack());
        Assert.InRange(refusals.Packed.Length, 1, 500_000);
    }

    [Fact]
    public void What_is_no_ESIID_is_cut_and_cannot_break_the_list()
    {
        var kept = Request([("a\tNoAgreement\nb\0", ReportReason.NotAnEsiid), (new string('9', 100), ReportReason.NotAnEsiid), ("", ReportReason.NotAnEsiid)]).Refusals!.Unpack();
        Assert.Equal(["a NoAgreement b ", new string('9', ReportRefusal.TextMaxLength), ""], kept.Select(r => r.Text));
    }

    private static Report Request(List<(string, ReportReason)> refused)
    {
        var day = new DateOnly(2026, 11, 1);
        var report = Report.Request(
            new ReportAuthor(Guid.NewGuid(), Guid.NewGuid()), new ReportWish(ReportKind.FifteenMinute, ReportFormat.Csv, day, day), [], refused, Now);
        Assert.Equal((ReportStatus.Failed, refused.Count), (report.Status, report.RefusedCount));
        return report;
    }
}
