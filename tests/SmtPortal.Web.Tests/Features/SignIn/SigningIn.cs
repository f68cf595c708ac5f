using System.Net;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.SignIn;

public sealed class SigningIn(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_customer_lands_on_their_home_page_and_signs_out_again()
    {
        var customer = await host.Given.Customer();
        var browser = await host.SignedIn(customer);
        var home = (await browser.GetPage("/")).Expect(HttpStatusCode.OK);
        Assert.EndsWith("/customer", home.Response.RequestMessage!.RequestUri!.AbsolutePath);
        await browser.PostForm(home, button: "Sign out");
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetOnly("/customer")).Status);
    }

    [Fact]
    public async Task Each_role_is_kept_out_of_the_others_pages()
    {
        var browser = await host.SignedIn(await host.Given.Company());
        (await browser.GetPage("/company")).Expect(HttpStatusCode.OK);
        var refused = (await browser.GetPage("/customer")).Expect(HttpStatusCode.Forbidden);
        Assert.Equal("You may not open this page", refused.Heading);
        (await browser.GetPage("/ops/jobs")).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task ACC_8_A_suspended_company_is_shut_out_at_its_next_click()
    {
        var company = await host.Given.Company();
        var browser = await host.SignedIn(company);
        (await browser.GetPage("/company/invitations/new")).Expect(HttpStatusCode.OK);
        await host.Db(async db =>
        {
            (await db.ThirdParties.FindAsync(company.OwnerId))!.Suspend("A test.", host.Now);
            await db.SaveChangesAsync();
        });
        (await browser.GetPage("/company/invitations/new")).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_operator_opens_the_job_dashboard()
    {
        var browser = await host.SignedIn(await host.Given.Operator());
        var answer = await browser.Http.GetAsync("/ops/jobs");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("SmtPortal jobs", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody@canary.test")]
    [InlineData(null)]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer(string? email)
    {
        var browser = host.Browser();
        email ??= (await host.Given.Customer()).Email;
        var page = await browser.PostForm(await browser.GetPage("/sign-in"), new { Email = email, Password = "not the password" }, "Sign in");
        page.Expect(HttpStatusCode.BadRequest);
        Assert.Equal(["The e-mail address or the password is not right."], page.Problems);
    }

    [Fact]
    public async Task Empty_fields_are_named_each_at_its_place()
    {
        var browser = host.Browser();
        var page = await browser.PostForm(await browser.GetPage("/sign-in"), button: "Sign in");
        Assert.Equal(["Enter your e-mail address.", "Enter your password."], page.Problems);
        Assert.Equal("#Email", page.Document.QuerySelector(".error-summary a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_return_address_on_another_host_is_not_followed()
    {
        var customer = await host.Given.Customer();
        var browser = host.Browser();
        var answer = await browser.PostOnly(await browser.GetPage("/sign-in?returnUrl=https%3A%2F%2Fevil.test%2F"), new { Email = customer.Email, Password = Given.Password }, "Sign in");
        Assert.Equal("/", answer.Location);
    }

    [Fact]
    public async Task The_page_speaks_Spanish_when_asked()
    {
        var browser = host.Browser();
        var page = await browser.PostForm(await browser.GetPage("/sign-in"), button: "Español");
        Assert.Equal("es", page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Iniciar sesión", page.Heading);
    }

    [Fact]
    public async Task An_address_that_does_not_exist_says_so()
    {
        var page = (await host.Browser().GetPage("/no-such-page")).Expect(HttpStatusCode.NotFound);
        Assert.Equal("Page not found", page.Heading);
    }
}
