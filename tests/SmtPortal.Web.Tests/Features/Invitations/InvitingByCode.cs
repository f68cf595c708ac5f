using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Features.Profile;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Invitations;

/// <summary>ACC-3, INV-3, INV-8, INV-11: by an account authorization code a company invites a customer whose address it never learns.</summary>
public sealed class InvitingByCode(PortalHost host) : IClassFixture<PortalHost>
{
    private const string DoesNotFit = InvitationFormValidator.CodeDoesNotFit;

    [Fact]
    public async Task INV_11_It_is_bound_at_once_stands_in_the_portal_and_its_mail_goes_to_the_accounts_address_in_its_language()
    {
        var premise = await host.Given.Premise();
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer(Language.Spanish, premise));
        var code = await CodeOf(customer);
        var detail = await Send(await host.SignedIn(company), code.ToString().ToLowerInvariant(), premise.Esiid);
        Assert.Contains($"is on its way, by code, ending {code.Ending}.", detail.Text, StringComparison.Ordinal);
        var row = await host.Db(db => db.Invitations.AsNoTracking().SingleAsync(i => i.ThirdPartyId == company.OwnerId));
        Assert.Equal((customer.OwnerId, "", code.Ending), (row.CustomerId!.Value, row.Email, row.CodeEnding));
        await host.RunJobs();
        Assert.Contains("pide ver sus datos de electricidad", host.Mail.OnlyTo(customer.Email).Subject, StringComparison.Ordinal);
        Assert.Contains("Ver y responder", (await (await host.SignedIn(customer)).GetPage("/customer")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACC_3_The_company_sees_the_end_of_the_code_everywhere_and_the_address_nowhere()
    {
        var premise = await host.Given.Premise();
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer(premise));
        var code = await CodeOf(customer);
        var shown = $"by code, ending {code.Ending}";
        var browser = await host.SignedIn(company);
        var detail = await Send(browser, code.Value, premise.Esiid);
        var id = detail.Response.RequestMessage!.RequestUri!.Segments[^1];
        var pages = new List<Page> { detail, await browser.GetPage("/company/invitations"), await browser.GetPage($"/company/invitations/{id}/withdraw") };
        await host.RunJobs();
        var customers = await host.SignedIn(customer);
        await customers.PostForm(await customers.GetPage(RecordedMail.LinkOf(host.Mail.OnlyTo(customer.Email), "accept")), button: "Accept");
        await host.RunJobs();
        var agreement = await host.Db(db => db.Agreements.AsNoTracking().SingleAsync(a => a.ThirdPartyId == company.OwnerId));
        var list = await browser.GetPage("/company/agreements");
        pages.AddRange([list, await browser.GetPage($"/company/agreements/{agreement.Number}"), await browser.GetPage("/company/agreements/list.csv")]);
        Assert.All(pages, page => Assert.DoesNotContain(customer.Email, page.Html, StringComparison.OrdinalIgnoreCase));
        Assert.All(pages.Where(page => !page.Response.RequestMessage!.RequestUri!.AbsolutePath.EndsWith("/withdraw", StringComparison.Ordinal)), page => Assert.Contains(shown, WebUtility.HtmlDecode(page.Html), StringComparison.Ordinal));

        var mail = host.Mail.OnlyTo(await host.OfficeOf(company));
        Assert.Contains(shown, mail.TextBody!, StringComparison.Ordinal);
        Assert.DoesNotContain(customer.Email, mail.TextBody!, StringComparison.OrdinalIgnoreCase);
        // Found by what the company knows, not by what it does not.
        Assert.Contains($">{agreement.Number}<", (await browser.PostForm(list, new { words = code.Ending }, "Find")).Html, StringComparison.Ordinal);
        Assert.Contains("Nothing fits", (await browser.PostForm(list, new { words = customer.Email }, "Find")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACC_3_A_replaced_code_leaves_the_invitation_and_no_longer_invites()
    {
        var premise = await host.Given.Premise();
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer(premise));
        var old = await CodeOf(customer);
        var invitation = await host.Given.Invitation(company, "", [premise], form => form.Code = old.Value);
        await host.Use<ReplaceCode, bool>(async r =>
        {
            await r.ExecuteAsync(customer.OwnerId, default);
            return true;
        });
        Assert.Equal([DoesNotFit], (await Send(await host.SignedIn(await host.Given.Company()), old.Value, premise.Esiid)).Problems);
        var result = await host.Use<AcceptInvitation, AcceptResult>(a => a.ExecuteAsync(invitation.PublicId, customer.OwnerId, customer.Id, default));
        Assert.Equal(AcceptOutcome.Accepted, result.Outcome);
        Assert.Equal(old.Ending, await host.Db(db => db.Agreements.Where(a => a.Number == result.AgreementNumber).Select(a => a.CodeEnding).SingleAsync()));
    }

    [Fact]
    public async Task INV_3_A_wrong_code_and_ESIIDs_that_do_not_fit_it_are_told_alike()
    {
        var (own, foreign, empty) = (await host.Given.Premise(), await host.Given.Premise(), await host.Given.Premise());
        var customer = await host.Given.Customer(own);
        await host.Given.Customer(foreign);
        var code = (await CodeOf(customer)).Value;
        var browser = await host.SignedIn(await host.Given.Company());
        foreach (var (typed, esiids) in new[] { (AuthorizationCode.Generate().Value, own.Esiid), (code, foreign.Esiid), (code, empty.Esiid), (code, $"{own.Esiid} {foreign.Esiid}") })
            Assert.Equal([DoesNotFit], (await Send(browser, typed, esiids)).Expect(HttpStatusCode.BadRequest).Problems);
        Assert.StartsWith("Invitation ", (await Send(browser, code, own.Esiid)).Heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task INV_3_Address_or_code_and_every_problem_at_once()
    {
        var premise = await host.Given.Premise();
        var browser = await host.SignedIn(await host.Given.Company());
        var neither = await browser.PostForm(await browser.GetPage("/company/invitations/new"), new { Esiids = premise.Esiid, Purpose = "Research" }, "Send the invitation");
        Assert.Equal(["Enter the customer's e-mail address or account authorization code."], neither.Problems);
        var both = await browser.PostForm(neither, new { Email = "canary@canary.test", Code = AuthorizationCode.Generate().Value, Purpose = "Other" }, "Send the invitation");
        Assert.Equal(["Enter the address or the code, not both.", DoesNotFit, "Say in words what the purpose is."], both.Problems);
        var mistyped = await browser.PostForm(both, new { Email = "", Code = "AAAAA-AAAAB", Purpose = "Research" }, "Send the invitation");
        Assert.StartsWith("This is no account authorization code", Assert.Single(mistyped.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task INV_10_A_block_by_the_link_of_its_mail_is_the_accounts_and_stops_codes_and_addresses()
    {
        var (premise, other) = (await host.Given.Premise(), await host.Given.Premise());
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer(premise, other));
        var code = (await CodeOf(customer)).Value;
        await host.Given.Invitation(company, "", [premise], form => form.Code = code);
        await host.RunJobs();
        var browser = host.Browser();
        await browser.PostForm(await browser.GetPage(RecordedMail.LinkOf(host.Mail.OnlyTo(customer.Email), "block")), button: "Block this company");
        await host.RunJobs();
        var mails = host.Mail.To(customer.Email).Count;
        var byCode = await host.Given.Invitation(company, "", [other], form => form.Code = code);
        var byAddress = await host.Given.Invitation(company, customer.Email, [await host.Given.Premise()]);
        Assert.All(await host.Db(db => db.Invitations.Where(i => i.Number == byCode.Number || i.Number == byAddress.Number).Select(i => i.IsRefused).ToListAsync()), Assert.True);
        await host.RunJobs();
        Assert.Equal(mails, host.Mail.To(customer.Email).Count);
        Assert.DoesNotContain("Look at it and answer", (await (await host.SignedIn(customer)).GetPage("/customer")).Text, StringComparison.Ordinal);
        // To the company it looks like any other.
        Assert.Equal("Open", (await (await host.SignedIn(company)).GetPage($"/company/invitations/{byCode.PublicId}")).Document.QuerySelector(".chip")!.TextContent);

        // Of one that never reached them they do not hear when they move out, either.
        await host.Given.MoveOut(other, CentralTime.DayOf(host.Now));
        await host.RunJobs();
        Assert.Equal(InvitationStatus.Cancelled, await host.Db(db => db.Invitations.Where(i => i.Number == byCode.Number).Select(i => i.Status).SingleAsync()));
        Assert.DoesNotContain($"Invitation {byCode.Number} of", Assert.Single(host.Mail.To(customer.Email), m => m.Subject == "An ESIID has left your account").TextBody!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task INV_10_What_a_block_kept_from_them_is_withdrawn_without_a_mail_to_them()
    {
        var (premise, other) = (await host.Given.Premise(), await host.Given.Premise());
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer(premise, other));
        var code = (await CodeOf(customer)).Value;
        var seen = await host.Given.Invitation(company, "", [premise], form => form.Code = code);
        await host.Use<BlockCompany, bool>(async b =>
        {
            await b.ExecuteAsync(seen.PublicId, byLink: false, customer.OwnerId, customer.Id, default);
            return true;
        });
        var refused = await host.Given.Invitation(company, "", [other], form => form.Code = code);
        Assert.Equal(ChangeInvitationOutcome.Done, await host.Use<WithdrawInvitation, ChangeInvitationOutcome>(w => w.ExecuteAsync(refused.PublicId, company.OwnerId, company.Id, default)));
        Assert.Equal(0, await host.Db(db => db.OutgoingEmails.CountAsync(m => m.To == customer.Email && m.Kind == "withdrawn-customer")));
    }

    [Fact]
    public async Task INV_10_A_block_of_the_address_stops_codes_of_its_account()
    {
        var premise = await host.Given.Premise();
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer(premise));
        await host.Db(db =>
        {
            db.CompanyBlocks.Add(CompanyBlock.ByAddress(company.OwnerId, EmailAddress.Normalize(customer.Email), host.Now));
            return db.SaveChangesAsync();
        });
        var code = (await CodeOf(customer)).Value;
        Assert.True((await host.Given.Invitation(company, "", [premise], form => form.Code = code)).IsRefused);
        Assert.False((await host.Given.Invitation(await host.Given.Company(), "", [premise], form => form.Code = code)).IsRefused);
    }

    [Fact]
    public async Task INV_10_After_a_rejection_the_company_waits_before_it_uses_the_code_again_and_learns_nothing_of_the_address()
    {
        var premise = await host.Given.Premise();
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer(premise));
        var code = (await CodeOf(customer)).Value;
        var invitation = await host.Given.Invitation(company, "", [premise], form => form.Code = code);
        await host.Use<RejectInvitation, bool>(r => r.ExecuteAsync(invitation.PublicId, null, null, default));
        var browser = await host.SignedIn(company);
        var again = await Send(browser, code, premise.Esiid);
        Assert.StartsWith($"{premise.Esiid} was refused to you by a code that ends like this; you may ask again from", Assert.Single(again.Problems), StringComparison.Ordinal);
        // That the address belongs to the code is not told.
        var byAddress = await browser.PostForm(again, new { Code = "", customer.Email }, "Send the invitation");
        Assert.StartsWith("Invitation ", byAddress.Heading, StringComparison.Ordinal);
    }

    private Task<AuthorizationCode> CodeOf(TestUser customer) => host.Db(db => db.Customers.Where(c => c.Id == customer.OwnerId).Select(c => c.AuthorizationCode!).SingleAsync());

    private static async Task<Page> Send(PortalClient browser, string code, string esiids) => await browser.PostForm(
        await browser.GetPage("/company/invitations/new"), new { Code = code, Esiids = esiids, Purpose = "Research" }, "Send the invitation");
}

/// <summary>INV-3: codes that do not fit lock the company out of entering codes for a while. These tests move the clock.</summary>
public sealed class GuessingCodes(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Twenty_failures_in_an_hour_lock_code_entry_which_the_operator_sees()
    {
        var premise = await host.Given.Premise();
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer(premise));
        var code = await host.Db(db => db.Customers.Where(c => c.Id == customer.OwnerId).Select(c => c.AuthorizationCode!).SingleAsync());
        for (var i = 0; i < 20; i++)
            Assert.Equal(new CodeTry(Fits: false), await Try(company, AuthorizationCode.Generate(), premise));

        var browser = await host.SignedIn(company);
        var form = await browser.GetPage("/company/invitations/new");
        var locked = await browser.PostForm(form, new { Code = code.Value, Esiids = premise.Esiid, Purpose = "Research" }, "Send the invitation");
        Assert.StartsWith("20 codes that your company entered within an hour did not fit, so that no more can be entered until Nov 23, 2026, 1:00 PM CT.", Assert.Single(locked.Problems), StringComparison.Ordinal);
        var operators = await (await host.SignedIn(await host.Given.Operator())).GetPage($"/ops/companies/{company.OwnerId}");
        Assert.Contains("Locked out of entering authorization codes: 20 codes of the last hour did not fit.", operators.Text, StringComparison.Ordinal);
        // Addresses work meanwhile, and other companies' codes.
        Assert.StartsWith("Invitation ", (await browser.PostForm(locked, new { Code = "", Email = "canary@canary.test" }, "Send the invitation")).Heading, StringComparison.Ordinal);
        Assert.True((await Try(await host.Given.Company(), code, premise)).Fits);

        host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True((await Try(company, code, premise)).Fits);
        var unlocked = await (await host.SignedIn(await host.Given.Operator())).GetPage($"/ops/companies/{company.OwnerId}");
        Assert.DoesNotContain("codes of the last hour", unlocked.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_that_fit_are_not_counted()
    {
        var premise = await host.Given.Premise();
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer(premise));
        var code = await host.Db(db => db.Customers.Where(c => c.Id == customer.OwnerId).Select(c => c.AuthorizationCode!).SingleAsync());
        for (var i = 0; i < 25; i++)
            Assert.True((await Try(company, code, premise)).Fits);
        Assert.Equal(0, await host.Use<CodeEntry, int>(c => c.FailuresAsync(company.OwnerId, default)));
    }

    [Fact]
    public async Task Of_many_guesses_at_the_same_moment_none_overlooks_the_others()
    {
        var (company, premise) = (await host.Given.Company(), await host.Given.Premise());
        var tries = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => Try(company, AuthorizationCode.Generate(), premise))));
        Assert.True(tries.Count(t => t.LockedUntil is null) <= 20, $"{tries.Count(t => t.LockedUntil is null)} were looked at.");
    }

    private Task<CodeTry> Try(TestUser company, AuthorizationCode code, Premise premise) =>
        host.Use<CodeEntry, CodeTry>(c => c.TryAsync(company.OwnerId, code, [premise.Esiid], default));
}
