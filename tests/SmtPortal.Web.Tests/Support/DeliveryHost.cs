using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Reports;
using SmtPortal.Domain.Shared;
using SmtPortal.Domain.Usage;
using SmtPortal.Simulator.Ftps;
using SmtPortal.Web.Data;
using SmtPortal.Web.Data.Usage;
using SmtPortal.Web.Delivery;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Delivery;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Tests.Support;

/// <summary>The portal with a real FTPS server beside it, whose folders lie on this disk.</summary>
public class DeliveryHost : PortalHost
{
    private readonly string folder = Directory.CreateTempSubdirectory("smtportal-ftps-").FullName;
    private readonly ServerCertificate certificate;

    public DeliveryHost(TestDatabase databases) : base(databases)
    {
        certificate = ServerCertificate.Create(TimeProvider.System);
        Ftps = new FtpsServer(
            new FtpsServerOptions { AuthUserFile = Path.Combine(folder, "users"), Certificate = certificate, SignInDelay = TimeSpan.Zero, Writer = DeliveryOptions.UsualUser }, TimeProvider.System);
        Ftps.StartAsync().GetAwaiter().GetResult();
    }

    public FtpsServer Ftps { get; }

    /// <summary>The inbox, where TDSPs' files arrive.</summary>
    public string InboxFolder => Directory.CreateDirectory(Path.Combine(folder, "inbox")).FullName;

    /// <summary>Happens between the steps of a delivery. Set by a test, unset by it too.</summary>
    public DropHooks Hooks { get; } = new();

    /// <summary>Ends the process, as far as the code can tell, right after a chosen commit.</summary>
    public DeathAfterCommit Death { get; } = new();

    /// <summary>How a company reaches the server.</summary>
    public FileDropTarget TargetFor(string user, string password) => new()
    {
        Host = "localhost",
        Port = Ftps.Port,
        User = user,
        Password = password,
        PinnedSha256 = certificate.Sha256,
        AllowPrivateAddress = true,
    };

    /// <summary>The files in a company's folder, by path within it.</summary>
    public async Task<SortedDictionary<string, byte[]>> FilesOf(TestUser company)
    {
        var home = await HomeOf(company);
        return Directory.Exists(home)
            ? new(Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories).ToDictionary(f => "/" + Path.GetRelativePath(home, f).Replace('\\', '/'), File.ReadAllBytes))
            : [];
    }

    /// <summary>The folders within a company's folder.</summary>
    public async Task<IReadOnlyList<string>> FoldersOf(TestUser company)
    {
        var home = await HomeOf(company);
        return Directory.Exists(home) ? [.. Directory.EnumerateDirectories(home, "*", SearchOption.AllDirectories).Select(f => "/" + Path.GetRelativePath(home, f).Replace('\\', '/')).Order()] : [];
    }

    /// <summary>Whether what was written of a file lies where no company sees it.</summary>
    public bool IsStaged(ReportFile file) => File.Exists(Path.Combine(folder, "folders", "staging", $"{file.Id:N}.part"));

    /// <summary>An accepted Energy Data agreement about premises that the customer occupies.</summary>
    public async Task<Agreement> Agreement(TestUser company, TestUser customer, EnergyTerms? terms, params Premise[] premises)
    {
        var number = 0L;
        await Db(async db =>
        {
            var invitation = Invitation.Issue(
                new InvitationAuthor(company.OwnerId, company.Id), InvitationReceiver.ByAddress(customer.Email), [.. premises.Select(p => p.Esiid)], ConsentTerms.Of(terms ?? EnergyTerms.Continuous(12)),
                new InvitationWords(Purpose.EnergyAdvice, null, null, Language.English), TimeSpan.FromDays(30), Now);
            db.Invitations.Add(invitation);
            await db.SaveChangesAsync();
            invitation.Accept(customer.OwnerId, Now);
            var esiids = premises.Select(p => p.Esiid).ToList();
            var occupancies = db.OccupanciesOfCustomer(customer.OwnerId).Where(o => esiids.Contains(o.Esiid)).ToDictionary(o => o.Esiid, o => o.Id);
            var agreement = SmtPortal.Domain.Agreements.Agreement.Of(invitation, customer.OwnerId, occupancies, new RuleOptions().AgreementTimes, Now);
            db.Agreements.Add(agreement);
            await db.SaveChangesAsync();
            number = agreement.Number;
        });
        return await Db(async db => (await db.Agreements.FindAsync(number))!);
    }

    /// <summary>Stores a believable day for each day of a period: the value rises with position and day.</summary>
    public async Task<List<DayUsage>> Usage(string esiid, DateOnly from, DateOnly to)
    {
        var days = new List<DayUsage>();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            var count = CentralTime.IntervalsIn(day);
            int?[] values = [.. Enumerable.Range(0, count).Select(i => (int?)((i * 7) + (day.DayNumber % 500)))];
            var qualities = Enumerable.Repeat(IntervalQuality.Actual, count).ToArray();
            (values[5], qualities[5]) = (null, IntervalQuality.Missing);
            qualities[6] = IntervalQuality.Estimated;
            days.Add(new DayUsage(esiid, UsageDirection.Consumption, day, CentralTime.EndOf(day).AddHours(6), values, qualities));
        }

        foreach (var some in days.Chunk(400))
            await Use<UsageStore, StoredBatch>(store => store.StoreAsync(some, null));
        return days;
    }

    /// <summary>The customer ends an agreement.</summary>
    public async Task Terminate(Agreement agreement) =>
        Assert.Equal(TerminateOutcome.Terminated, await Use<TerminateAgreement, TerminateOutcome>(t => t.ByCustomerAsync(agreement.Number, agreement.CustomerId, Guid.NewGuid(), null, default)));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Ftps.DisposeAsync();
        certificate.Dispose();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private async Task<string> HomeOf(TestUser company) =>
        Path.Combine(folder, "folders", await Use<CompanyFolders, string>(async f => (await f.EnsureAsync(company.OwnerId, default)).UserName));

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Delivery:Host"] = "localhost",
        ["Delivery:Port"] = Ftps.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Delivery:PinnedCertificate"] = certificate.Sha256,
        ["Delivery:Password"] = "a password of the service account",
        ["Delivery:AuthUserFile"] = Path.Combine(folder, "users"),
        ["Delivery:HomesFolder"] = Path.Combine(folder, "folders"),
        ["Inbox:Folder"] = InboxFolder,
    };

    protected override void ConfigureServices(IServiceCollection services)
    {
        base.ConfigureServices(services);
        services.ConfigureDbContext<SqlitePortalDbContext>(options => options.AddInterceptors(Death));
        services.ConfigureDbContext<PostgreSqlPortalDbContext>(options => options.AddInterceptors(Death));
        services.Replace(ServiceDescriptor.Singleton<IFileDrop>(new HookedFileDrop(new FtpsFileDrop(TimeProvider.System, new FtpsLimits()), Hooks)));
    }
}

/// <summary>What a test lets happen between the steps of a delivery. Throwing <see cref="KilledException"/> stands for a kill of the process there.</summary>
public sealed class DropHooks
{
    public Func<Task>? AfterUpload { get; set; }

    public Func<Task>? BeforeRename { get; set; }

    public Func<Task>? AfterRename { get; set; }

    /// <summary>Whether the portal breaks in the middle of writing to a path.</summary>
    public Func<string, bool>? BreaksAt { get; set; }

    public void Clear() => (AfterUpload, BeforeRename, AfterRename, BreaksAt) = (null, null, null, null);
}

/// <summary>Dies once, as soon as a save that adds a row of a chosen type is final.</summary>
public sealed class DeathAfterCommit : DbTransactionInterceptor, ISaveChangesInterceptor
{
    private Type? comesWith;
    private bool isNear;

    /// <summary>The next commit of a new row of this type is the last act.</summary>
    public void ComesWith<TRow>() => (comesWith, isNear) = (typeof(TRow), false);

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        isNear |= comesWith is not null && eventData.Context!.ChangeTracker.Entries().Any(e => e.State == EntityState.Added && e.Metadata.ClrType == comesWith);
        return ValueTask.FromResult(result);
    }

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (!isNear)
            return Task.CompletedTask;
        (comesWith, isNear) = (null, false);
        throw new KilledException();
    }
}

public sealed class KilledException() : OperationCanceledException("The process was killed here.");

/// <summary>The real drop, with a place for a test to act between its steps.</summary>
public sealed class HookedFileDrop(IFileDrop inner, DropHooks hooks) : IFileDrop
{
    public async Task<IFileDropSession> OpenAsync(FileDropTarget target, CancellationToken ct) => new Session(await inner.OpenAsync(target, ct), hooks);

    private sealed class Session(IFileDropSession inner, DropHooks hooks) : IFileDropSession
    {
        public Task MakeFolderAsync(string path, CancellationToken ct) => inner.MakeFolderAsync(path, ct);

        public async Task<long> UploadAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
        {
            var sent = await inner.UploadAsync(path, async (stream, token) =>
            {
                await write(stream, token);
                if (hooks.BreaksAt?.Invoke(path) == true)
                    throw new InvalidOperationException("A fault of ours.");
            }, ct);
            await (hooks.AfterUpload?.Invoke() ?? Task.CompletedTask);
            return sent;
        }

        public async Task RenameAsync(string from, string to, CancellationToken ct)
        {
            await (hooks.BeforeRename?.Invoke() ?? Task.CompletedTask);
            await inner.RenameAsync(from, to, ct);
            await (hooks.AfterRename?.Invoke() ?? Task.CompletedTask);
        }

        public Task<long?> SizeAsync(string path, CancellationToken ct) => inner.SizeAsync(path, ct);

        public Task<long> DownloadAsync(string path, Stream destination, long maxBytes, CancellationToken ct) => inner.DownloadAsync(path, destination, maxBytes, ct);

        public Task DeleteAsync(string path, CancellationToken ct) => inner.DeleteAsync(path, ct);

        public Task RemoveFolderAsync(string path, CancellationToken ct) => inner.RemoveFolderAsync(path, ct);

        public Task<IReadOnlyList<FileDropEntry>> ListAsync(string folder, CancellationToken ct) => inner.ListAsync(folder, ct);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
