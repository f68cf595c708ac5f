using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Bulk;
using SmtPortal.Web.Features.Bulk;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Features.OccupancyClaims;
using SmtPortal.Web.Tests.Features.Security;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

/// <summary>ACC-5, ACC-9: what belongs to another is not found.</summary>
public sealed class VisitingAnotherTenant(PortalHost host) : IClassFixture<PortalHost>
{
    /// <summary>Whose thing stands at which address. Every endpoint with a parameter in its route needs a row, an exemption, or the operators' policy.</summary>
    private static readonly TenantRow[] Rows =
    [
        new("/company/invitations/{id:guid}", async host =>
        {
            var company = await host.Given.Company();
            var invitation = await host.Given.Invitation(company, "canary@canary.test", [await host.Given.Premise()]);
            return new OwnedThing(await host.SignedIn(company), Id(invitation.PublicId));
        }),
        new("/company/agreements/{number:long}", async host =>
        {
            var (company, _, agreement) = await Agreed(host);
            return new OwnedThing(await host.SignedIn(company), Number(agreement.Number));
        }),
        new("/customer/agreements/{number:long}", async host =>
        {
            var (_, customer, agreement) = await Agreed(host);
            return new OwnedThing(await host.SignedIn(customer), Number(agreement.Number));
        }),
        new("/customer/agreements/{number:long}/extend", async host =>
        {
            var (_, customer, agreement) = await Agreed(host);
            return new OwnedThing(await host.SignedIn(customer), Number(agreement.Number));
        }),
        new("/company/agreements/{number:long}/extension", async host =>
        {
            var (company, _, agreement) = await Agreed(host);
            return new OwnedThing(await host.SignedIn(company), Number(agreement.Number));
        }),
        new("/customer/extensions/{id:guid}", async host =>
        {
            var company = await host.Given.Company();
            var premise = await host.Given.Premise();
            var customer = await host.Given.Customer(premise);
            var agreement = await host.Given.Agreement(company, customer, [premise], form => form.Months = 1);
            return new OwnedThing(await host.SignedIn(customer), Id((await host.Given.Extension(company, agreement)).Id));
        }),
        new("/customer/claims/{id:guid}", async host =>
        {
            var scene = await host.Claimed();
            return new OwnedThing(await host.SignedIn(scene.Holder), Id(scene.Id));
        }),
        new("/customer/claims/{id:guid}/withdraw", async host =>
        {
            var scene = await host.Claimed();
            return new OwnedThing(await host.SignedIn(scene.Claimant), Id(scene.Id));
        }),
        new("/company/reports/{publicId:guid}", async host =>
        {
            var (company, _, agreement) = await Agreed(host);
            var browser = await host.SignedIn(company);
            var day = new DateOnly(2026, 11, 1);
            (await browser.PostForm(await browser.GetPage($"/company/reports/new?agreement={agreement.Number}"), new { From = day, To = day }, "Ask for the report")).Expect(System.Net.HttpStatusCode.OK);
            var report = await host.Db(db => db.Reports.Where(r => r.ThirdPartyId == company.OwnerId).Select(r => r.PublicId).SingleAsync());
            return new OwnedThing(browser, new Dictionary<string, string> { ["publicId"] = report.ToString() });
        }),
        new("/company/bulk/{id:guid}", async host =>
        {
            var company = await host.Given.Company();
            await host.Given.Invitation(company, "canary@canary.test", [await host.Given.Premise()]);
            var task = await host.Use<ChooseBulk, BulkTask?>(choose => choose.InvitationsAsync(new BulkAuthor(company.OwnerId, company.Id), BulkKind.Remind, new InvitationSearch(), default));
            return new OwnedThing(await host.SignedIn(company), Id(task!.Id));
        }),
        new("/company/account/colleagues/{id:guid}", async host =>
        {
            var company = await host.Given.Company();
            var colleague = await host.Given.CompanyUser(company.OwnerId, CompanyRole.Member);
            return new OwnedThing(await host.SignedIn(company), Id(colleague.Id));
        }, Form: new Dictionary<string, string> { ["Role"] = "Member" }),
        new("/company/account/colleagues/invitations/{id:guid}", async host =>
        {
            var company = await host.Given.Company();
            var invitation = ColleagueInvitation.Of(new ColleagueInviter(company.OwnerId, company.Id), "colleague@canary.test", leads: false, TimeSpan.FromDays(7), host.Now);
            await host.Db(db =>
            {
                db.ColleagueInvitations.Add(invitation);
                return db.SaveChangesAsync();
            });
            return new OwnedThing(await host.SignedIn(company), Id(invitation.Id));
        }),
        new("/customer/users/{id:guid}", async host =>
        {
            var manager = await host.Given.Business();
            var colleague = await host.Given.BusinessUser(manager.OwnerId, CustomerRole.View);
            return new OwnedThing(await host.SignedIn(manager), Id(colleague.Id));
        }, Form: new Dictionary<string, string> { ["Role"] = "View" }, Visitors: OtherBusiness),
        new("/customer/users/invitations/{id:guid}", async host =>
        {
            var manager = await host.Given.Business();
            var invitation = ColleagueInvitation.Of(new ColleagueInviter(manager.OwnerId, manager.Id, IsOfBusiness: true), "colleague@canary.test", leads: false, TimeSpan.FromDays(7), host.Now);
            await host.Db(db =>
            {
                db.ColleagueInvitations.Add(invitation);
                return db.SaveChangesAsync();
            });
            return new OwnedThing(await host.SignedIn(manager), Id(invitation.Id));
        }, Visitors: OtherBusiness),
        new("/security/address/{id:guid}", async host =>
        {
            var browser = await host.SignedIn(await host.Given.Customer());
            var email = $"canary{Given.Next()}@canary.test";
            await browser.PostForm(await browser.GetPage("/security/address"), new { Email = email }, "Send the link");
            await host.SendMail();
            var page = await browser.GetPage(RecordedMail.LinkOf(host.Mail.OnlyTo(email), "confirm"));
            return new OwnedThing(browser, new Dictionary<string, string> { ["id"] = page.Response.RequestMessage!.RequestUri!.Segments[^1] });
        }),
        new("/security/sessions/{id:guid}/end", async host =>
        {
            var customer = await host.Given.Customer();
            await host.SignedIn(customer);
            var session = await host.Db(db => db.UserSessions.Where(s => s.UserId == customer.Id).Select(s => s.Id).SingleAsync());
            return new OwnedThing(await host.SignedIn(customer), Id(session));
        }),
        new("/security/passkeys/{id}", async host =>
        {
            var browser = await host.SignedIn(await host.Given.Customer());
            return new OwnedThing(browser, new Dictionary<string, string> { ["id"] = (await browser.AddPasskey()).Id });
        }, Form: new Dictionary<string, string> { ["Name"] = "Of somebody" }),
        new("/invited/{id:guid}", Invited),
        new("/invited/{id:guid}/accepted", async host =>
        {
            var (_, customer, agreement) = await Agreed(host);
            return new OwnedThing(await host.SignedIn(customer), Id(await InvitationOf(host, agreement.InvitationNumber)));
        }),
        new("/invited/{id:guid}/rejected", async host =>
        {
            var thing = await Invited(host);
            await host.Use<RejectInvitation, bool>(reject => reject.ExecuteAsync(Guid.Parse(thing.Values["id"]), null, null, default));
            return thing;
        }, Form: new Dictionary<string, string> { ["Reason"] = "DoNotShare" }),
    ];

    /// <summary>Addresses whose parameter names nothing that belongs to anybody.</summary>
    private static readonly Dictionary<string, string> Exempt = new()
    {
        ["* /error/{status:int}"] = "an error page",
        ["* /{**path}"] = "answers 404",
        ["GET /l/{token}/{word?}"] = "holding the token is the right",
        ["GET /confirm-address/{id:guid}"] = "holding a mail's link is the right",
        ["POST /confirm-address/{id:guid}"] = "holding a mail's link is the right",
        ["GET /password/reset/{id:guid}"] = "holding a mail's link is the right",
        ["POST /password/reset/{id:guid}"] = "holding a mail's link is the right",
        ["GET /extension/{id:guid}/decline"] = "holding a mail's link is the right",
        ["POST /extension/{id:guid}/decline"] = "holding a mail's link is the right",
        ["GET /claim/{id:guid}/object"] = "holding a mail's link is the right",
        ["POST /claim/{id:guid}/object"] = "holding a mail's link is the right",
        ["GET /colleague/{id:guid}"] = "holding a mail's link is the right",
        ["POST /colleague/{id:guid}"] = "holding a mail's link is the right",
        ["GET /notification-address/{id:guid}"] = "holding a mail's link is the right",
        ["POST /notification-address/{id:guid}"] = "holding a mail's link is the right",
        ["GET /register/company/{id:guid}"] = "holding a mail's link is the right",
        ["POST /register/company/{id:guid}"] = "holding a mail's link is the right",
        ["GET /invited/{id:guid}/register"] = "leads to the form, and shows nothing of the invitation",
        ["GET /demo/mail/{number:long}"] = "answers 404 outside the demo",
        ["GET /demo/mail/{number:long}/html"] = "answers 404 outside the demo",
    };

    [Fact]
    public async Task Nothing_of_another_is_found() => Faults.None(await new TenantWalker(host, Rows, Exempt).FaultsAsync());

    /// <summary>Another business, and a home, which has no colleagues at all.</summary>
    private static async Task<IReadOnlyList<PortalClient>> OtherBusiness(PortalHost host) =>
        [await host.SignedIn(await host.Given.Business()), await host.SignedIn(await host.Given.Customer()), await host.SignedIn(await host.Given.Company())];

    private static Dictionary<string, string> Id(Guid id) => new() { ["id"] = id.ToString() };

    private static Dictionary<string, string> Number(long number) => new() { ["number"] = number.ToString(System.Globalization.CultureInfo.InvariantCulture) };

    private static async Task<(TestUser Company, TestUser Customer, Agreement Agreement)> Agreed(PortalHost host)
    {
        var (company, premise) = (await host.Given.Company(), await host.Given.Premise());
        var customer = await host.Given.Customer(premise);
        return (company, customer, await host.Given.Agreement(company, customer, [premise]));
    }

    private static async Task<OwnedThing> Invited(PortalHost host)
    {
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(premise);
        var invitation = await host.Given.Invitation(await host.Given.Company(), customer.Email, [premise]);
        return new OwnedThing(await host.SignedIn(customer), Id(invitation.PublicId));
    }

    private static Task<Guid> InvitationOf(PortalHost host, long number) =>
        host.Db(db => db.Invitations.Where(i => i.Number == number).Select(i => i.PublicId).SingleAsync());
}

/// <summary>The walk itself finds what it is there to find.</summary>
public sealed class WalkingWithAFault(WalkingWithAFault.FaultyHost host) : IClassFixture<WalkingWithAFault.FaultyHost>
{
    [Fact]
    public async Task What_leaks_is_unlisted_or_lost_is_named_and_what_is_kept_is_not()
    {
        var rows = new[] { "kept", "leaking", "lost", "gone" }.Select(name => new TenantRow($"/test/{name}/{{customer:guid}}", Customer)).ToList();
        var faults = (await new TenantWalker(host, rows, new Dictionary<string, string>()).FaultsAsync()).Where(fault => fault.Contains("/test/", StringComparison.Ordinal));
        Assert.Equal(
        [
            "/test/gone/{customer:guid}: listed, and no endpoint has it",
            "GET /test/leaking/{customer:guid}: a stranger got 200",
            "GET /test/leaking/{customer:guid}: no stranger of the right role got 404",
            "GET /test/lost/{customer:guid}: its owner got 404, so that the walk proves nothing",
            "GET /test/unlisted/{customer:guid}: no row says whose thing it shows",
        ], faults.Order(StringComparer.Ordinal));
    }

    private static async Task<OwnedThing> Customer(PortalHost host)
    {
        var customer = await host.Given.Customer();
        return new OwnedThing(await host.SignedIn(customer), new Dictionary<string, string> { ["customer"] = customer.OwnerId.ToString() });
    }

    public sealed class FaultyHost(TestDatabase databases) : PortalHost(databases)
    {
        protected override void ConfigureServices(IServiceCollection services) => TestControllers.Add(services);
    }
}
