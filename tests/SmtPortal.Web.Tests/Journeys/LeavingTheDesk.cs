using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Journeys;

/// <summary>ACC-2: before a session ends the browser warns, and what was typed is kept. The clocks of portal and browser move together, when a test says so.</summary>
[Trait("Once", "true")]
public sealed class LeavingTheDesk(Chromium chromium, LeavingTheDesk.BrowsedHost host) : IClassFixture<LeavingTheDesk.BrowsedHost>
{
    private const string Typed = "Typed and not yet saved";

    [Fact]
    public async Task Who_comes_back_in_time_stays_signed_in_and_saves_what_was_typed()
    {
        var customer = await host.Given.Customer();
        await using var visitor = await TypingAsync(customer);
        var warning = visitor.Page.Locator("#session-warning");
        await PassAsync(visitor, TimeSpan.FromMinutes(27));
        await Assertions.Expect(warning).ToBeHiddenAsync();
        await PassAsync(visitor, TimeSpan.FromSeconds(65));
        await Assertions.Expect(warning).ToContainTextAsync("Are you still there?");
        await visitor.PressAsync("Stay signed in");
        await Assertions.Expect(warning).ToBeHiddenAsync();

        // Without the press it would have ended meanwhile.
        await PassAsync(visitor, TimeSpan.FromMinutes(5));
        await Assertions.Expect(visitor.Page.GetByLabel("Your name")).ToHaveValueAsync(Typed);
        await visitor.PressAsync("Save");
        await Assertions.Expect(visitor.Page.Locator(".banner")).ToContainTextAsync("Saved.");
        Assert.Equal(Typed, await NameOf(customer));
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Who_comes_back_too_late_signs_in_in_another_tab_and_goes_on()
    {
        var customer = await host.Given.Customer();
        await using var visitor = await TypingAsync(customer);
        var warning = visitor.Page.Locator("#session-warning");
        await PassAsync(visitor, TimeSpan.FromMinutes(31));
        await Assertions.Expect(warning).ToContainTextAsync("You are signed out now.");
        await EscapeAndSaveAsync(visitor);
        await Assertions.Expect(warning).ToBeVisibleAsync();
        Assert.NotEqual(Typed, await NameOf(customer));

        await using var tab = new Visitor(await visitor.Page.Context.NewPageAsync());
        await tab.SignInAsync(customer.Email, Given.Password);
        await Assertions.Expect(tab.Page.Locator("h1")).ToHaveTextAsync("Your electricity data");
        await EscapeAndSaveAsync(visitor);
        await Assertions.Expect(warning).ToBeHiddenAsync();
        await visitor.PressAsync("Save");
        await Assertions.Expect(visitor.Page.Locator(".banner")).ToContainTextAsync("Saved.");
        Assert.Equal(Typed, await NameOf(customer));
    }

    private async Task<Visitor> TypingAsync(TestUser customer)
    {
        var visitor = await chromium.VisitorAsync(address: host.Address);
        await visitor.Page.Clock.InstallAsync();
        await visitor.SignInAsync(customer.Email, Given.Password);
        await visitor.Page.GotoAsync("/customer/profile");
        await visitor.FillAsync(("Your name", Typed));
        return visitor;
    }

    /// <summary>The warning comes again when the page has asked the server meanwhile, as it does when it is seen again: whoever sits there presses again.</summary>
    private static async Task EscapeAndSaveAsync(Visitor visitor)
    {
        for (var tries = 1; ; tries++)
        {
            await visitor.Page.Keyboard.PressAsync("Escape");
            try
            {
                await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync(new() { Timeout = 2_000 });
                return;
            }
            catch (TimeoutException) when (tries < 5)
            {
                // The warning was in the way.
            }
        }
    }

    private async Task PassAsync(Visitor visitor, TimeSpan span)
    {
        host.Clock.Advance(span);
        await visitor.Page.Clock.FastForwardAsync((long)span.TotalMilliseconds);
    }

    private Task<string> NameOf(TestUser customer) => host.Db(db => db.Users.Where(u => u.Id == customer.Id).Select(u => u.DisplayName).SingleAsync());

    /// <summary>The portal of the tests before a real browser, by https on this machine: outside the demo its cookies go no other way.</summary>
    public sealed class BrowsedHost : PortalHost
    {
        private readonly X509Certificate2 certificate = OwnCertificate();

        public BrowsedHost(TestDatabase databases)
            : base(databases) => UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));

        public Uri Address => new UriBuilder(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) { Host = "localhost" }.Uri;

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            certificate.Dispose();
        }

        private static X509Certificate2 OwnCertificate()
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("localhost");
            request.CertificateExtensions.Add(names.Build());
            return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        }
    }
}
