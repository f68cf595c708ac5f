using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Reports;
using SmtPortal.Web.Delivery;
using SmtPortal.Web.Features.Delivery;
using SmtPortal.Web.Features.Inbox;
using SmtPortal.Web.Tests.Features.Reports;
using SmtPortal.Web.Tests.Formats;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Journeys;

/// <summary>USE-1, USE-3, RPT-2: a real interval file, from the inbox to what the company fetches over FTPS.</summary>
public sealed class FromTheInboxToTheFolder(FromTheInboxToTheFolder.WinterHost host) : IClassFixture<FromTheInboxToTheFolder.WinterHost>
{
    private static readonly DateOnly First = new(2025, 10, 1);
    private static readonly DateOnly Last = new(2025, 12, 30);

    [Fact]
    public async Task A_real_autumn_is_read_twice_and_delivered_whole()
    {
        var sample = await File.ReadAllBytesAsync(Sample.Path(Sample.Autumn), TestContext.Current.CancellationToken);
        var premise = await PremiseOfTheSample();
        var first = await Read("autumn.csv", sample);
        Assert.Equal((InboxFileStatus.Done, 91, 0L), (first.Status, first.DaysNew, first.RowsBad));
        var stored = await Stored();

        Assert.Equal(InboxFileStatus.Duplicate, (await Read("autumn again.csv", sample)).Status);
        var same = await Read("autumn, same days.csv", [.. sample, .. "\n"u8]);
        Assert.Equal((InboxFileStatus.Done, 0, 0, 91), (same.Status, same.DaysNew, same.DaysRevised, same.DaysUnchanged));
        Assert.Equal(stored, await Stored());

        var (company, customer) = (await host.Given.Company(), await host.Given.Customer(premise));
        var agreement = await host.Given.Agreement(company, customer, [premise]);
        var scene = new ReportScene(host, company, customer, premise, agreement, []);
        await scene.Ask(from: First, to: Last);
        await host.RunJobs();
        Assert.Equal(ReportFileStatus.Delivered, (await scene.File()).Status);

        var days = (await IntervalCsv.ReadAsync(await Fetch(scene))).Days();
        var autumn = Assert.Single(days, d => d.Day == IntervalCsv.AutumnDay);
        Assert.Equal((100, 52_788), (autumn.Count, autumn.TotalWh));
        Assert.Equal((91, 5_974_748, 16, 0), (days.Count, days.Sum(d => d.TotalWh), days.Sum(d => d.EstimatedCount), days.Sum(d => d.MissingCount)));
        Assert.All((await IntervalCsv.ReadSampleAsync(Sample.Autumn)).Days().Zip(days), pair => IntervalCsv.AssertSame(pair.First, pair.Second));
    }

    private async Task<Premise> PremiseOfTheSample()
    {
        var like = await host.Given.Premise();
        var premise = new Premise
        {
            Esiid = IntervalCsv.Esiid,
            Tdsp = like.Tdsp,
            Address = like.Address,
            City = like.City,
            ZipCode = like.ZipCode,
            PremiseType = like.PremiseType,
            Status = like.Status,
            HasAdvancedMeter = true,
            MeterNumber = "canary" + like.MeterNumber,
            RepCertificate = like.RepCertificate,
        };
        await host.Db(db => db.Add(premise).Context.SaveChangesAsync());
        return premise;
    }

    private async Task<InboxFile> Read(string name, byte[] bytes)
    {
        var path = Path.Combine(host.InboxFolder, name);
        await File.WriteAllBytesAsync(path, bytes);
        File.SetLastWriteTimeUtc(path, host.Now.UtcDateTime.AddMinutes(-1));
        await host.Run<ReadInbox>();
        return await host.Db(db => db.InboxFiles.AsNoTracking().SingleAsync(f => f.Name == name));
    }

    private Task<List<string>> Stored() => host.Db(async db =>
        (await db.UsageDays.AsNoTracking().OrderBy(d => d.Day).ToListAsync()).ConvertAll(d => $"{d.Esiid} {d.Day} {d.Revision} {d.SourceFileId} {d.BatchNumber} {Convert.ToHexString(d.Packed)}"));

    /// <summary>As the company: makes a password, signs in over FTPS, finds the file and fetches it.</summary>
    private async Task<byte[]> Fetch(ReportScene scene)
    {
        var user = await host.Use<CompanyFolders, string>(async folders => (await folders.EnsureAsync(scene.Company.OwnerId, default)).UserName);
        var password = await host.Use<ReplaceFolderPassword, string>(replace => replace.ExecuteAsync(scene.Company.OwnerId, default));
        await using var session = await new FtpsFileDrop(TimeProvider.System, new FtpsLimits()).OpenAsync(host.TargetFor(user, password), default);
        var folder = (await scene.Report()).Folder;
        var entry = Assert.Single(await session.ListAsync(folder, default));
        using var fetched = new MemoryStream();
        await session.DownloadAsync($"{folder}/{entry.Name}", fetched, 10_000_000, default);
        return fetched.ToArray();
    }

    /// <summary>A February: the autumn before lies within the twelve months that an agreement shows (USE-6).</summary>
    public sealed class WinterHost(TestDatabase databases) : DeliveryHost(databases)
    {
        protected override DateTimeOffset Start => new(2026, 2, 2, 18, 0, 0, TimeSpan.Zero);
    }
}
