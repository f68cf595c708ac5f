using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Reports;
using SmtPortal.Simulator.Smtp;
using SmtPortal.Web.Data;
using SmtPortal.Web.Data.Demo;
using SmtPortal.Web.Email;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Journeys;

/// <summary>
/// The portal as a process is ended with <c>kill -9</c> between any two steps of accept, mail, report and delivery, and while
/// it works on each, and started again on the same data: the path completes, with one agreement, one file, and no mail lost.
/// </summary>
public sealed class KillingThePortalOnItsWay(TestDatabase databases) : IAsyncDisposable
{
    private static readonly DemoCustomer Customer = DemoPeople.Customers.Single(c => c.Email == "priya@demo.example");

    /// <summary>How long the portal may work on after a step before it is killed, in milliseconds.</summary>
    public static TheoryData<int> Moments() => [.. Enumerable.Range(0, Tier.Times(20)).Select(i => i * 60)];

    /// <summary>The mails of the path, each once. <c>report-failed</c> is looked for too, and is none of them.</summary>
    private static readonly (string To, string Kind)[] Mails =
    [
        (Customer.Email, "invitation"), (Customer.Email, "accepted-customer"), (Customer.Email, "first-access"), (DemoPeople.Solar.Email, "accepted-company"),
    ];

    /// <summary>The one thing that nobody kills: what the portal's own catcher has got goes with its process.</summary>
    private readonly SmtpCatcher mailServer = SmtpCatcher.Start();

    private string connection = "";

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task The_path_completes(int moment)
    {
        if (TestDatabase.Provider == DatabaseProvider.Sqlite)
        {
            await using var embedded = new PortalProcess([.. Settings]);
            connection = $"Data Source={Path.Combine(embedded.DataFolder, "portal.db")};Pooling=False";
            await CompleteAsync(embedded, moment);
            return;
        }

        connection = await databases.EmptyAsync();
        try
        {
            await using var portal = new PortalProcess([.. Settings, $"Database:Provider={TestDatabase.Provider}", $"Database:ConnectionString={connection}"]);
            await CompleteAsync(portal, moment);
        }
        finally
        {
            await databases.DropAsync(connection);
        }
    }

    public ValueTask DisposeAsync() => mailServer.DisposeAsync();

    private string[] Settings =>
    [
        "Portal:DemoMonths=1", "Delivery:Port=0", "Smtp:Host=localhost", $"Smtp:Port={mailServer.Port}", $"Smtp:PinnedCertificate={mailServer.Fingerprint}",
    ];

    private async Task CompleteAsync(PortalProcess portal, int moment)
    {
        await portal.StartAsync();
        var older = await Db(db => db.OutgoingEmails.Select(m => m.Id).ToListAsync());
        var invitation = await InviteAsync(portal);
        await KillAsync(portal, moment);

        var customer = await portal.Browser().SignIn(Customer.Email, DemoPeople.Password);
        var ask = (await customer.GetPage($"/invited/{invitation}/accept")).Expect(HttpStatusCode.OK);
        await customer.PostForm(ask, button: "Accept");
        await KillAsync(portal, moment);

        var company = await portal.Browser().SignIn(DemoPeople.Solar.Email, DemoPeople.Password);
        var number = await Db(db => db.Agreements.OrderByDescending(a => a.Number).Select(a => a.Number).FirstAsync());
        var form = (await company.GetPage($"/company/reports/new?agreement={number}")).Expect(HttpStatusCode.OK);
        (await company.PostForm(form, button: "Ask for the report")).Expect(HttpStatusCode.OK);
        await KillAsync(portal, moment);
        await Task.Delay(10 * moment, TestContext.Current.CancellationToken);
        await portal.KillAsync();
        // On a server a killed process's leases end by themselves, in up to three minutes: the long tier waits for that.
        if (!Tier.IsLong)
            await Db(async db => { await db.EndAllLeasesAsync(default); return true; });
        await portal.StartAsync();

        await UntilAsync(portal, db => db.ReportFiles.AllAsync(f => f.Status == ReportFileStatus.Delivered));
        await UntilAsync(portal, db => db.OutgoingEmails.AllAsync(m => m.Status == OutgoingEmailStatus.Sent));
        Assert.Equal(1, await Db(db => db.Agreements.CountAsync(a => db.Invitations.Any(i => i.Number == a.InvitationNumber && i.PublicId == invitation))));
        var file = await Db(db => db.ReportFiles.SingleAsync());
        var found = Directory.EnumerateFiles(Path.Combine(portal.DataFolder, "ftps", "folders"), "*", SearchOption.AllDirectories).ToList();
        var delivered = Assert.Single(found);
        Assert.StartsWith($"IntervalMeterUsage_{file.Esiid}_", Path.GetFileName(delivered), StringComparison.Ordinal);
        Assert.Equal(file.Sha256, Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(delivered))), ignoreCase: true);
        var kinds = Mails.Select(m => m.Kind).Append("report-failed").ToList();
        var mails = await Db(db => db.OutgoingEmails.Where(m => kinds.Contains(m.Kind) && !older.Contains(m.Id)).ToListAsync());
        Assert.Equal(Mails.Order(), mails.Select(m => (m.To, m.Kind)).Order());
        // Who is killed between the server's answer and the mark sends a mail again, as the same one: none is missing, and none is another.
        var arrived = mailServer.Mails.Select(m => (To: Assert.Single(m.Receivers), Id: m.Message.MessageId)).ToHashSet();
        Faults.None(mails.Where(m => !arrived.Contains((m.To, m.MessageId!))).Select(m => $"{m.Kind} to {m.To} never reached the mail server"));
    }

    private static async Task<Guid> InviteAsync(PortalProcess portal)
    {
        var company = await portal.Browser().SignIn(DemoPeople.Solar.Email, DemoPeople.Password);
        var page = await company.PostForm(
            await company.GetPage("/company/invitations/new"), new { Customer.Email, Esiids = Customer.Premises[0].Esiid, Purpose = "Research" }, "Send the invitation");
        return Guid.Parse(page.Response.RequestMessage!.RequestUri!.Segments[^1]);
    }

    private static async Task KillAsync(PortalProcess portal, int moment)
    {
        await Task.Delay(moment, TestContext.Current.CancellationToken);
        await portal.KillAsync();
        await portal.StartAsync();
    }

    private async Task<TResult> Db<TResult>(Func<PortalDbContext, Task<TResult>> use)
    {
        await using var db = TestDatabase.Open(connection);
        return await use(db);
    }

    private async Task UntilAsync(PortalProcess portal, Func<PortalDbContext, Task<bool>> holds)
    {
        // The sweeps that take up what a kill left run each minute, on rows whose lease is over.
        for (var tries = 0; !await Db(holds); tries++)
        {
            Assert.True(tries < 480, "It did not happen in four minutes.\n" + string.Join('\n', portal.Output.TakeLast(50)));
            await Task.Delay(500, TestContext.Current.CancellationToken);
        }
    }
}
