using System.Text;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Reports;

/// <summary>formats.md section 1: two settings choose how companies' files are written.</summary>
public sealed class WritingAsSmartMeterTexas(WritingAsSmartMeterTexas.DialectHost host) : IClassFixture<WritingAsSmartMeterTexas.DialectHost>
{
    [Fact]
    public async Task Without_the_apostrophe_and_with_96_rows_on_the_spring_day()
    {
        var scene = await ReportScene.Make(host);
        var spring = new DateOnly(2026, 3, 8);
        await host.Usage(scene.Premise.Esiid, spring, spring);
        await scene.Ask(from: spring, to: spring);
        await host.RunJobs();
        var lines = Encoding.ASCII.GetString(Assert.Single(await host.FilesOf(scene.Company)).Value).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1 + 96, lines.Length);
        Assert.All(lines.Skip(1), line => Assert.StartsWith(scene.Premise.Esiid + ",", line, StringComparison.Ordinal));
        Assert.Equal(4, lines.Count(line => line.Split(',') is [_, _, _, ['0', '2', ':', ..], _, "", "", _]));
    }

    public sealed class DialectHost(TestDatabase databases) : DeliveryHost(databases)
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings)
        {
            ["Formats:IntervalCsv:Apostrophe"] = "false",
            ["Formats:IntervalCsv:SmtClockChanges"] = "true",
        };
    }
}
