using Microsoft.Playwright;
using SmtPortal.Simulator.Profiles;
using SmtPortal.Web.Data.Demo;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Journeys;

/// <summary>How people come to an account and into it, in a browser.</summary>
[Trait("Once", "true")]
public sealed class OpeningAndUsingAccounts(Chromium chromium)
{
    private const string NewPassword = "seven lanterns over water";

    [Fact]
    public async Task A_company_registers_an_operator_approves_it_and_a_colleague_joins()
    {
        const string Company = "Pecan Grove Energy", Founder = "founder@pecan.example", Colleague = "colleague@pecan.example";
        await using var founder = await chromium.VisitorAsync();
        await founder.Page.GotoAsync("/register/company");
        await founder.FillAsync(
            ("Name of the company", Company), ("D-U-N-S number", "123456782"), ("Contact", "Fay Founder"), ("Your name", "Fay Founder"),
            ("Your e-mail address", Founder), ("Password", NewPassword));
        await founder.Page.GetByLabel("Our company keeps to these rules").CheckAsync();
        await founder.PressAsync("Register the company");
        await founder.Page.GotoAsync(await founder.LinkInMailAsync(Founder, "confirm"));
        await founder.FillAsync(("Password", NewPassword));
        await founder.PressAsync("Confirm the registration");
        await Assertions.Expect(founder.Page.Locator("h1")).ToBeVisibleAsync();

        await using var operators = await chromium.VisitorAsync();
        await operators.SignInAsync(DemoPeople.OperatorEmail);
        await operators.Page.GotoAsync("/ops/companies");
        await operators.FollowAsync(Company);
        await operators.Page.GotoAsync(operators.Page.Url.Split('?')[0] + "/approve");
        await operators.PressAsync("Approve the company");
        await Assertions.Expect(operators.Page.Locator("main")).ToContainTextAsync("Approved");

        await founder.SignInAsync(Founder, NewPassword);
        await founder.Page.GotoAsync("/company/account/colleagues/invite");
        await founder.FillAsync(("E-mail address", Colleague));
        await founder.PressAsync("Send the invitation");
        await Assertions.Expect(founder.Page.Locator(".banner")).ToContainTextAsync($"A mail is on its way to {Colleague}.");

        await using var colleague = await chromium.VisitorAsync();
        await colleague.Page.GotoAsync(await colleague.LinkInMailAsync(Colleague, "join"));
        await Assertions.Expect(colleague.Page.Locator("h1")).ToHaveTextAsync($"Work for {Company}");
        await colleague.FillAsync(("Your name", "Cole Colleague"), ("Password", NewPassword));
        await colleague.PressAsync("Make the sign-in");
        await Assertions.Expect(colleague.Page.Locator(".banner")).ToContainTextAsync($"You work for {Company} here now.");
        await colleague.FillSignInAsync(Colleague, NewPassword);
        await colleague.Page.GotoAsync("/company/account/colleagues");
        await Assertions.Expect(colleague.Page.Locator("table").First).ToContainTextAsync("Cole Colleague (you)");
        Assert.Empty(founder.Complaints.Concat(operators.Complaints).Concat(colleague.Complaints));
    }

    [Fact]
    public async Task An_invitation_waits_through_registration_with_proof_and_is_accepted()
    {
        const string Newcomer = "newcomer@demo.example";
        var premise = DemoPremises.SpareHome;
        await using var company = await chromium.VisitorAsync();
        await company.SignInAsync(DemoPeople.Adviser.Email);
        await company.Page.GotoAsync("/company/invitations/new");
        await company.Page.GetByLabel("Customer's e-mail address").FillAsync(Newcomer);
        await company.Page.GetByLabel("ESIIDs", new() { Exact = true }).FillAsync(premise.Esiid);
        await company.Page.GetByLabel("Purpose", new() { Exact = true }).SelectOptionAsync("BillComparison");
        await company.PressAsync("Send the invitation");

        await using var customer = await chromium.VisitorAsync();
        await customer.Page.GotoAsync(await customer.LinkInMailAsync(Newcomer, "register"));
        await Assertions.Expect(customer.Page.Locator("h1")).ToHaveTextAsync("Open your account");
        await customer.FillAsync(
            ("Your name", "Nell Newcomer"), ("E-mail address", Newcomer), ("Password", NewPassword), ("ESIID", premise.Esiid),
            ("Meter number", premise.MeterNumber), ("Your retail electric provider (REP)", premise.RepCertificate));
        await customer.PressAsync("Register");
        await Assertions.Expect(customer.Page.Locator("h1")).ToHaveTextAsync($"{DemoPeople.Adviser.Name} asks to see your electricity data");
        await customer.PressAsync("Accept");
        await Assertions.Expect(customer.Page.Locator("h1")).ToContainTextAsync("is in force");
        Assert.Empty(company.Complaints.Concat(customer.Complaints));
    }

    [Fact]
    public async Task An_authenticator_app_is_set_up_and_asked_for()
    {
        const string Customer = "dale@demo.example";
        await using var customer = await chromium.VisitorAsync();
        await customer.SignInAsync(Customer);
        await customer.FollowAsync("Security");
        await customer.PressAsync("Set up an authenticator app");
        await customer.Page.GetByText("Type the key instead").ClickAsync();
        var app = new AuthenticatorApp(await customer.Page.Locator("code.key").InnerTextAsync());
        var now = TimeProvider.System.GetUtcNow();
        await customer.FillAsync(("Code of your authenticator app", app.CodeAt(now)));
        await customer.PressAsync("Use this app");
        await Assertions.Expect(customer.Page.Locator("h1")).ToHaveTextAsync("Your recovery codes");
        Assert.Equal(10, await customer.Page.Locator(".codes code").CountAsync());

        await customer.PressAsync("Sign out");
        await customer.SignInAsync(Customer);
        await Assertions.Expect(customer.Page.Locator("h1")).ToHaveTextAsync("Enter your code");
        // That of this half minute is used up; clocks may be half a minute ahead.
        await customer.FillAsync(("Code of your authenticator app", app.CodeAt(now.AddSeconds(30))));
        await customer.PressAsync("Sign in");
        await Assertions.Expect(customer.Page.Locator("h1")).ToHaveTextAsync("Your electricity data");
        Assert.Empty(customer.Complaints);
    }

    [Fact]
    public async Task A_passkey_is_added_and_signs_in()
    {
        const string Customer = "nora@demo.example", Device = "Nora's laptop";
        await using var customer = await chromium.VisitorAsync();
        await customer.HasAuthenticatorAsync();
        await customer.SignInAsync(Customer);
        await customer.Page.GotoAsync("/security/passkeys/new");
        await customer.FillAsync(("Name of the device", Device));
        await customer.PressAsync("Add the passkey");
        await Assertions.Expect(customer.Page.Locator("#passkeys ~ ul h3").First).ToHaveTextAsync(Device);

        await customer.PressAsync("Sign out");
        await customer.Page.GotoAsync("/sign-in");
        await customer.PressAsync("Sign in with a passkey");
        await Assertions.Expect(customer.Page.Locator("h1")).ToHaveTextAsync("Your electricity data");
        await customer.Page.GotoAsync("/security/sign-ins");
        await Assertions.Expect(customer.Page.Locator("main")).ToContainTextAsync("passkey", new() { IgnoreCase = true });
        Assert.Empty(customer.Complaints);
    }
}
