using Microsoft.Playwright;
using SmtPortal.Web.Data.Demo;
using SmtPortal.Web.Tests.Delivery;

namespace SmtPortal.Web.Tests.Journeys;

/// <summary>The whole path in a browser, as the README tells it.</summary>
[Trait("Once", "true")]
public sealed class FromInvitationToDeliveredFile(Chromium chromium)
{
    private const string Customer = "priya@demo.example";

    [Fact]
    public async Task A_company_invites_the_customer_accepts_by_mail_and_an_ordinary_client_fetches_the_report()
    {
        await using var company = await chromium.VisitorAsync();
        await company.SignInAsync(DemoPeople.Solar.Email);
        await company.Page.GotoAsync("/company/invitations/new");
        await company.Page.GetByLabel("Customer's e-mail address").FillAsync(Customer);
        await company.Page.GetByLabel("ESIIDs", new() { Exact = true }).FillAsync(DemoPeople.Customers.Single(c => c.Email == Customer).Premises[0].Esiid);
        await company.Page.GetByLabel("Purpose", new() { Exact = true }).SelectOptionAsync("SolarOrStorageOffer");
        await company.PressAsync("Send the invitation");
        await Assertions.Expect(company.Page.Locator(".banner")).ToContainTextAsync("is on its way");

        await using var customer = await chromium.VisitorAsync();
        await OpenMailAsync(customer, Customer, DemoPeople.Solar.Name);
        var accept = await customer.Page.Locator("a, pre").EvaluateAllAsync<string[]>(
            "all => all.flatMap(e => (e.textContent + ' ' + (e.getAttribute('href') || '')).match(/http[^\\s\"]*\\/l\\/[^\\s\"]*\\/accept/g) || [])");
        Assert.NotEmpty(accept);
        await customer.Page.GotoAsync(accept[0]);
        await Assertions.Expect(customer.Page).ToHaveTitleAsync("Sign in · SmtPortal");
        await customer.FillSignInAsync(Customer);
        await Assertions.Expect(customer.Page.Locator("h1")).ToContainTextAsync("asks to see your electricity data");
        Assert.DoesNotContain("/l/", customer.Page.Url, StringComparison.Ordinal);
        await customer.PressAsync("Accept");
        await Assertions.Expect(customer.Page.Locator("h1")).ToContainTextAsync("is in force");
        var number = (await customer.Page.Locator("h1").InnerTextAsync()).Split(' ')[1];
        await customer.FollowAsync("Look at the agreement");
        await Assertions.Expect(customer.Page.Locator("h1")).ToContainTextAsync($"Agreement {number} with {DemoPeople.Solar.Name}");

        await company.Page.GotoAsync("/company/agreements/" + number);
        await Assertions.Expect(company.Page.Locator("main")).ToContainTextAsync(Customer);
        await company.FollowAsync("Ask for a report");
        await company.PressAsync("Ask for the report");
        await Assertions.Expect(company.Page.Locator("#report-progress .chip")).ToHaveTextAsync("Completed", new() { Timeout = 60_000 });
        await company.Page.ReloadAsync();
        var cells = company.Page.Locator("table code");
        var (path, hash) = (await cells.Nth(0).InnerTextAsync(), await cells.Nth(1).InnerTextAsync());
        Assert.Equal(hash, await FetchAsync(company, path), ignoreCase: true);
        await customer.Page.GotoAsync("/customer/activity");
        await Assertions.Expect(customer.Page.Locator("main")).ToContainTextAsync(DemoPeople.Solar.Name);
        Assert.Empty(company.Complaints.Concat(customer.Complaints));
    }

    /// <summary>Takes the sign-in from the delivery page and fetches the file with curl. Returns the SHA-256 of what came.</summary>
    private static async Task<string> FetchAsync(Visitor company, string path)
    {
        var curl = Tool.FindOrSkip("curl");
        await company.Page.GotoAsync("/company/delivery");
        var facts = await company.Page.Locator("dl.facts dd").AllInnerTextsAsync();
        var (port, user) = (facts[1].Trim(), facts[3].Trim());
        var password = await company.Page.Locator("dl.facts dd").Nth(4).Locator("code").InnerTextAsync();
        var file = Path.GetTempFileName();
        try
        {
            var (exit, output) = await Tool.RunAsync(curl, "--silent", "--show-error", "--ssl-reqd", "--insecure", "--user", $"{user}:{password}", "--output", file, $"ftp://localhost:{port}{path}");
            Assert.True(exit == 0, output);
            Assert.StartsWith("ESIID,USAGE_DATE,", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
            return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(file)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task An_operator_sees_the_jobs_on_the_dashboard()
    {
        await using var visitor = await chromium.VisitorAsync();
        await visitor.SignInAsync(DemoPeople.OperatorEmail);
        await visitor.Page.GotoAsync("/ops/jobs/recurring");
        await Assertions.Expect(visitor.Page.Locator("body")).ToContainTextAsync("expire-invitations");
        Assert.Empty(visitor.Complaints);
    }

    /// <summary>Waits for the job that sends, then opens the newest mail of a subject.</summary>
    private static async Task OpenMailAsync(Visitor visitor, string receiver, string subject)
    {
        for (var tries = 0; tries < 60; tries++)
        {
            await visitor.Page.GotoAsync("/demo/mail");
            var mail = visitor.Page.Locator("a", new() { HasText = subject + " asks" });
            if ((await visitor.Page.Locator("main").InnerTextAsync()).Contains(receiver, StringComparison.Ordinal) && await mail.CountAsync() > 0)
            {
                await visitor.Page.GotoAsync((await MailOfAsync(visitor, receiver, subject))!);
                return;
            }

            await Task.Delay(500, TestContext.Current.CancellationToken);
        }

        Assert.Fail("The mail did not arrive.");
    }

    private static Task<string?> MailOfAsync(Visitor visitor, string receiver, string subject) => visitor.Page.EvaluateAsync<string?>(
        """
        ([receiver, subject]) => {
          const boxes = [...document.querySelectorAll('main section, main article, main li, main div')].filter(b => b.textContent.includes(receiver));
          const box = boxes.sort((a, b) => a.textContent.length - b.textContent.length).find(b => b.querySelector('a') && b.textContent.includes(subject));
          return [...box.querySelectorAll('a')].find(a => a.textContent.includes(subject))?.getAttribute('href') ?? null;
        }
        """, new[] { receiver, subject });
}
