using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Companies;

/// <summary>A portal at which as many companies may register as a test class needs.</summary>
public class CompanyHost(TestDatabase databases) : PortalHost(databases)
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Rules:CompanyRegistrationsPerHour"] = "10000" };
}

/// <summary>What people of a company do at the browser.</summary>
public static class CompanySteps
{
    public static string NewAddress() => $"canary.company{Given.Next()}@canary.test";

    /// <summary>A D-U-N-S number that nobody has yet.</summary>
    public static string NewDuns() => $"{500_000_000 + Given.Next()}";

    public static async Task<Page> RegisterCompany(
        this PortalClient browser, string email, string? name = null, string? duns = null, string password = Given.Password, string notification = "",
        string website = "", string privacy = "", string seal = "", bool attested = false, bool rules = true, string phone = "", string contact = "Canary Contact") =>
        await browser.PostForm(
            await browser.GetPage("/register/company"),
            new
            {
                CompanyName = name ?? $"Sunny Savings {Given.Next()}",
                Duns = duns ?? NewDuns(),
                ContactName = contact,
                ContactPhone = phone,
                NotificationEmail = notification,
                Website = website,
                PrivacyPolicyUrl = privacy,
                SealName = seal,
                SealAttested = attested,
                RulesAccepted = rules,
                Name = "Canary Founder",
                Email = email,
                Password = password,
            },
            "Register the company");

    /// <summary>Sends what waits, and opens the link of the newest mail to an address.</summary>
    public static async Task<Page> OpenLink(this PortalHost host, PortalClient browser, string email, string word = "confirm")
    {
        await host.SendMail();
        return await browser.GetPage(RecordedMail.LinkOf(host.Mail.To(email)[^1], word));
    }

    /// <summary>A company that has registered and confirmed, and waits.</summary>
    public static async Task<(ThirdParty Company, string Email)> PendingCompany(this PortalHost host, string? name = null, string? duns = null, string notification = "")
    {
        var (email, browser) = (NewAddress(), host.Browser());
        await browser.RegisterCompany(email, name, duns, notification: notification);
        await browser.PostForm(await host.OpenLink(browser, email), new { Given.Password }, "Confirm the registration");
        // Mails of one moment leave in any order: that the address is confirmed leaves first.
        await host.SendMail();
        return (await host.CompanyOf(email), email);
    }

    public static Task<ThirdParty> CompanyOf(this PortalHost host, string email) =>
        host.Db(async db => await db.ThirdParties.AsNoTracking().SingleAsync(c => db.Users.Any(u => u.Email == email && u.ThirdPartyId == c.Id)));

    public static Task<ThirdParty> Company(this PortalHost host, Guid id) => host.Db(db => db.ThirdParties.AsNoTracking().SingleAsync(c => c.Id == id));

    /// <summary>An operator decides on the company's page.</summary>
    public static async Task<Page> Decide(this PortalClient operators, Guid company, string action, string note = "")
    {
        var ask = await operators.GetPage($"/ops/companies/{company}/{action}");
        return await operators.PostForm(ask, new { Note = note }, ask.Document.QuerySelector(".confirm button")!.TextContent.Trim());
    }
}
