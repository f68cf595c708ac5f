using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

public sealed class KeepingPrivate : IClassFixture<KeepingPrivate.TracedHost>
{
    private const string Token = "Q4nary-t0ken-of-a-mail";
    private const string Esiid = "10443720009999991";
    private readonly TracedHost host;

    public KeepingPrivate(TracedHost host)
    {
        this.host = host;
        host.Logs.NeverLog(Token);
        host.Logs.ExpectedErrors.Add(FailingController.Secret);
        host.Logs.ExpectedErrors.Add("failed");
    }

    [Theory]
    [InlineData($"/l/{Token}")]
    [InlineData($"/no-such-page/{Esiid}?who=somebody%40canary.test&token={Token}")]
    [InlineData($"/sign-in?returnUrl=%2Fl%2F{Token}")]
    [InlineData($"/customer?search={Esiid}")]
    [InlineData($"/test/failing?token={Token}&esiid={Esiid}")]
    [InlineData($"/css/portal.css?v={Token}")]
    public async Task What_an_address_holds_is_in_no_log_line_and_no_trace(string address)
    {
        // Traces are heard by the whole process, in which other portals run beside this one: this request is known by its trace id.
        var id = ActivityTraceId.CreateRandom();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("traceparent", $"00-{id}-{ActivitySpanId.CreateRandom()}-01");
        using (await host.Browser().Http.SendAsync(request, TestContext.Current.CancellationToken))
        {
        }

        host.Logs.Check();
        // A request's trace ends after its answer has been read.
        while (!host.Traces.Any(t => t.Id == id))
            await Task.Delay(5, TestContext.Current.CancellationToken);
        var trace = Assert.Single(host.Traces, t => t.Id == id).Lines;
        Assert.Contains(trace, line => line.StartsWith("url.path=", StringComparison.Ordinal));
        Faults.None(trace.Where(line => new[] { Token, Esiid, "canary" }.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase))));
    }

    [Fact]
    public async Task Signing_in_leaves_no_name_and_no_address()
    {
        var customer = await host.Given.Customer(await host.Given.Premise());
        var browser = await host.SignedIn(customer);
        await browser.GetPage("/customer");
        host.Logs.Check();
        host.Tracer.ForceFlush();
        Faults.None(host.Traces.SelectMany(trace => trace.Lines).Where(line => line.Contains("canary", StringComparison.OrdinalIgnoreCase) || line.Contains(customer.Email, StringComparison.Ordinal)));
    }

    public sealed class TracedHost(TestDatabase databases) : PortalHost(databases)
    {
        /// <summary>For each request its name, status, attributes and events, as they would leave the process.</summary>
        public ConcurrentQueue<Trace> Traces { get; } = new();

        public TracerProvider Tracer => Services.GetRequiredService<TracerProvider>();

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            GC.SuppressFinalize(this);
        }

        protected override void ConfigureServices(IServiceCollection services)
        {
            TestControllers.Add(services);
            services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddProcessor(new Collector(Traces)));
            services.AddHostedService<TracerStart>();
        }
    }

    public sealed record Trace(ActivityTraceId Id, IReadOnlyList<string> Lines);

    /// <summary>Makes the tracer, which otherwise a hosted service would that test hosts do not start.</summary>
    private sealed class TracerStart(TracerProvider tracer) : Microsoft.Extensions.Hosting.IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.FromResult(tracer);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Collector(ConcurrentQueue<Trace> traces) : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => traces.Enqueue(new Trace(data.TraceId,
        [
            data.DisplayName,
            $"status={data.Status} {data.StatusDescription}",
            .. data.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"),
            .. data.Events.SelectMany(e => e.Tags.Select(tag => $"{e.Name} {tag.Key}={tag.Value}")),
            .. data.Baggage.Select(item => $"{item.Key}={item.Value}"),
        ]));
    }
}
