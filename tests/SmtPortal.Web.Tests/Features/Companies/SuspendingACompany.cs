using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Features.Audit;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Companies;

/// <summary>ACC-8. That its files wait and its folder is shut is tested with delivery.</summary>
public sealed class SuspendingACompany(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Open_sessions_of_all_its_people_end_at_the_next_click_and_nobody_signs_in()
    {
        var company = await host.Given.Company();
        var member = await host.Given.CompanyUser(company.OwnerId, CompanyRole.Member);
        var open = new[] { await host.SignedIn(company), await host.SignedIn(member) };
        var page = await Suspend(company);
        Assert.Contains("The company is suspended and has been told by mail.", page.Text, StringComparison.Ordinal);
        foreach (var browser in open)
        {
            // Every page, not the company's alone.
            foreach (var address in new[] { "/company", "/security" })
                Assert.StartsWith("/sign-in", PathOf((await browser.GetOnly(address)).Expect(HttpStatusCode.Redirect).Location!), StringComparison.Ordinal);
        }

        foreach (var user in new[] { company, member })
        {
            var browser = host.Browser();
            (await browser.PostForm(await browser.GetPage("/sign-in"), new { user.Email, Given.Password }, "Sign in")).Expect(HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task None_of_its_people_get_mail_and_none_seems_to_be_signed_in()
    {
        var company = await host.Given.Company();
        await host.SignedIn(company);
        await Suspend(company);
        Assert.Equal(0, await host.Db(db => db.UserSessions.CountAsync(s => s.UserId == company.Id)));
        var browser = host.Browser();
        (await browser.PostForm(await browser.GetPage("/password/forgot"), new { company.Email }, "Send the mail")).Expect(HttpStatusCode.OK);
        await host.SendMail();
        Assert.Empty(host.Mail.To(company.Email));
    }

    [Fact]
    public async Task It_is_told_why_and_hears_nothing_else()
    {
        var company = await host.Given.Company();
        foreach (var about in new[] { CompanyEvent.InvitationAnswered, CompanyEvent.EndedByCustomer })
            await ChoosingMail.Choose(host, company, about, MailChoice.Off);
        await Suspend(company, "Complaints of customers.");
        await ChoosingMail.Reject(host, company);
        await host.SendMail();
        var mail = host.Mail.OnlyTo((await host.Company(company.OwnerId)).NotificationEmail!);
        Assert.Contains("> Complaints of customers.", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_invitations_cannot_be_accepted_and_say_so_but_keep_their_end()
    {
        var (company, premise) = (await host.Given.Company(), await host.Given.Premise());
        var customer = await host.Given.Customer(premise);
        var invitation = await host.Given.Invitation(company, customer.Email, [premise]);
        await Suspend(company);
        var browser = await host.SignedIn(customer);
        var page = await browser.GetPage($"/invited/{invitation.PublicId}/accept");
        Assert.Contains("is suspended by the operators of the portal. Its invitation cannot be accepted at present", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Document.QuerySelectorAll("main button"), b => b.TextContent.Trim() == "Accept");
        Assert.Contains("is suspended by the operators", (await browser.GetPage("/customer")).Text, StringComparison.Ordinal);
        Assert.Equal(
            AcceptOutcome.CompanyStopped,
            (await host.Use<AcceptInvitation, AcceptResult>(a => a.ExecuteAsync(invitation.PublicId, customer.OwnerId, customer.Id, default))).Outcome);
        var row = await host.Db(db => db.Invitations.AsNoTracking().SingleAsync(i => i.Number == invitation.Number));
        Assert.Equal((InvitationStatus.Open, invitation.EndsAt), (row.Status, row.EndsAt));
        await browser.PostForm(await browser.GetPage($"/invited/{invitation.PublicId}/reject"), button: "Reject");
        Assert.Equal(InvitationStatus.Rejected, await host.Db(db => db.Invitations.Where(i => i.Number == invitation.Number).Select(i => i.Status).SingleAsync()));
    }

    [Fact]
    public async Task Customers_agreements_stay_and_say_so_and_can_be_ended()
    {
        var (company, premise) = (await host.Given.Company(), await host.Given.Premise());
        var customer = await host.Given.Customer(Domain.Shared.Language.Spanish, premise);
        var agreement = await host.Given.Agreement(company, customer, [premise]);
        await Suspend(company);
        var browser = await host.SignedIn(customer);
        var page = await browser.GetPage($"/customer/agreements/{agreement.Number}");
        Assert.Contains("Los operadores del portal han suspendido a", page.Text, StringComparison.Ordinal);
        Assert.Contains("Por ahora está suspendida y no recibe nada.", (await browser.GetPage("/customer/agreements")).Text, StringComparison.Ordinal);
        (await browser.GetPage($"/customer/agreements/{agreement.Number}/end")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Lifted_it_works_as_before()
    {
        var (company, premise) = (await host.Given.Company(), await host.Given.Premise());
        var customer = await host.Given.Customer(premise);
        var invitation = await host.Given.Invitation(company, customer.Email, [premise]);
        await Suspend(company);
        var operators = await host.SignedIn(await host.Given.Operator());
        var page = await operators.Decide(company.OwnerId, "resume", "All is well.");
        Assert.Contains("The suspension is lifted", page.Text, StringComparison.Ordinal);
        (await (await host.SignedIn(company)).GetPage("/company")).Expect(HttpStatusCode.OK);
        Assert.Equal(
            AcceptOutcome.Accepted,
            (await host.Use<AcceptInvitation, AcceptResult>(a => a.ExecuteAsync(invitation.PublicId, customer.OwnerId, customer.Id, default))).Outcome);
        var acts = await host.Db(db => db.AuditEntries.Where(e => e.Path == $"/ops/companies/{company.OwnerId}").OrderBy(e => e.Number).Select(e => e.Act).ToListAsync());
        Assert.Equal([AuditAct.CompanySuspended, AuditAct.CompanyResumed], acts);
    }

    [Fact]
    public async Task Another_status_begins_nothing()
    {
        var company = await host.Given.Company();
        var operators = await host.Given.Operator();
        Assert.Equal(CompanyDecision.StandsElsewhere, await host.Use<ResumeCompany, CompanyDecision>(r => r.ExecuteAsync(company.OwnerId, operators.Id, null, default)));
        Assert.Equal(CompanyDecision.StandsElsewhere, await host.Use<ApproveCompany, CompanyDecision>(r => r.ExecuteAsync(company.OwnerId, operators.Id, null, default)));
        Assert.Equal(CompanyDecision.NotFound, await host.Use<SuspendCompany, CompanyDecision>(r => r.ExecuteAsync(Guid.NewGuid(), operators.Id, "No.", default)));
        // A page about a decision that cannot be made leads back.
        var page = await (await host.SignedIn(operators)).GetPage($"/ops/companies/{company.OwnerId}/resume");
        Assert.Equal($"/ops/companies/{company.OwnerId}", page.Response.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task A_colleague_does_not_join_a_suspended_company()
    {
        var (company, email) = (await host.Given.Company(), CompanySteps.NewAddress());
        var administrator = await host.SignedIn(company);
        await administrator.PostForm(await administrator.GetPage("/company/account/colleagues/invite"), new { Email = email, Role = "Member" }, "Send the invitation");
        var browser = host.Browser();
        var join = await host.OpenLink(browser, email, "join");
        await Suspend(company);
        (await browser.PostForm(join, new { Name = "Canary", Given.Password }, "Make the sign-in")).Expect(HttpStatusCode.Gone);
    }

    private async Task<Page> Suspend(TestUser company, string note = "A test.") =>
        await (await host.SignedIn(await host.Given.Operator())).Decide(company.OwnerId, "suspend", note);

    private static string PathOf(string location) => new Uri(new Uri("https://localhost"), location).AbsolutePath;
}
