using Microsoft.Extensions.Options;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Features.SignIn;

/// <summary>
/// How many wrong passwords one network address may bring in an hour, on all nodes together: whoever tries one password at many
/// accounts is stopped here, since no single account sees enough of it.
/// </summary>
public sealed class SignInsOfSource(AttemptLimits limits, IOptions<RuleOptions> rules)
{
    /// <returns>Null: go on; else how long until the next try is allowed.</returns>
    public Task<TimeSpan?> TryAsync(HttpContext context, CancellationToken cancellationToken) => limits.TryAsync([LimitOf(context)], cancellationToken);

    /// <summary>It was right: an office full of people signs in from one address.</summary>
    public Task TakeBackAsync(HttpContext context, CancellationToken cancellationToken) => limits.TakeBackAsync([LimitOf(context)], cancellationToken);

    private AttemptLimit LimitOf(HttpContext context) => new("sign-in source", RateLimits.Source(context), rules.Value.WrongSignInsPerHour, TimeSpan.FromHours(1));
}
