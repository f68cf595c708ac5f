using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Audit;
using SmtPortal.Web.Features.OccupancyClaims;
using SmtPortal.Web.Features.Registration;
using SmtPortal.Web.Tests.Features.Registration;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.OccupancyClaims;

/// <summary>ACC-7: objections go to an operator, who decides for the one or the other with a note that both read.</summary>
public sealed class DecidingAboutAClaim(RegistrationHost host) : IClassFixture<RegistrationHost>
{
    private const string Note = "The lease shows it.";

    [Fact]
    public async Task The_queue_holds_what_waits_and_its_page_shows_both_sides()
    {
        var (scene, open) = (await Objected("Here since 2016."), await host.Claimed());
        var browser = await host.SignedIn(await host.Given.Operator());
        Assert.Contains("Waiting for a decision:", (await browser.GetPage("/ops")).Text, StringComparison.Ordinal);
        var list = await browser.GetPage("/ops/claims");
        Assert.Contains(scene.Home.Esiid, list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(open.Home.Esiid, list.Text, StringComparison.Ordinal);
        Assert.Contains(open.Home.Esiid, (await browser.GetPage("/ops/claims?all=true")).Text, StringComparison.Ordinal);
        var page = (await browser.GetPage($"/ops/claims/{scene.Id}")).Text;
        foreach (var words in new[] { scene.Holder.Email, scene.Claimant.Email, "Here since 2016.", scene.Home.Address })
            Assert.Contains(words, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_who_claims_it_passes_at_once_and_both_read_the_note()
    {
        var scene = await Objected(null);
        var officer = await host.Given.Operator();
        var browser = await host.SignedIn(officer);
        var ask = await browser.GetPage($"/ops/claims/{scene.Id}/for-claimant");
        var refused = await browser.PostForm(ask, button: "Decide for who claims");
        Assert.Equal(["Say why: both read it in the mail."], refused.Expect(HttpStatusCode.BadRequest).Problems);
        Assert.Contains("Both have been told by mail.", (await browser.PostForm(refused, new { Note }, "Decide for who claims")).Text, StringComparison.Ordinal);
        Assert.Equal(OccupancyClaimStatus.Passed, (await host.Claim(scene.Id)).Status);
        Assert.Equal(scene.Claimant.OwnerId, await host.OccupantOf(scene.Home));
        foreach (var side in new[] { scene.Holder, scene.Claimant })
            Assert.Contains(Note, await host.NewestMail(side), StringComparison.Ordinal);
        Assert.Contains("An operator of the portal decided that somebody else lives there now.", await host.NewestMail(scene.Holder), StringComparison.Ordinal);
        var entry = await host.Db(db => db.AuditEntries.AsNoTracking().SingleAsync(e => e.Path == $"/ops/claims/{scene.Id}"));
        Assert.Equal((AuditAct.ClaimPassed, officer.Id, Note), (entry.Act, entry.ActorUserId, entry.Note));
        Assert.DoesNotContain(scene.Home.Esiid, entry.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_the_holder_it_stays_and_the_same_account_waits_before_it_claims_again()
    {
        var scene = await Objected(null);
        var browser = await host.SignedIn(await host.Given.Operator());
        await browser.PostForm(await browser.GetPage($"/ops/claims/{scene.Id}/for-holder"), new { Note }, "Decide for the holder");
        Assert.Equal(OccupancyClaimStatus.Refused, (await host.Claim(scene.Id)).Status);
        Assert.Equal(scene.Holder.OwnerId, await host.OccupantOf(scene.Home));
        Assert.Equal(AddEsiidOutcome.ClaimedTooSoon, await host.Prove(scene.Claimant, scene.Home));
        Assert.Equal(AddEsiidOutcome.Claimed, await host.Prove(await host.Given.Customer(), scene.Home));
        Assert.Equal(1, await host.Db(db => db.AuditEntries.CountAsync(e => e.Path == $"/ops/claims/{scene.Id}" && e.Act == AuditAct.ClaimRefused)));
    }

    [Fact]
    public async Task Of_two_operators_the_second_changes_nothing()
    {
        var scene = await Objected(null);
        var officer = await host.Given.Operator();
        Assert.True(await host.Use<DecideClaim, bool>(d => d.ExecuteAsync(scene.Id, forHolder: true, Note, officer.Id, default)));
        Assert.False(await host.Use<DecideClaim, bool>(d => d.ExecuteAsync(scene.Id, forHolder: false, "Another.", officer.Id, default)));
        Assert.Equal((OccupancyClaimStatus.Refused, Note), ((await host.Claim(scene.Id)).Status, (await host.Claim(scene.Id)).Note));
    }

    [Fact]
    public async Task One_without_an_objection_is_not_for_operators()
    {
        var scene = await host.Claimed();
        var officer = await host.Given.Operator();
        Assert.False(await host.Use<DecideClaim, bool>(d => d.ExecuteAsync(scene.Id, forHolder: false, Note, officer.Id, default)));
        Assert.Equal(OccupancyClaimStatus.Open, (await host.Claim(scene.Id)).Status);
    }

    private async Task<ClaimScene> Objected(string? words)
    {
        var scene = await host.Claimed();
        await host.Use<AnswerClaim, AnswerClaimOutcome>(a => a.ObjectAsync(scene.Id, words, default));
        await host.SendMail();
        return scene;
    }
}

/// <summary>ACC-7: the whole text of the mails about claims.</summary>
public sealed class TellingOfAClaim(RegistrationHost host) : IClassFixture<RegistrationHost>
{
    [Fact]
    public async Task The_holder_hears_of_it_in_English()
    {
        var scene = await host.Claimed();
        Assert.Equal(
            $"""
            Somebody else claims an ESIID of yours ====================================== Somebody has proved, with details from a bill, that they live at this ESIID, which your account holds. If you still live there, object: then nothing changes until an operator has decided. If you do nothing, it leaves your account, and every agreement for it ends.
            ESIID: {scene.Home.Esiid} Object until: Nov 30, 2026, 12:00 PM CT
            Object: https://localhost{Link(scene)}
            Look at the claim: https://localhost/customer/claims/{scene.Id}
            These links are yours alone: do not pass this mail on. Opening one changes nothing by itself; you are always asked once more.
            """.ReplaceLineEndings(" "), await host.NewestMail(scene.Holder));
    }

    [Fact]
    public async Task The_holder_hears_of_it_in_Spanish()
    {
        var scene = await host.Claimed(Language.Spanish);
        var mail = await host.NewestMail(scene.Holder);
        Assert.StartsWith("Otra persona reclama un ESIID suyo ================================== Alguien ha demostrado, con datos de una factura, que vive en este ESIID, que está en su cuenta. Si usted todavía vive allí, opóngase: entonces nada cambia hasta que un operador haya decidido. Si no hace nada, saldrá de su cuenta, y todos los acuerdos sobre él terminarán.", mail, StringComparison.Ordinal);
        Assert.Contains($"Oponerse: https://localhost{Link(scene)} Ver la reclamación: https://localhost/customer/claims/{scene.Id} Estos enlaces son solo suyos", mail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.English, "Your objection is with the operators", "The holder objects to your claim", "The claimed ESIID stays yours", "Your claim was refused")]
    [InlineData(Language.Spanish, "Su oposición está con los operadores", "El titular se opone a su reclamación", "El ESIID reclamado sigue siendo suyo", "Su reclamación fue rechazada")]
    public async Task Both_hear_of_the_objection_and_of_the_decision(Language language, string objectedToHolder, string objected, string refusedToHolder, string refused)
    {
        var scene = await host.Claimed(language);
        await host.Use<AnswerClaim, AnswerClaimOutcome>(a => a.ObjectAsync(scene.Id, "Mine.", default));
        Assert.StartsWith(objectedToHolder, await host.NewestMail(scene.Holder), StringComparison.Ordinal);
        Assert.StartsWith(objected, await host.NewestMail(scene.Claimant), StringComparison.Ordinal);
        var officer = await host.Given.Operator();
        await host.Use<DecideClaim, bool>(d => d.ExecuteAsync(scene.Id, forHolder: true, "The lease shows it.", officer.Id, default));
        foreach (var (side, subject) in new[] { (scene.Holder, refusedToHolder), (scene.Claimant, refused) })
        {
            var mail = await host.NewestMail(side);
            Assert.StartsWith(subject, mail, StringComparison.Ordinal);
            Assert.Contains("The lease shows it.", mail, StringComparison.Ordinal);
            Assert.Contains($"ESIID: {scene.Home.Esiid}", mail, StringComparison.Ordinal);
            Assert.DoesNotContain("Mine.", mail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_claimed_hears_that_it_is_theirs()
    {
        var scene = await host.Claimed();
        await host.Use<AnswerClaim, AnswerClaimOutcome>(a => a.GiveUpAsync(scene.Id, scene.Holder.Id, default));
        Assert.Equal(
            $"""
            The ESIID that you claimed is in your account ============================================= You see its data from your first day there, and you can answer invitations for it. What the former holder agreed to has ended.
            ESIID: {scene.Home.Esiid}
            Your ESIIDs: https://localhost/customer/esiids
            """.ReplaceLineEndings(" "), await host.NewestMail(scene.Claimant));
    }

    private string Link(ClaimScene scene) => RecordedMail.LinkOf(host.Mail.To(scene.Holder.Email)[^1], "object");
}
