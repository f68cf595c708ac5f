using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Web.Data;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

/// <summary>A page of a list costs four SQL commands at most, beside those of the sign-in, however many rows it has.</summary>
public sealed class CountingQueries(CountingQueries.CountedHost host) : IClassFixture<CountingQueries.CountedHost>
{
    private const int Most = 4;

    [Fact]
    public async Task A_list_costs_four_commands_at_most()
    {
        var company = await host.Given.Company();
        var premises = new List<Domain.Registry.Premise>();
        for (var i = 0; i < 30; i++)
            premises.Add(await host.Given.Premise());
        var customer = await host.Given.Customer([.. premises]);
        foreach (var premise in premises)
            await host.Given.Agreement(company, customer, [premise]);
        var (companys, customers, operators) = (await host.SignedIn(company), await host.SignedIn(customer), await host.SignedIn(await host.Given.Operator()));
        var last = premises.Count;
        var faults = new List<string>();
        foreach (var (browser, address) in new[]
        {
            (companys, "/company/invitations"), (companys, "/company/invitations?status=Accepted&order=Oldest"), (companys, "/company/invitations?undelivered=true"),
            (companys, "/company/agreements"), (companys, "/company/agreements?by=Esiid"), (companys, $"/company/agreements?by=Esiid&place={last}-0"),
            (companys, $"/company/agreements?by=Customer&place={last}"), (companys, $"/company/agreements?order=NextToEnd&place={last}"), (companys, "/company/bulk"),
            (companys, "/company/ratings"), (customers, "/customer/agreements"), (operators, "/ops/ratings"),
        })
        {
            // What the same person's page without any list costs: session, company, second factor.
            var signIn = await CountAsync(browser, "/customer/no-such-page");
            var all = await CountAsync(browser, address);
            if (all - signIn > Most)
                faults.Add($"{address}: {all - signIn} commands\n{string.Join('\n', host.Commands)}");
            Assert.True(all > signIn, $"{address} asks nothing of the database, so that the count proves nothing.");
        }

        Faults.None(faults);
    }

    private async Task<int> CountAsync(PortalClient browser, string address)
    {
        host.Commands.Clear();
        await browser.GetPage(address);
        return host.Commands.Count;
    }

    public sealed class CountedHost(TestDatabase databases) : PortalHost(databases)
    {
        public ConcurrentQueue<string> Commands { get; } = new();

        protected override void ConfigureServices(IServiceCollection services)
        {
            var counter = new Counter(Commands);
            if (TestDatabase.Provider == DatabaseProvider.PostgreSql)
                services.ConfigureDbContext<PostgreSqlPortalDbContext>(options => options.AddInterceptors(counter));
            else
                services.ConfigureDbContext<SqlitePortalDbContext>(options => options.AddInterceptors(counter));
        }
    }

    private sealed class Counter(ConcurrentQueue<string> commands) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            commands.Enqueue(command.CommandText);
            return ValueTask.FromResult(result);
        }
    }
}
