using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Customers;
using SmtPortal.Web.Features.Occupancies;
using SmtPortal.Web.Features.OccupancyClaims;
using SmtPortal.Web.Features.Registration;
using SmtPortal.Web.Localization;
using SmtPortal.Web.Tests.Features.Esiids;
using SmtPortal.Web.Tests.Features.Registration;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.OccupancyClaims;

/// <summary>ACC-7: correct proof for an ESIID that another account holds opens a claim, and the holder may object.</summary>
public sealed class ClaimingAnEsiid(RegistrationHost host) : IClassFixture<RegistrationHost>
{
    [Fact]
    public async Task Right_proof_opens_it_and_both_sides_see_it()
    {
        var home = await host.Given.Premise();
        var (holder, claimant) = (await host.Given.Customer(home), await host.Given.Customer());
        var browser = await host.SignedIn(claimant);
        var list = (await browser.AddEsiid(home)).Expect(HttpStatusCode.OK);
        Assert.Contains("Its holder may object now", list.Text, StringComparison.Ordinal);
        Assert.Contains("Comes to you on Nov 30, 2026", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(home.Address, list.Text, StringComparison.Ordinal); // ACC-9: not theirs yet
        Assert.Equal(holder.OwnerId, await host.OccupantOf(home));

        var holding = await host.SignedIn(holder);
        foreach (var page in new[] { "/customer", "/customer/esiids" })
            Assert.Contains("Somebody else has proved to live there.", (await holding.GetPage(page)).Text, StringComparison.Ordinal);
        var claim = await holding.GetPage((await holding.GetPage("/customer")).Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).First(a => a.StartsWith("/customer/claims/", StringComparison.Ordinal)));
        Assert.Equal("A claim on your ESIID", claim.Heading);
        Assert.DoesNotContain(claimant.Email, claim.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_proof_says_nothing_of_who_holds_it()
    {
        var home = await host.Given.Premise();
        await host.Given.Customer(home);
        var browser = await host.SignedIn(await host.Given.Customer());
        Assert.Equal([RegistrationSteps.DoesNotMatch], (await browser.AddEsiid(home, meter: "M1")).Expect(HttpStatusCode.BadRequest).Problems);
        Assert.False(await host.Db(db => db.OccupancyClaims.AnyAsync(c => c.Esiid == home.Esiid)));
    }

    [Fact]
    public async Task The_same_claim_again_is_the_same_and_one_of_a_third_account_waits_for_it()
    {
        var scene = await host.Claimed();
        Assert.Equal(AddEsiidOutcome.Claimed, await host.Prove(scene.Claimant, scene.Home));
        var third = await host.SignedIn(await host.Given.Customer());
        Assert.StartsWith("Another account holds this ESIID, and somebody has claimed it already.", Assert.Single((await third.AddEsiid(scene.Home)).Problems), StringComparison.Ordinal);
        Assert.Equal(1, await host.Db(db => db.OccupancyClaims.CountAsync(c => c.Esiid == scene.Home.Esiid)));
        await host.SendMail();
        host.Mail.OnlyTo(scene.Holder.Email);
    }

    [Fact]
    public async Task A_line_of_a_file_claims_too()
    {
        var (free, held) = (await host.Given.Premise(), await host.Given.Premise());
        await host.Given.Customer(held);
        var browser = await host.SignedIn(await host.Given.Customer());
        var page = await browser.SendFile(EsiidFileSteps.Line(free), EsiidFileSteps.Line(held));
        Assert.Equal(["Added", "Waiting"], page.Lines().Select(l => l.Result));
        Assert.Contains("One ESIID was added. One is held by another account, which may object now.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_makes_ten_in_a_day()
    {
        var claimant = await host.Given.Customer();
        var outcomes = new List<AddEsiidOutcome>();
        for (var number = 0; number < 11; number++)
        {
            var home = await host.Given.Premise();
            await host.Given.Customer(home);
            outcomes.Add(await host.Prove(claimant, home));
        }

        Assert.Equal([.. Enumerable.Repeat(AddEsiidOutcome.Claimed, 10), AddEsiidOutcome.TooManyClaims], outcomes);
        var more = await host.Given.Premise();
        await host.Given.Customer(more);
        Assert.StartsWith("Another account holds this ESIID, and you have made as many claims", Assert.Single((await (await host.SignedIn(claimant)).AddEsiid(more)).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_registers_sees_the_same_page_and_the_holder_is_mailed_once_the_address_is_confirmed()
    {
        var (home, email, browser) = (await host.Given.Premise(), RegistrationSteps.NewAddress(), host.Browser());
        var holder = await host.Given.Customer(home);
        Assert.Equal("Check your mail", (await browser.Register(home, email)).Heading);
        await host.SendMail();
        Assert.Empty(host.Mail.To(holder.Email));
        Assert.False(await host.Db(db => db.OccupancyClaims.AnyAsync(c => c.Esiid == home.Esiid)));

        await browser.PostForm(await host.OpenConfirmation(browser, email), new { Given.Password }, "Confirm this address");
        await host.SendMail();
        Assert.Equal("Somebody else claims an ESIID of yours", host.Mail.OnlyTo(holder.Email).Subject);
        await browser.SignIn(email);
        Assert.Contains("You claim it. It comes to your account if its holder does not object.", (await browser.GetPage("/customer/esiids")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registered_for_a_home_whose_holder_leaves_before_the_address_is_confirmed_they_get_it()
    {
        var (home, email, browser) = (await host.Given.Premise(), RegistrationSteps.NewAddress(), host.Browser());
        await host.Given.Customer(home);
        await browser.Register(home, email);
        await host.Given.MoveOut(home, CentralTime.DayOf(host.Now));
        await browser.PostForm(await host.OpenConfirmation(browser, email), new { Given.Password }, "Confirm this address");
        Assert.Equal(await host.Db(db => db.Users.Where(u => u.Email == email).Select(u => u.CustomerId!.Value).SingleAsync()), await host.OccupantOf(home));
    }

    [Fact]
    public async Task Of_two_who_claim_at_once_one_does()
    {
        host.Logs.ExpectedErrors.Add("DbUpdateException");
        host.Logs.ExpectedErrors.Add("Failed executing DbCommand");
        for (var round = 0; round < Tier.Times(50); round++)
        {
            var home = await host.Given.Premise();
            await host.Given.Customer(home);
            var claimants = new[] { await host.Given.Customer(), await host.Given.Customer() };
            var outcomes = await Task.WhenAll(claimants.Select(c => Task.Run(() => host.Prove(c, home))));
            Assert.Equal([AddEsiidOutcome.Claimed, AddEsiidOutcome.ClaimedByAnother], outcomes.Order());
        }
    }

    [Fact]
    public async Task The_link_of_the_mail_objects_with_one_press_and_without_a_sign_in()
    {
        var (scene, browser) = (await host.Claimed(), host.Browser());
        var page = (await host.OpenObjection(browser, scene)).Expect(HttpStatusCode.OK);
        Assert.Equal(OccupancyClaimStatus.Open, (await host.Claim(scene.Id)).Status); // Looking at the page changed nothing.
        var done = await browser.PostForm(page, new { Objection = "I have lived here for ten years." }, "Object");
        Assert.Contains("You have objected.", done.Text, StringComparison.Ordinal);
        var claim = await host.Claim(scene.Id);
        Assert.Equal((OccupancyClaimStatus.Objected, "I have lived here for ten years."), (claim.Status, claim.Objection));
        (await browser.PostForm(page, button: "Object")).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain("ten years", await host.NewestMail(scene.Claimant), StringComparison.Ordinal);
        (await host.Browser().GetPage($"/claim/{scene.Id}/object")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_objection_that_is_too_long_is_kept_in_the_form()
    {
        var (scene, words) = (await host.Claimed(), new string('a', OccupancyClaim.ObjectionMaxLength + 1));
        var browser = await host.SignedIn(scene.Holder);
        var page = await browser.PostForm(await browser.GetPage($"/customer/claims/{scene.Id}"), new { Objection = words }, "Object");
        Assert.Equal(["Use at most 500 characters."], page.Expect(HttpStatusCode.BadRequest).Problems);
        Assert.Equal(words, page.Document.QuerySelector("#Objection")!.TextContent.Trim());
        Assert.Contains("You have objected.", (await browser.PostForm(page, new { Objection = "Mine." }, "Object")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_holder_gives_the_ESIID_up_at_once()
    {
        var scene = await host.Claimed();
        var agreement = await host.Given.Agreement(await host.Given.Company(), scene.Holder, [scene.Home]);
        var browser = await host.SignedIn(scene.Holder);
        await host.SendMail();
        var ask = await browser.GetPage($"/customer/claims/{scene.Id}/give-up");
        Assert.Contains("1. The companies are told, and get nothing more.", ask.Text, StringComparison.Ordinal);
        Assert.Contains("The ESIID has left your account.", (await browser.PostForm(ask, button: "Give the ESIID up")).Text, StringComparison.Ordinal);
        Assert.Equal(scene.Claimant.OwnerId, await host.OccupantOf(scene.Home));
        Assert.Equal(AgreementStatus.Terminated, await host.Db(db => db.Agreements.Where(a => a.Number == agreement.Number).Select(a => a.Status).SingleAsync()));
        Assert.Contains("You gave it up to somebody else, who has proved to live there. Your last day there is Nov 22, 2026.", await host.NewestMail(scene.Holder), StringComparison.Ordinal);
        var days = await host.Db(db => db.Occupancies.Where(o => o.Esiid == scene.Home.Esiid).OrderBy(o => o.FirstDay).Select(o => new { o.FirstDay, o.LastDay }).ToListAsync());
        Assert.Equal((new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 23)), (days[0].LastDay!.Value, days[1].FirstDay)); // ACC-9
    }

    [Fact]
    public async Task Who_claims_takes_it_back()
    {
        var scene = await host.Claimed();
        var browser = await host.SignedIn(scene.Claimant);
        var page = await browser.PostForm(await browser.GetPage($"/customer/claims/{scene.Id}/withdraw"), button: "Take the claim back");
        Assert.Contains("You have taken the claim back.", page.Text, StringComparison.Ordinal);
        Assert.Equal(scene.Holder.OwnerId, await host.OccupantOf(scene.Home));
        Assert.StartsWith("The claim on your ESIID was taken back", await host.NewestMail(scene.Holder), StringComparison.Ordinal);
        Assert.Contains("The claim was taken back. Nothing has changed.", (await host.OpenObjection(host.Browser(), scene)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taken_back_it_waits_for_thirty_days_and_the_page_and_the_file_say_until_when()
    {
        var scene = await host.Claimed();
        await host.Use<AnswerClaim, AnswerClaimOutcome>(a => a.WithdrawAsync(scene.Id, default));
        var browser = await host.SignedIn(scene.Claimant);
        var refusal = $"Another account holds this ESIID, and your claim on it was taken back or refused. You can claim it again from {Show.Moment(host.Now.AddDays(30))}.";
        Assert.Equal([refusal], (await browser.AddEsiid(scene.Home)).Expect(HttpStatusCode.BadRequest).Problems);
        Assert.Contains(refusal, (await browser.SendFile(EsiidFileSteps.Line(scene.Home))).Text, StringComparison.Ordinal);
        Assert.Equal(AddEsiidOutcome.Claimed, await host.Prove(await host.Given.Customer(), scene.Home));
    }

    [Fact]
    public async Task A_holder_who_moves_out_or_closes_the_account_leaves_it_to_who_claimed()
    {
        var (moving, closing) = (await host.Claimed(), await host.Claimed());
        await host.Use<AnswerClaim, AnswerClaimOutcome>(a => a.ObjectAsync(moving.Id, null, default));
        await host.SendMail();
        await host.Given.MoveOut(moving.Home, CentralTime.DayOf(host.Now));
        await host.Use<CloseAccount, CloseAccountOutcome>(c => c.ExecuteAsync(closing.Holder.OwnerId, closing.Holder.Id, default));
        foreach (var scene in new[] { moving, closing })
        {
            Assert.Equal(OccupancyClaimStatus.Passed, (await host.Claim(scene.Id)).Status);
            Assert.Equal(scene.Claimant.OwnerId, await host.OccupantOf(scene.Home));
            Assert.StartsWith("The ESIID that you claimed is in your account", await host.NewestMail(scene.Claimant), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(-3, OccupancyClaimStatus.Passed)]
    [InlineData(0, OccupancyClaimStatus.Passed)]
    public async Task A_move_in_of_no_later_day_than_the_claim_confirms_it(int days, OccupancyClaimStatus status)
    {
        var scene = await host.Claimed();
        var day = CentralTime.DayOf(host.Now).AddDays(days);
        await host.Use<RecordMove, RecordMoveOutcome>(r => r.ExecuteAsync(MoveKind.MoveIn, scene.Home.Esiid, day, null, default));
        Assert.Equal(status, (await host.Claim(scene.Id)).Status);
        Assert.Equal(day, await host.Db(db => db.Occupancies.Where(o => o.CurrentEsiid == scene.Home.Esiid).Select(o => o.FirstDay).SingleAsync()));
    }

    [Fact]
    public async Task Who_closes_the_account_claims_nothing_any_more()
    {
        var scene = await host.Claimed();
        await host.Use<CloseAccount, CloseAccountOutcome>(c => c.ExecuteAsync(scene.Claimant.OwnerId, scene.Claimant.Id, default));
        Assert.Equal(OccupancyClaimStatus.Withdrawn, (await host.Claim(scene.Id)).Status);
        Assert.StartsWith("The claim on your ESIID was taken back", await host.NewestMail(scene.Holder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Objecting_and_giving_up_at_once_never_leaves_two_or_none()
    {
        for (var round = 0; round < Tier.Times(50); round++)
        {
            var scene = await host.Claimed();
            await Task.WhenAll(
                Task.Run(() => host.Use<AnswerClaim, AnswerClaimOutcome>(a => a.ObjectAsync(scene.Id, null, default))),
                Task.Run(() => host.Use<AnswerClaim, AnswerClaimOutcome>(a => a.GiveUpAsync(scene.Id, scene.Holder.Id, default))));
            // Giving up is possible after an objection, an objection not after giving up.
            Assert.Equal(OccupancyClaimStatus.Passed, (await host.Claim(scene.Id)).Status);
            Assert.Equal(scene.Claimant.OwnerId, await host.OccupantOf(scene.Home));
        }
    }
}

/// <summary>ACC-7: without an objection it passes after seven days. These tests move the clock, so each has a host of its own.</summary>
public sealed class WaitingForAClaim(RegistrationHost host) : IClassFixture<RegistrationHost>
{
    [Fact]
    public async Task After_seven_days_it_passes_once_with_everything_that_ends()
    {
        var (scene, objected) = (await host.Claimed(), await host.Claimed());
        var agreement = await host.Given.Agreement(await host.Given.Company("Advice of Waco"), scene.Holder, [scene.Home]);
        await host.Use<AnswerClaim, AnswerClaimOutcome>(a => a.ObjectAsync(objected.Id, null, default));
        var lapsing = await host.Claimed();

        host.Clock.Advance(TimeSpan.FromDays(2));
        await host.Use<RecordMove, RecordMoveOutcome>(r => r.ExecuteAsync(MoveKind.MoveIn, lapsing.Home.Esiid, CentralTime.DayOf(host.Now), null, default));
        Assert.Equal(OccupancyClaimStatus.Lapsed, (await host.Claim(lapsing.Id)).Status);
        Assert.StartsWith("Your claim came to nothing", await host.NewestMail(lapsing.Claimant), StringComparison.Ordinal);

        host.Clock.SetUtcNow((await host.Claim(scene.Id)).EndsAt.AddSeconds(-1));
        await host.Run<PassClaims>();
        Assert.Equal(OccupancyClaimStatus.Open, (await host.Claim(scene.Id)).Status);

        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var page = await host.OpenObjection(host.Browser(), scene);
        Assert.Empty(page.Document.QuerySelectorAll("form textarea")); // The clock decides, not the job.
        Assert.Equal(AnswerClaimOutcome.TooLate, await host.Use<AnswerClaim, AnswerClaimOutcome>(a => a.ObjectAsync(scene.Id, null, default)));
        Assert.Equal(AnswerClaimOutcome.TooLate, await host.Use<AnswerClaim, AnswerClaimOutcome>(a => a.WithdrawAsync(scene.Id, default)));

        // The job comes two days late, twice at once: the day is that of the end.
        host.Clock.Advance(TimeSpan.FromDays(2));
        await Task.WhenAll(host.Run<PassClaims>(), host.Run<PassClaims>());
        await host.Run<PassClaims>();
        Assert.Equal(OccupancyClaimStatus.Passed, (await host.Claim(scene.Id)).Status);
        Assert.Equal(OccupancyClaimStatus.Objected, (await host.Claim(objected.Id)).Status);
        Assert.Equal(scene.Claimant.OwnerId, await host.OccupantOf(scene.Home));
        Assert.Equal(new DateOnly(2026, 11, 30), await host.Db(db => db.Occupancies.Where(o => o.CurrentEsiid == scene.Home.Esiid).Select(o => o.FirstDay).SingleAsync()));
        Assert.Equal((AgreementStatus.Terminated, EndReason.MoveOut), await host.Db(async db => (await db.Agreements.AsNoTracking().Where(a => a.Number == agreement.Number).Select(a => new { a.Status, a.EndReason }).SingleAsync()) is var row ? (row.Status, row.EndReason!.Value) : default));
        Assert.Contains($"Somebody else has proved to live there now, and nobody objected in time. Your last day there is Nov 29, 2026. - {scene.Home.Esiid}", await host.NewestMail(scene.Holder), StringComparison.Ordinal);
        Assert.Equal(1, await host.Db(db => db.OutgoingEmails.CountAsync(m => m.To == scene.Claimant.Email && m.Kind == "claim-passed")));
    }
}

/// <summary>ACC-7: objecting in the last moment.</summary>
public sealed class ObjectingInTheLastMoment(RegistrationHost host) : IClassFixture<RegistrationHost>
{
    [Fact]
    public async Task An_objection_and_the_job_at_the_same_moment_leave_one_who_holds_it()
    {
        for (var round = 0; round < Tier.Times(50); round++)
        {
            var scene = await host.Claimed();
            var ends = (await host.Claim(scene.Id)).EndsAt;
            host.Clock.SetUtcNow(ends.AddTicks(-10));
            await Task.WhenAll(
                Task.Run(() => host.Use<AnswerClaim, AnswerClaimOutcome>(a => a.ObjectAsync(scene.Id, null, default))),
                Task.Run(async () =>
                {
                    host.Clock.SetUtcNow(ends);
                    await host.Run<PassClaims>();
                }));
            var claim = await host.Claim(scene.Id);
            Assert.Equal(claim.Status == OccupancyClaimStatus.Objected ? scene.Holder.OwnerId : scene.Claimant.OwnerId, await host.OccupantOf(scene.Home));
            Assert.Contains(claim.Status, new[] { OccupancyClaimStatus.Objected, OccupancyClaimStatus.Passed });
        }
    }
}
