using System.Net;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.SignIn;

/// <summary>ACC-2: one network address brings so many wrong passwords in an hour, at whatever accounts, and right ones do not count.</summary>
public sealed class TryingOnePasswordAtManyAccounts(TryingOnePasswordAtManyAccounts.NarrowHost host) : IClassFixture<TryingOnePasswordAtManyAccounts.NarrowHost>
{
    [Fact]
    public async Task The_address_is_stopped_and_let_in_again_after_an_hour()
    {
        var office = await host.Given.Customer();
        for (var i = 0; i < 5; i++)
            Assert.True(await (await host.SignedIn(office)).IsSignedIn());
        for (var i = 0; i < 3; i++)
            (await host.Browser().TrySignIn((await host.Given.Customer()).Email, "Summer 2026 again")).Expect(HttpStatusCode.BadRequest);
        var refused = (await host.Browser().TrySignIn(office.Email, Given.Password)).Expect(HttpStatusCode.TooManyRequests);
        Assert.InRange(refused.Response.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        host.Clock.Advance(TimeSpan.FromHours(1));
        (await host.Browser().TrySignIn(office.Email, Given.Password)).Expect(HttpStatusCode.Redirect);
    }

    public sealed class NarrowHost(TestDatabase databases) : PortalHost(databases)
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Rules:WrongSignInsPerHour"] = "3" };
    }
}
