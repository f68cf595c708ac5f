using System.Collections.Concurrent;
using System.Data.Common;
using System.Net;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Web.Data;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

public sealed class ForgingARequest(ForgingARequest.WatchedHost host) : IClassFixture<ForgingARequest.WatchedHost>
{
    /// <summary>What answers a POST without a token in the form, and why that is safe.</summary>
    private static readonly Dictionary<string, string> Unprotected = new()
    {
        ["* /error"] = "executed again from inside with the method of the request that failed; changes nothing",
        ["* /error/{status:int}"] = "the same",
        ["* /health/live"] = "changes nothing",
        ["* /health/ready"] = "changes nothing",
        ["* /{**path}"] = "answers 404",
    };

    /// <summary>Pages that write when they are only looked at, and why that does no harm.</summary>
    private static readonly Dictionary<string, string> WritingGets = [];

    [Fact]
    public void Every_form_is_protected_or_listed_with_a_reason()
    {
        var open = Endpoints.Of(host).Where(e => e.Method is not ("GET" or "HEAD" or "OPTIONS")).Where(e => !IsProtected(e)).Select(e => e.Name).ToList();
        Faults.None(open.Except(Unprotected.Keys), "Not protected against forged requests: list it with the reason if that is meant.");
        Faults.None(Unprotected.Keys.Except(open), "Listed, and not there or protected.");
    }

    [Fact]
    public async Task A_post_without_the_token_does_nothing_for_anybody()
    {
        var visitors = await Visitors();
        var faults = new List<string>();
        foreach (var endpoint in Endpoints.Of(host).Where(e => e.Method is not ("GET" or "HEAD" or "OPTIONS" or "*") && IsProtected(e)))
        {
            var answers = new List<HttpStatusCode>();
            foreach (var visitor in visitors)
            {
                using var request = new HttpRequestMessage(new HttpMethod(endpoint.Method), endpoint.SampleAddress()) { Content = new FormUrlEncodedContent([]) };
                using var answer = await visitor.Http.SendAsync(request);
                answers.Add(answer.StatusCode);
            }

            if (!answers.Contains(HttpStatusCode.BadRequest)
                || !answers.All(status => status is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.Redirect))
                faults.Add($"{endpoint.Name}: {string.Join(", ", answers)}");
        }

        Faults.None(faults);
    }

    [Fact]
    public async Task Looking_at_a_page_writes_nothing()
    {
        var visitors = await Visitors();
        var faults = new List<string>();
        foreach (var endpoint in Endpoints.Of(host).Where(e => e.Method == "GET" && e.Parameters.Count == 0 && !WritingGets.ContainsKey(e.Name)))
        {
            foreach (var visitor in visitors)
            {
                host.Writes.Clear();
                using var answer = await visitor.Http.GetAsync(endpoint.Route);
                if (!host.Writes.IsEmpty)
                    faults.Add($"{endpoint.Name}: {host.Writes.First()}");
            }
        }

        Faults.None(faults);
    }

    private static bool IsProtected(PortalEndpoint endpoint)
    {
        if (endpoint.Action is not { } action)
            return endpoint.Route.StartsWith("/ops/jobs", StringComparison.Ordinal); // Hangfire's dashboard checks a token of its own.
        var filters = action.FilterDescriptors.Select(filter => filter.Filter).ToList();
        return filters.Any(filter => filter is AutoValidateAntiforgeryTokenAttribute) && !filters.Any(filter => filter is IgnoreAntiforgeryTokenAttribute);
    }

    private async Task<IReadOnlyList<PortalClient>> Visitors() =>
    [
        host.Browser(),
        await host.SignedIn(await host.Given.Customer()),
        await host.SignedIn(await host.Given.Company()),
        await host.SignedIn(await host.Given.Operator()),
    ];

    public sealed class WatchedHost(TestDatabase databases) : PortalHost(databases)
    {
        public ConcurrentQueue<string> Writes { get; } = new();

        protected override void ConfigureServices(IServiceCollection services)
        {
            var watch = new Watch(Writes);
            if (TestDatabase.Provider == DatabaseProvider.PostgreSql)
                services.ConfigureDbContext<PostgreSqlPortalDbContext>(options => options.AddInterceptors(watch));
            else
                services.ConfigureDbContext<SqlitePortalDbContext>(options => options.AddInterceptors(watch));
        }
    }

    private sealed class Watch(ConcurrentQueue<string> writes) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Note(command);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Note(command);
            return ValueTask.FromResult(result);
        }

        private void Note(DbCommand command)
        {
            if (command.CommandText.Contains("INSERT ", StringComparison.Ordinal) || command.CommandText.Contains("UPDATE ", StringComparison.Ordinal)
                || command.CommandText.Contains("DELETE ", StringComparison.Ordinal))
                writes.Enqueue(command.CommandText);
        }
    }
}
