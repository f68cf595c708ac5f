using Microsoft.AspNetCore.Diagnostics;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Hosting;

/// <summary>
/// A line for each request that was refused: what somebody may not do (403) and what somebody does too often (429). With the id of the
/// sign-in and the route, without names, addresses or what the address of the request holds.
/// </summary>
public static partial class RefusalLog
{
    public static IApplicationBuilder UseRefusalLog(this IApplicationBuilder app)
    {
        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("SmtPortal.Web.Refusals");
        return app.Use(async (context, next) =>
        {
            await next(context);
            var status = context.Response.StatusCode;
            // The page of the error comes through here again, with the same status.
            if (status is not (StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests) || context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
                return;
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
            Refused(logger, status, context.Request.Method, route, context.User.Identity is { IsAuthenticated: true } ? context.User.UserId() : null);
        });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused with {Status}: {Method} {Route} by {UserId}")]
    private static partial void Refused(ILogger logger, int status, string method, string? route, Guid? userId);
}
