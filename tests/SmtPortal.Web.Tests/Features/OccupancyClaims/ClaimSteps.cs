using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Registration;
using SmtPortal.Web.Tests.Features.Registration;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.OccupancyClaims;

/// <summary>A home that one account holds and another claims.</summary>
public sealed record ClaimScene(Premise Home, TestUser Holder, TestUser Claimant, Guid Id);

/// <summary>The steps of a claim that several tests take.</summary>
public static class ClaimSteps
{
    public static async Task<ClaimScene> Claimed(this PortalHost host, Language language = Language.English)
    {
        var home = await host.Given.Premise();
        var (holder, claimant) = (await host.Given.Customer(language, home), await host.Given.Customer(language));
        Assert.Equal(AddEsiidOutcome.Claimed, await host.Prove(claimant, home));
        // Mails of one moment leave in any order: this one leaves first.
        await host.SendMail();
        return new ClaimScene(home, holder, claimant, await host.Db(db => db.OccupancyClaims.Where(c => c.OpenEsiid == home.Esiid).Select(c => c.Id).SingleAsync()));
    }

    public static Task<AddEsiidOutcome> Prove(this PortalHost host, TestUser customer, Premise home) =>
        host.Use<AddEsiid, AddEsiidOutcome>(add => add.ExecuteAsync(customer.OwnerId, new ProofDetails(home.Esiid, home.MeterNumber, home.RepCertificate), default));

    public static Task<OccupancyClaim> Claim(this PortalHost host, Guid id) => host.Db(db => db.OccupancyClaims.AsNoTracking().SingleAsync(c => c.Id == id));

    /// <summary>The account that occupies a home now.</summary>
    public static Task<Guid> OccupantOf(this PortalHost host, Premise home) => host.Db(db => db.Occupancies.Where(o => o.CurrentEsiid == home.Esiid).Select(o => o.CustomerId).SingleAsync());

    /// <summary>Sends what waits, and opens the link of the mail to the holder.</summary>
    public static async Task<Page> OpenObjection(this PortalHost host, PortalClient browser, ClaimScene scene)
    {
        await host.SendMail();
        return await browser.GetPage(RecordedMail.LinkOf(host.Mail.To(scene.Holder.Email).Last(m => m.TextBody!.Contains("/object", StringComparison.Ordinal)), "object"));
    }

    /// <summary>The newest mail to somebody, its whole text in one line.</summary>
    public static async Task<string> NewestMail(this PortalHost host, TestUser user)
    {
        await host.SendMail();
        return RecordedMail.WordsOf(host.Mail.To(user.Email)[^1]);
    }
}
