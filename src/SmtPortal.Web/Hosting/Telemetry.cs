using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace SmtPortal.Web.Hosting;

/// <summary>Metrics and traces through OpenTelemetry, sent where the standard OTEL_EXPORTER_OTLP_ENDPOINT says, nowhere without it.</summary>
public static class Telemetry
{
    public const string MeterName = "SmtPortal";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("smtportal"));
        telemetry.WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter(MeterName));
        telemetry.WithTracing(traces => traces.AddAspNetCoreInstrumentation(http => http.EnrichWithHttpResponse = (activity, response) =>
        {
            // Addresses hold ids and, in mail links, tokens: a trace keeps the route's template only.
            var route = (response.HttpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
            activity.SetTag("url.path", route ?? "(none)");
            activity.SetTag("url.query", null);
        }));
        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            telemetry.UseOtlpExporter();
    }
}
