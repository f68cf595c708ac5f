using System.Net;
using SmtPortal.Web.Data;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

public sealed class KillingThePortal(TestDatabase databases)
{
    private static readonly int[] Moments = [0, 10, 30, 60, 100, 150, 250, 400, 700, 1200];

    public static TheoryData<int> MillisecondsAfterTheMigrationBegan => [.. Tier.Share(Moments, Moments.Length)];

    [Theory]
    [MemberData(nameof(MillisecondsAfterTheMigrationBegan))]
    public async Task Killed_during_its_first_migration_it_starts_again(int milliseconds)
    {
        var (settings, drop) = await Database();
        try
        {
            await using var portal = new PortalProcess(settings);
            portal.Launch();
            await portal.UntilOutputAsync("database migrations");
            await Task.Delay(milliseconds);
            await portal.KillAsync();
            await portal.StartAsync();
            (await portal.Browser().GetPage("/sign-in")).Expect(HttpStatusCode.OK);
        }
        finally
        {
            await drop();
        }
    }

    /// <summary>An empty database of the kind that this run uses.</summary>
    private async Task<(string[] Settings, Func<Task> Drop)> Database()
    {
        if (TestDatabase.Provider == DatabaseProvider.Sqlite)
            return (["Portal:DemoMonths=1"], () => Task.CompletedTask);
        var connection = await databases.EmptyAsync();
        return (["Portal:DemoMonths=1", $"Database:Provider={TestDatabase.Provider}", $"Database:ConnectionString={connection}"], () => databases.DropAsync(connection));
    }
}
