using Microsoft.Playwright;
using SmtPortal.Web.Data.Demo;
using SmtPortal.Web.Tests.House;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Journeys;

/// <summary>
/// Pages that no address leads to: what comes of a form, of a state and of a failure. They keep what all pages keep: axe,
/// the width of a phone, the content security policy, light and dark.
/// </summary>
[Trait("Once", "true")]
public sealed class LookingAtAnswers(Chromium chromium, ShowingAnError.FailingHost failing, AskingTooOften.SmallHost busy)
    : IClassFixture<ShowingAnError.FailingHost>, IClassFixture<AskingTooOften.SmallHost>
{
    private readonly List<string> faults = [];

    [Fact]
    public async Task Accepted_rejected_closed_and_sent_with_problems()
    {
        var customer = DemoPeople.Customers.Single(c => c.Email == "nora@demo.example");
        await using var company = await chromium.VisitorAsync();
        await company.SignInAsync(DemoPeople.Solar.Email);
        await company.Page.GotoAsync("/company/invitations/new");
        await company.PressAsync("Send the invitation");
        await SeeAsync(company, "Invite a customer");
        await Assertions.Expect(company.Page.Locator(".error-summary")).ToBeVisibleAsync();

        await InviteAsync(company, customer.Email, customer.Premises[0].Esiid);
        await using var guest = await chromium.VisitorAsync();
        // Both before the mail about the rejection is the newest.
        var (accept, reject) = (await guest.LinkInMailAsync(customer.Email, "accept"), await guest.LinkInMailAsync(customer.Email, "reject"));
        await guest.Page.GotoAsync(reject);
        await guest.PressAsync("Reject");
        await SeeAsync(guest, "The invitation is rejected");
        await guest.PressAsync("Send the reason");
        await Assertions.Expect(guest.Page.Locator(".error-summary")).ToBeVisibleAsync();
        await SeeAsync(guest, "The invitation is rejected");
        await guest.Page.GotoAsync(accept);
        await SeeAsync(guest, "This invitation is closed");

        var invitation = await InviteAsync(company, customer.Email, customer.Premises[1].Esiid);
        await using var invited = await chromium.VisitorAsync();
        await invited.SignInAsync(customer.Email);
        await invited.Page.GotoAsync($"/invited/{invitation}/accept");
        await invited.PressAsync("Accept");
        await SeeAsync(invited, "is in force");

        Faults.None(faults.Concat(company.Complaints).Concat(guest.Complaints).Concat(invited.Complaints).Where(f => !IsOfStatus(f)));
    }

    [Fact]
    public async Task The_pages_of_errors()
    {
        await using var visitor = await chromium.VisitorAsync();
        await visitor.Page.GotoAsync("/no-such-page");
        await SeeAsync(visitor, "Page not found");

        await visitor.Page.GotoAsync("/sign-in");
        await visitor.Page.EvaluateAsync("() => document.querySelectorAll('input[name=__RequestVerificationToken]').forEach(token => token.remove())");
        await visitor.FillSignInAsync(DemoPeople.James.Email);
        await SeeAsync(visitor, "That could not be read");

        await visitor.SignInAsync(DemoPeople.James.Email);
        await visitor.Page.GotoAsync("/ops");
        await SeeAsync(visitor, "You may not open this page");

        failing.Logs.ExpectedErrors.Add(FailingController.Secret);
        failing.Logs.ExpectedErrors.Add("failed");
        await AnsweredAsync(visitor, "/fails", await failing.Browser().GetOnly("/test/failing"));
        await SeeAsync(visitor, "Something went wrong on our side");

        var (browser, page) = (busy.Browser(), default(Page));
        for (var asked = 0; page?.Heading != "Too many requests" && asked < 50; asked++)
            page = await browser.GetOnly("/");
        await AnsweredAsync(visitor, "/busy", page!);
        await SeeAsync(visitor, "Too many requests");

        Faults.None(faults.Concat(visitor.Complaints).Where(f => !IsOfStatus(f)));
    }

    /// <summary>The browser says of every answer from 400 on that it was one.</summary>
    private static bool IsOfStatus(string fault) => fault.Contains("the server responded with a status of", StringComparison.Ordinal);

    /// <summary>The demo neither fails nor is busy when it is asked to: the browser gets the page of a host that does.</summary>
    private static async Task AnsweredAsync(Visitor visitor, string address, Page page)
    {
        var headers = page.Response.Headers.Concat(page.Response.Content.Headers).Where(h => !h.Key.StartsWith("Content-Length", StringComparison.OrdinalIgnoreCase));
        await visitor.Page.RouteAsync("**" + address, route => route.FulfillAsync(new RouteFulfillOptions
        {
            Status = (int)page.Status,
            Headers = headers.Select(h => KeyValuePair.Create(h.Key, string.Join(", ", h.Value))),
            Body = page.Html,
        }));
        await visitor.Page.GotoAsync(address);
    }

    private async Task SeeAsync(Visitor visitor, string heading)
    {
        await Assertions.Expect(visitor.Page.Locator("h1")).ToContainTextAsync(heading);
        foreach (var (colors, width) in new[] { (ColorScheme.Light, 1280), (ColorScheme.Dark, 375) })
        {
            await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = colors });
            await visitor.Page.SetViewportSizeAsync(width, 900);
            faults.AddRange(await visitor.FaultsOfPageAsync($"{heading} ({width} {colors})", colors == ColorScheme.Dark));
        }
    }

    /// <returns>The invitation's id.</returns>
    private static async Task<string> InviteAsync(Visitor company, string email, string esiid)
    {
        await company.Page.GotoAsync("/company/invitations/new");
        await company.Page.GetByLabel("Customer's e-mail address").FillAsync(email);
        await company.Page.GetByLabel("ESIIDs", new() { Exact = true }).FillAsync(esiid);
        await company.Page.GetByLabel("Purpose", new() { Exact = true }).SelectOptionAsync("SolarOrStorageOffer");
        await company.PressAsync("Send the invitation");
        await Assertions.Expect(company.Page.Locator(".banner")).ToContainTextAsync("is on its way");
        return new Uri(company.Page.Url).Segments[^1];
    }
}
