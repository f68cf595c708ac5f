using System.Net;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

/// <summary>Numbers of rules that an operator has set otherwise (ACC-2, AGR-4, RPT-1).</summary>
public sealed class SettingTheRules(SettingTheRules.Otherwise host) : IClassFixture<SettingTheRules.Otherwise>
{
    [Fact]
    public async Task AGR_4_One_time_agreements_live_and_reminders_come_as_set()
    {
        var (home, shop) = (await host.Given.Premise(), await host.Given.Premise());
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer(home, shop));
        var once = await host.Given.Agreement(company, customer, [home], host.OneTime());
        Assert.Equal((once.AcceptedAt.AddDays(7), CentralTime.DayOf(once.AcceptedAt.AddDays(7))), (once.EndsAt!.Value, once.LastDay!.Value));
        var month = await host.Given.Agreement(company, customer, [shop], form => form.Months = 1);
        Assert.Equal(month.EndsAt!.Value.AddDays(-3), month.RemindAt);
    }

    [Fact]
    public async Task ACC_2_Passwords_are_as_long_as_set()
    {
        var browser = host.Browser();
        var page = await browser.GetPage("/register");
        Assert.Contains("15 to 128 characters, any you like.", page.Text, StringComparison.Ordinal);
        page = (await browser.PostForm(page, new { Password = "fourteen chars" })).Expect(HttpStatusCode.BadRequest);
        Assert.Contains("Choose a password of at least 15 characters.", page.Problems);
    }

    [Fact]
    public async Task RPT_1_Reports_have_as_many_ESIIDs_as_set()
    {
        var browser = await host.SignedIn(await host.Given.Company());
        var page = await browser.GetPage("/company/reports/new");
        Assert.Contains("up to 2. Leave it empty for all.", page.Text, StringComparison.Ordinal);
        page = (await browser.PostForm(page, new { Esiids = "10443720090000001 10443720090000002 10443720090000003" })).Expect(HttpStatusCode.BadRequest);
        Assert.Contains("A report has at most 2 ESIIDs; there are 3. Make several reports.", page.Problems);
    }

    public sealed class Otherwise(TestDatabase databases) : PortalHost(databases)
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["Rules:PasswordMinLength"] = "15",
            ["Rules:OneTimeDays"] = "7",
            ["Rules:ReminderDays"] = "3",
            ["Rules:EsiidsPerReport"] = "2",
        };
    }
}
