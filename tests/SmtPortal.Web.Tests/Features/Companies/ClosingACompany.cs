using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Reports;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Audit;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Features.Reports;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Companies;

/// <summary>ACC-8.</summary>
public sealed class ClosingACompany(DeliveryHost host) : IClassFixture<DeliveryHost>
{
    [Fact]
    public async Task A_company_closes_itself_after_being_told_what_ends()
    {
        var (company, customer, agreement) = await Agreed();
        var colleague = await host.Given.CompanyUser(company.OwnerId, CompanyRole.Member);
        var waiting = await host.Given.Invitation(company, CompanySteps.NewAddress(), [await host.Given.Premise()]);
        var (browser, other) = (await host.SignedIn(company), await host.SignedIn(colleague));
        var ask = await browser.GetPage("/company/account/close");
        Assert.Equal(
            ["1. Each customer gets one mail.", "1", "0. What is not delivered yet is dropped.", "2"],
            ask.Document.QuerySelectorAll(".facts dd").Take(4).Select(dd => dd.TextContent.Trim()));
        var refused = await browser.PostForm(ask, button: "Close the account");
        Assert.Equal(["Tick that you know that this cannot be undone."], refused.Expect(HttpStatusCode.BadRequest).Problems);
        Assert.Equal(ThirdPartyStatus.Approved, (await host.Company(company.OwnerId)).Status);

        var done = await browser.PostForm(ask, new { Understood = true }, "Close the account");
        Assert.Contains("The account of your company is closed.", done.Text, StringComparison.Ordinal);
        foreach (var former in new[] { browser, other })
            (await former.GetOnly("/company")).Expect(HttpStatusCode.Redirect);
        Assert.False(await host.Db(db => db.Users.AnyAsync(u => u.ThirdPartyId == company.OwnerId)));

        Assert.Contains(typeof(WindUpCompanies), host.Jobs.Waiting);
        await host.RunJobs();
        await host.SendMail();
        var row = await host.Db(db => db.Agreements.AsNoTracking().SingleAsync(a => a.Number == agreement.Number));
        Assert.Equal((AgreementStatus.Terminated, EndReason.CompanyClosed), (row.Status, row.EndReason));
        Assert.Equal(InvitationStatus.Withdrawn, await host.Db(db => db.Invitations.Where(i => i.Number == waiting.Number).Select(i => i.Status).SingleAsync()));
        Assert.Equal(1, await host.Db(db => db.LedgerEntries.CountAsync(e => e.AgreementId == agreement.PublicId && e.Act == ConsentAct.Terminated)));
        Assert.Single(host.Mail.To(customer.Email), m => m.Subject!.EndsWith("has closed its account here", StringComparison.Ordinal));
        Assert.EndsWith("is closed", host.Mail.To((await host.Company(company.OwnerId)).NotificationEmail!)[^1].Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_that_moment_consent_has_ended_before_any_job_has_run()
    {
        var scene = await ReportScene.Make(host);
        await scene.Ask();
        var customer = await host.SignedIn(scene.Customer);
        await CloseByOperator(scene.Company);
        var page = await customer.GetPage($"/customer/agreements/{scene.Agreement.Number}");
        Assert.Contains("Terminated", page.Text, StringComparison.Ordinal);
        Assert.Contains("It ended on Nov 23, 2026.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("End this agreement", page.Text, StringComparison.Ordinal);
        Assert.Equal(AgreementStatus.Active, await host.Db(db => db.Agreements.Where(a => a.Number == scene.Agreement.Number).Select(a => a.Status).SingleAsync()));
        await host.Run<Web.Features.Reports.DeliverReports>();
        Assert.Equal((ReportFileStatus.Dropped, ReportReason.CompanyNotActive), ((await scene.File()).Status, (await scene.File()).Reason!.Value));
        Assert.Empty(await host.FilesOf(scene.Company));
    }

    [Fact]
    public async Task Its_invitations_are_closed_at_that_moment_too()
    {
        var (company, premise) = (await host.Given.Company(), await host.Given.Premise());
        var customer = await host.Given.Customer(premise);
        var invitation = await host.Given.Invitation(company, customer.Email, [premise]);
        await CloseByOperator(company);
        var browser = await host.SignedIn(customer);
        Assert.Equal("This invitation is closed", (await browser.GetPage($"/invited/{invitation.PublicId}/accept")).Heading);
        Assert.Contains("No invitation waits for you", (await browser.GetPage("/customer")).Text, StringComparison.Ordinal);
        Assert.NotEqual(
            AcceptOutcome.Accepted,
            (await host.Use<AcceptInvitation, AcceptResult>(a => a.ExecuteAsync(invitation.PublicId, customer.OwnerId, customer.Id, default))).Outcome);
    }

    [Fact]
    public async Task Each_customer_gets_one_mail_whatever_they_had()
    {
        var company = await host.Given.Company();
        var (one, two, three) = (await host.Given.Premise(), await host.Given.Premise(), await host.Given.Premise());
        var both = await host.Given.Customer(one, two);
        var first = await host.Given.Agreement(company, both, [one]);
        var second = await host.Given.Agreement(company, both, [two]);
        var kept = await host.Given.Invitation(company, both.Email, [two], host.OneTime());
        var invited = await host.Given.Customer(Language.Spanish, three);
        var alone = await host.Given.Invitation(company, invited.Email, [three]);
        foreach (var (invitation, customer) in new[] { (kept, both), (alone, invited) })
            await host.Use<KeepInvitation, bool>(k => k.ExecuteAsync(invitation.PublicId, customer.OwnerId, default));
        await host.SendMail();
        var before = (host.Mail.To(both.Email).Count, host.Mail.To(invited.Email).Count);
        await CloseByOperator(company);
        await host.Run<WindUpCompanies>();
        await host.SendMail();
        var mail = host.Mail.To(both.Email)[^1];
        Assert.Contains($"- Agreement {first.Number}", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains($"- Agreement {second.Number}", mail.TextBody, StringComparison.Ordinal);
        Assert.EndsWith("retiró su invitación", host.Mail.To(invited.Email)[^1].Subject, StringComparison.Ordinal);
        Assert.Equal((before.Item1 + 1, before.Item2 + 1), (host.Mail.To(both.Email).Count, host.Mail.To(invited.Email).Count));
    }

    [Fact]
    public async Task What_is_over_by_the_clock_expires_and_is_not_terminated()
    {
        var (company, _, agreement) = await Agreed();
        await host.Db(async db =>
        {
            var row = await db.Agreements.SingleAsync(a => a.Number == agreement.Number);
            db.Entry(row).Property(a => a.EndsAt).CurrentValue = host.Now.AddSeconds(-1);
            await db.SaveChangesAsync();
        });
        await CloseByOperator(company);
        await host.Run<WindUpCompanies>();
        Assert.Null(await host.Db(db => db.Agreements.Where(a => a.Number == agreement.Number).Select(a => a.EndReason).SingleAsync()));
    }

    [Fact]
    public async Task A_suspended_company_does_not_close_itself_and_an_operator_closes_it()
    {
        var company = await host.Given.Company(change: c => c.Suspend("A test.", host.Now));
        Assert.Equal(CompanyDecision.StandsElsewhere, await host.Use<CloseCompany, CompanyDecision>(c => c.ByItselfAsync(new ColleagueInviter(company.OwnerId, company.Id), default)));
        var page = await CloseByOperator(company, "It was never heard of again.");
        Assert.Contains("The account is closed.", page.Text, StringComparison.Ordinal);
        Assert.Equal(AuditAct.CompanyClosed, await host.Db(db => db.AuditEntries.Where(e => e.Path == $"/ops/companies/{company.OwnerId}").Select(e => e.Act).SingleAsync()));
        await host.SendMail();
        Assert.Contains("> It was never heard of again.", host.Mail.To((await host.Company(company.OwnerId)).NotificationEmail!)[^1].TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_number_and_addresses_are_free_again()
    {
        var company = await host.Given.Company();
        var row = await host.Company(company.OwnerId);
        await CloseByOperator(company);
        var (again, _) = await host.PendingCompany(row.Name, row.Duns);
        await (await host.SignedIn(await host.Given.Operator())).Decide(again.Id, "approve");
        Assert.Equal(ThirdPartyStatus.Approved, (await host.Company(again.Id)).Status);
        var browser = host.Browser();
        Assert.Equal("Check your mail", (await browser.RegisterCompany(company.Email)).Heading);
    }

    [Fact]
    public async Task Mail_that_still_waited_goes_nowhere()
    {
        var company = await host.Given.Company();
        await ChoosingMail.Reject(host, company);
        await CloseByOperator(company);
        await host.SendMail();
        var office = (await host.Company(company.OwnerId)).NotificationEmail!;
        Assert.EndsWith("is closed", host.Mail.OnlyTo(office).Subject, StringComparison.Ordinal);
    }

    private async Task<(TestUser Company, TestUser Customer, Agreement Agreement)> Agreed()
    {
        var (company, premise) = (await host.Given.Company(), await host.Given.Premise());
        var customer = await host.Given.Customer(premise);
        return (company, customer, await host.Given.Agreement(company, customer, [premise]));
    }

    private async Task<Page> CloseByOperator(TestUser company, string note = "A test.") =>
        await (await host.SignedIn(await host.Given.Operator())).Decide(company.OwnerId, "close", note);
}

/// <summary>A company that has much: 100,000 agreements in the long tier. Of its own, since it moves the clock.</summary>
public sealed class WindingUpMuch(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly int Customers = Tier.IsLong ? 50_000 : 350;

    [Fact]
    public async Task A_run_that_broke_off_goes_on_where_it_stopped_and_each_customer_gets_one_mail()
    {
        var company = await host.Given.Company();
        await Fill(company);
        var operators = await host.Given.Operator();
        await host.Use<CloseCompany, CompanyDecision>(c => c.ByOperatorAsync(company.OwnerId, operators.Id, "A test.", default));
        var row = await host.Company(company.OwnerId);

        // A kill after one batch: a batch is a save.
        await host.Use<EndClosedAgreements, long?>(e => e.ExecuteAsync(row, 0, default));
        Assert.Equal(EndClosedAgreements.Batch, await Ended(company));
        var started = System.Diagnostics.Stopwatch.StartNew();
        await host.Run<WindUpCompanies>();
        TestContext.Current.TestOutputHelper!.WriteLine($"{2 * Customers} agreements in {started.Elapsed.TotalSeconds:0.0} s");
        Assert.Equal(2 * Customers, await Ended(company));
        Assert.Equal(Customers, await host.Db(db => db.OutgoingEmails.CountAsync(m => m.Kind == "company-closed-customer")));
        Assert.Equal(Customers, await host.Db(db => db.OutgoingEmails.Where(m => m.Kind == "company-closed-customer").Select(m => m.To).Distinct().CountAsync()));
        Assert.Equal(2 * Customers, await host.Db(db => db.LedgerEntries.CountAsync(e => e.Act == ConsentAct.Terminated)));

        // An acceptance that had begun before the closing may still come in for a while.
        Assert.Null((await host.Company(company.OwnerId)).WoundUpAt);
        host.Clock.Advance(WindUpCompanies.Settled);
        await host.Run<WindUpCompanies>();
        Assert.Equal(host.Now, (await host.Company(company.OwnerId)).WoundUpAt);
    }

    /// <summary>Two agreements for each customer, far apart in their numbers, so that a customer's are in different batches.</summary>
    private async Task Fill(TestUser company)
    {
        var customers = Enumerable.Range(0, Customers).Select(i => Customer.Open($"Canary {i}", isBusiness: false, host.Now)).ToList();
        foreach (var some in customers.Chunk(500))
        {
            await host.Db(async db =>
            {
                db.Customers.AddRange(some);
                db.Users.AddRange(some.Select(c => new PortalUser
                {
                    Id = Guid.CreateVersion7(host.Now),
                    CustomerId = c.Id,
                    Role = PortalRole.Customer,
                    Email = $"canary{c.Id:N}@canary.test",
                    UserName = $"{c.Id:N}",
                    NormalizedUserName = $"{c.Id:N}",
                    EmailConfirmed = true,
                    CreatedAt = host.Now,
                }));
                await db.SaveChangesAsync();
            });
        }

        foreach (var some in customers.Concat(customers).Chunk(500))
            await Agree(company, some);
    }

    private Task Agree(TestUser company, IReadOnlyList<Customer> customers) => host.Db(async db =>
    {
        var invitations = customers.Select(c => (Customer: c, Invitation: Invitation.Issue(
            new InvitationAuthor(company.OwnerId, company.Id), InvitationReceiver.ByAddress("canary@canary.test"), [$"1044372{Given.Next():0000000000}"], ConsentTerms.Of(EnergyTerms.Continuous(12)),
            new InvitationWords(Purpose.Research, null, null, Language.English), TimeSpan.FromDays(30), host.Now))).ToList();
        db.Invitations.AddRange(invitations.Select(i => i.Invitation));
        await db.SaveChangesAsync();
        foreach (var (customer, invitation) in invitations)
        {
            invitation.Accept(customer.Id, host.Now);
            db.Agreements.Add(Agreement.Of(invitation, customer.Id, invitation.Esiids.ToDictionary(e => e.Esiid, _ => Guid.NewGuid()), new RuleOptions().AgreementTimes, host.Now));
        }

        await db.SaveChangesAsync();
    });

    private Task<int> Ended(TestUser company) => host.Db(db => db.AgreementsOf(company.OwnerId).CountAsync(a => a.EndReason == EndReason.CompanyClosed));
}
