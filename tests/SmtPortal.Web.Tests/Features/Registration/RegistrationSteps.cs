using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Domain.Registry;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Registration;

/// <summary>A portal on which as many proofs may be tried as a test class needs.</summary>
public class RegistrationHost(TestDatabase databases) : PortalHost(databases)
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Rules:ProofsPerHour"] = "10000" };
}

/// <summary>A portal with a small limit, on which visitors say which network address they come from.</summary>
public sealed class LimitedHost(TestDatabase databases) : PortalHost(databases)
{
    public const int Limit = 3;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Rules:ProofsPerHour"] = $"{Limit}" };

    public PortalClient BrowserAt(string address)
    {
        var browser = Browser();
        browser.Http.DefaultRequestHeaders.Add(AddressFilter.Header, address);
        return browser;
    }

    protected override void ConfigureServices(IServiceCollection services) => services.AddTransient<IStartupFilter, AddressFilter>();

    private sealed class AddressFilter : IStartupFilter
    {
        public const string Header = "Test-Address";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, go) =>
            {
                if (context.Request.Headers[Header].ToString() is { Length: > 0 } address)
                    context.Connection.RemoteIpAddress = IPAddress.Parse(address);
                return go(context);
            });
            next(app);
        };
    }
}

public static class RegistrationSteps
{
    public const string DoesNotMatch = "These details do not match. Check the ESIID, the meter number and the REP against your latest bill.";

    public static string NewAddress() => $"canary{Given.Next()}@canary.test";

    public static async Task<Page> Register(
        this PortalClient browser, Premise premise, string email, string? esiid = null, string? meter = null, string? rep = null,
        string returnUrl = "", string password = Given.Password) =>
        await browser.PostForm(
            await browser.GetPage("/register?returnUrl=" + Uri.EscapeDataString(returnUrl)),
            new { Name = "Canary Person", Email = email, Password = password, Esiid = esiid ?? premise.Esiid, MeterNumber = meter ?? premise.MeterNumber, Rep = rep ?? Given.Rep },
            "Register");

    public static async Task<Page> AddEsiid(this PortalClient browser, Premise premise, string? meter = null, string? rep = null, string returnUrl = "") =>
        await browser.PostForm(
            await browser.GetPage("/customer/esiids/add?returnUrl=" + Uri.EscapeDataString(returnUrl)),
            new { Esiid = premise.Esiid, MeterNumber = meter ?? premise.MeterNumber, Rep = rep ?? premise.RepCertificate },
            "Add an ESIID");

    /// <summary>Sends what waits, and opens the link of the newest mail to an address.</summary>
    public static async Task<Page> OpenConfirmation(this PortalHost host, PortalClient browser, string email)
    {
        await host.SendMail();
        return await browser.GetPage(RecordedMail.LinkOf(host.Mail.To(email)[^1], "confirm"));
    }
}
