using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Audit;
using SmtPortal.Web.Features.Ratings;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Ratings;

/// <summary>AGR-9, INV-4. These tests move the clock, so they share no host with others.</summary>
public sealed class RatingACompany(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_customer_rates_once_changes_it_and_takes_it_back()
    {
        var (company, customer, agreement) = await Agreed();
        var browser = await host.SignedIn(customer);
        var page = await browser.GetPage($"/customer/agreements/{agreement.Number}");
        Assert.Contains("Too few customers have rated this company yet to show an average.", page.Text, StringComparison.Ordinal);
        var form = await browser.GetPage($"/customer/agreements/{agreement.Number}/rating");
        Assert.Contains("Thank you. Your rating counts.", (await browser.PostForm(form, new { Stars = 4, Comment = " Quick\nanswers " }, "Send the rating")).Text, StringComparison.Ordinal);
        form = await browser.GetPage($"/customer/agreements/{agreement.Number}/rating");
        Assert.True(form.Document.QuerySelector("#Stars_4")!.HasAttribute("checked"));
        page = await browser.PostForm(form, new { Stars = 2, Comment = "" }, "Change the rating");
        Assert.Contains("You gave it 2 of 5 stars.", page.Text, StringComparison.Ordinal);
        var row = await host.Db(db => db.Ratings.AsNoTracking().SingleAsync(r => r.ThirdPartyId == company.OwnerId));
        Assert.Equal((customer.OwnerId, 2, null, null), (row.CustomerId, row.Stars, row.Comment, row.CommentAt));
        await browser.PostForm(form, button: "Take the rating back");
        Assert.False(await host.Db(db => db.Ratings.AnyAsync(r => r.ThirdPartyId == company.OwnerId)));
    }

    [Fact]
    public async Task One_whose_agreement_has_ended_may_rate_and_one_without_any_finds_nothing()
    {
        var (company, customer, agreement) = await Agreed();
        await host.Use<TerminateAgreement, TerminateOutcome>(t => t.ByCustomerAsync(agreement.Number, customer.OwnerId, customer.Id, null, default));
        Assert.Equal(RateOutcome.Done, await Rate(agreement, customer, 5));
        Assert.Equal(RateOutcome.NotFound, await Rate(agreement, await host.Given.Customer(), 1));
        Assert.Equal(1, await host.Db(db => db.Ratings.CountAsync(r => r.ThirdPartyId == company.OwnerId)));
    }

    [Fact]
    public async Task Every_problem_is_told_at_its_field_and_what_was_typed_stays()
    {
        var (_, customer, agreement) = await Agreed();
        var browser = await host.SignedIn(customer);
        var form = await browser.GetPage($"/customer/agreements/{agreement.Number}/rating");
        var page = (await browser.PostForm(form, new { Comment = "see www.example.com" }, "Send the rating")).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(["Choose one to five stars.", "A comment is plain text: take out web and mail addresses."], page.Problems);
        Assert.Contains("see www.example.com", page.Document.QuerySelector("#Comment")!.TextContent, StringComparison.Ordinal);
        page = await browser.PostForm(form, new { Stars = 1, Comment = new string('x', Rating.CommentMaxLength + 1) }, "Send the rating");
        Assert.Equal([$"Use at most {Rating.CommentMaxLength} characters."], page.Problems);
        Assert.False(await host.Db(db => db.Ratings.AnyAsync(r => r.CustomerId == customer.OwnerId)));
    }

    [Fact]
    public async Task INV_4_Average_and_count_are_shown_from_three_ratings_on_in_mail_and_on_pages()
    {
        var (company, first, agreement) = await Agreed();
        await Rate(agreement, first, 5);
        await Rated(company, 4);
        var (early, late) = (await Invited(company), await Invited(company));
        Assert.DoesNotContain("Ratings by customers", await MailTo(early.Customer), StringComparison.Ordinal);
        Assert.DoesNotContain("Ratings by customers", (await (await host.SignedIn(late.Customer)).GetPage($"/invited/{late.Id}/accept")).Text, StringComparison.Ordinal);

        await Rated(company, 4);
        host.Clock.Advance(TimeSpan.FromDays(7));
        var shown = await Invited(company);
        Assert.Contains("Ratings by customers: 4.3 of 5 stars, from 3 ratings", await MailTo(shown.Customer), StringComparison.Ordinal);
        Assert.Contains("4.3 of 5 stars, from 3 ratings", (await (await host.SignedIn(late.Customer)).GetPage($"/invited/{late.Id}/accept")).Text, StringComparison.Ordinal);
        Assert.Contains("4.3 of 5 stars, from 3 ratings", (await (await host.SignedIn(first)).GetPage($"/customer/agreements/{agreement.Number}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_company_reads_comments_a_week_together_and_nothing_that_tells_whose_they_are()
    {
        var company = await host.Given.Company();
        var raters = new List<TestUser>();
        for (var i = 0; i < 3; i++)
        {
            if (i == 2)
                host.Clock.Advance(TimeSpan.FromDays(7));
            raters.Add(await Rated(company, i + 1, $"Comment number {i}"));
        }

        // The third was given this week: until Monday it is neither read nor counted.
        var page = await (await host.SignedIn(company)).GetPage("/company/ratings");
        Assert.Contains("As soon as 3 customers have rated", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Comment number", page.Text, StringComparison.Ordinal);
        host.Clock.Advance(TimeSpan.FromDays(7));
        page = await (await host.SignedIn(company)).GetPage("/company/ratings");
        Assert.Contains("2.0 of 5 stars, from 3 ratings", page.Text, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(0, 3), i => Assert.Contains($"Comment number {i}", page.Text, StringComparison.Ordinal));
        Assert.Empty(page.Document.QuerySelectorAll("main time"));
        Assert.Empty(page.Document.QuerySelectorAll(".cards .stars"));
        Assert.DoesNotContain(raters, r => page.Html.Contains(r.Email, StringComparison.Ordinal) || page.Html.Contains(r.OwnerId.ToString(), StringComparison.Ordinal));
        // They stand in the order of their ids, which are random and hold no time.
        Assert.All(await host.Db(db => db.Ratings.Where(r => r.ThirdPartyId == company.OwnerId).Select(r => r.Id).ToListAsync()), id => Assert.Equal(4, id.Version));
        Assert.DoesNotContain("Comment number", (await (await host.SignedIn(await host.Given.Company())).GetPage("/company/ratings")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_removes_a_comment_or_the_rating_with_a_reason_in_the_audit_log()
    {
        var (company, customer, agreement) = await Agreed();
        await Rate(agreement, customer, 1, "Something that may not stand there");
        var id = await host.Db(db => db.Ratings.Where(r => r.ThirdPartyId == company.OwnerId).Select(r => r.Id).SingleAsync());
        var browser = await host.SignedIn(await host.Given.Operator());
        var list = await browser.GetPage($"/ops/ratings?company={company.OwnerId}");
        Assert.Contains("Something that may not stand there", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(customer.Email, list.Html, StringComparison.Ordinal);
        var ask = await browser.GetPage($"/ops/ratings/{id}");
        Assert.Equal(["Choose what is removed.", "Say why: it stands in the audit log."], (await browser.PostForm(ask, button: "Remove it")).Expect(HttpStatusCode.BadRequest).Problems);
        Assert.Contains("The stars count on.", (await browser.PostForm(ask, new { Part = "Comment", Reason = "It names a person." }, "Remove it")).Text, StringComparison.Ordinal);
        var own = await host.SignedIn(customer);
        Assert.Contains("has removed your comment", (await own.GetPage($"/customer/agreements/{agreement.Number}")).Text, StringComparison.Ordinal);

        ask = await browser.GetPage($"/ops/ratings/{id}");
        await browser.PostForm(ask, new { Part = "Whole", Reason = "It was given for money." }, "Remove it");
        Assert.Equal(
            [AuditAct.RatingCommentRemoved, AuditAct.RatingRemoved],
            await host.Db(db => db.AuditEntries.Where(e => e.Path == $"/ops/companies/{company.OwnerId}").OrderBy(e => e.Number).Select(e => e.Act).ToListAsync()));
        Assert.Contains("It was given for money.", (await browser.GetPage("/ops/audit")).Text, StringComparison.Ordinal);
        Assert.Contains("has removed your rating", (await own.GetPage($"/customer/agreements/{agreement.Number}/rating")).Text, StringComparison.Ordinal);
        Assert.Equal(RateOutcome.Removed, await Rate(agreement, customer, 5));
        Assert.Null(await host.Use<CompanyRatings, CompanyRating?>(r => r.ShownAsync(company.OwnerId, default)));
        (await browser.GetOnly($"/ops/ratings/{id}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Two_at_once_rate_once()
    {
        for (var round = 0; round < Tier.Times(100); round++)
        {
            var (company, customer, agreement) = await Agreed();
            var outcomes = await Task.WhenAll(Enumerable.Range(1, 4).Select(stars => Task.Run(() => Rate(agreement, customer, stars))));
            Assert.All(outcomes, outcome => Assert.Equal(RateOutcome.Done, outcome));
            Assert.Equal(1, await host.Db(db => db.Ratings.CountAsync(r => r.ThirdPartyId == company.OwnerId)));
        }
    }

    private Task<RateOutcome> Rate(Agreement agreement, TestUser customer, int stars, string? comment = null) =>
        host.Use<RateCompany, RateOutcome>(rate => rate.ExecuteAsync(agreement.Number, customer.OwnerId, stars, comment, default));

    private async Task<TestUser> Rated(TestUser company, int stars, string? comment = null)
    {
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(premise);
        await Rate(await host.Given.Agreement(company, customer, [premise]), customer, stars, comment);
        return customer;
    }

    private async Task<(TestUser Customer, Guid Id)> Invited(TestUser company)
    {
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(premise);
        return (customer, (await host.Given.Invitation(company, customer.Email, [premise])).PublicId);
    }

    private async Task<string> MailTo(TestUser customer)
    {
        await host.SendMail();
        return RecordedMail.WordsOf(host.Mail.OnlyTo(customer.Email));
    }

    private async Task<(TestUser Company, TestUser Customer, Agreement Agreement)> Agreed()
    {
        var (company, premise) = (await host.Given.Company(), await host.Given.Premise());
        var customer = await host.Given.Customer(premise);
        return (company, customer, await host.Given.Agreement(company, customer, [premise]));
    }
}
