using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Bulk;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Bulk;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Inbox;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Features.Ratings;
using SmtPortal.Web.Tests.Features.OccupancyClaims;
using SmtPortal.Web.Tests.Features.Security;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

/// <summary>The authorization matrix: who gets what answer from every endpoint. A new one stands in a family, or this fails.</summary>
[Trait("Once", "true")]
public sealed class KnowingWhoMayDoWhat(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Matrix = """
        #                                                                                                   guest customer viewer other     member admin  other     pending suspended operator later
        #                                                                                                                         customer                company

        = Open to everybody                                                                               : ok    ok       ok     ok        ok     ok     ok        ok      ok        ok       -
          GET /
          * /health/live
          * /health/ready
          GET /invited/{id:guid}/register
          POST /language
          GET /password/forgot
          POST /password/forgot
          GET /password/forgot/asked
          GET /register
          POST /register
          GET /register/check-mail
          GET /register/company
          POST /register/company
          GET /register/company/rules
          GET /sign-in
          POST /sign-in
          POST /sign-in/passkey
          POST /sign-in/passkey/question

        = Behind a link of a mail, which none of these holds                                              : gone  gone     gone   gone      gone   gone   gone      gone    gone      gone     -
          GET /colleague/{id:guid}
          POST /colleague/{id:guid}
          GET /confirm-address/{id:guid}
          POST /confirm-address/{id:guid}
          GET /l/{token}/{word?}
          GET /notification-address/{id:guid}
          POST /notification-address/{id:guid}
          GET /password/reset/{id:guid}
          POST /password/reset/{id:guid}
          GET /register/company/{id:guid}
          POST /register/company/{id:guid}

        = Not there when asked for by hand, outside the demo, or without a link of a mail                 : none  none     none   none      none   none   none      none    none      none     -
          GET /demo/mail
          GET /demo/mail/{number:long}
          GET /demo/mail/{number:long}/html
          * /error
          * /error/{status:int}
          GET /extension/{id:guid}/decline
          POST /extension/{id:guid}/decline
          GET /claim/{id:guid}/object
          POST /claim/{id:guid}/object
          * /{**path}

        = Lead to sign in: the second step without the first, and signing out everywhere                  : in    in       in     in        in     in     in        in      in        in       -
          POST /security/sessions/end-all
          GET /sign-in/code
          POST /sign-in/code
          GET /sign-in/recovery-code

        = Their own sign-in, of everybody who is signed in                                                : in    ok       ok     ok        ok     ok     ok        ok      in        ok       -
          GET /security
          GET /security/address/sent
          GET /security/confirm
          POST /security/confirm
          POST /security/confirm/passkey
          POST /security/confirm/passkey/question
          GET /security/password
          POST /security/password
          GET /security/second-factor
          GET /security/sign-ins
          GET /session
          POST /session
          POST /sign-out

        = Their own second factors and address                                                            : in    ok       ok     ok        ok     ok     ok        ok      in        ok       confirm
          GET /security/address
          POST /security/address
          GET /security/authenticator
          POST /security/authenticator
          POST /security/authenticator/recovery-codes
          GET /security/authenticator/remove
          POST /security/authenticator/remove
          POST /security/authenticator/start
          POST /security/passkeys
          GET /security/passkeys/new
          POST /security/passkeys/question

        = Of the one sign-in to which the thing belongs                                                   : in    ok       none   none      none   none   none      none    in        none     -
          GET /security/address/{id:guid}
          POST /security/address/{id:guid}
          POST /security/sessions/{id:guid}/end

        = Of the one sign-in to which the second factor belongs                                           : in    ok       none   none      none   none   none      none    in        none     confirm
          GET /security/authenticator/qr
          GET /security/passkeys/{id}/remove
          POST /security/passkeys/{id}/remove
          GET /security/passkeys/{id}/rename
          POST /security/passkeys/{id}/rename

        = A customer’s account, for who manages it and who views it                                       : in    ok       ok     ok        no     no     no        no      in        no       -
          GET /customer
          GET /customer/activity
          GET /customer/agreements
          POST /customer/agreements/find
          GET /customer/blocked-companies
          GET /customer/esiids
          GET /customer/profile
          POST /customer/profile

        = A thing of a customer’s account, for who manages it and who views it                            : in    ok       ok     none      no     no     no        no      in        no       -
          GET /customer/agreements/{number:long}
          GET /customer/agreements/{number:long}/receipt
          GET /customer/agreements/{number:long}/receipt.json
          GET /customer/claims/{id:guid}
          GET /customer/extensions/{id:guid}
          GET /customer/users
          GET /invited/{id:guid}/accepted

        = What changes a customer’s account: not for who views it                                         : in    ok       no     ok        no     no     no        no      in        no       -
          GET /customer/agreements/stop-all
          POST /customer/agreements/stop-all
          POST /customer/blocked-companies/allow
          GET /customer/esiids/add
          POST /customer/esiids/add
          GET /customer/esiids/file
          POST /customer/esiids/file
          GET /customer/esiids/file/sample.csv

        = Invites somebody to an account                                                                  : in    ok       no     ok        no     no     no        no      in        no       confirm
          POST /customer/users/invite

        = What matters most in a customer’s account                                                       : in    ok       no     ok        no     no     no        no      in        no       confirm
          GET /customer/profile/code
          POST /customer/profile/code
          GET /customer/profile/close
          POST /customer/profile/close

        = Decides about a thing of a customer’s account: not for who views it                             : in    ok       no     none      no     no     no        no      in        no       -
          GET /customer/agreements/{number:long}/end
          POST /customer/agreements/{number:long}/end
          GET /customer/agreements/{number:long}/extend
          POST /customer/agreements/{number:long}/extend
          GET /customer/agreements/{number:long}/rating
          POST /customer/agreements/{number:long}/rating
          POST /customer/agreements/{number:long}/rating/take-back
          POST /customer/claims/{id:guid}/object
          GET /customer/claims/{id:guid}/withdraw
          POST /customer/claims/{id:guid}/withdraw
          POST /customer/extensions/{id:guid}/approve
          POST /customer/extensions/{id:guid}/decline
          GET /customer/users/invitations/{id:guid}/withdraw
          POST /customer/users/invitations/{id:guid}/withdraw
          POST /invited/{id:guid}/accept
          POST /invited/{id:guid}/keep

        = Decides about the users of a business’s account, and gives an ESIID up                           : in    ok       no     none      no     no     no        no      in        no       confirm
          POST /customer/users/invitations/{id:guid}/resend
          GET /customer/claims/{id:guid}/give-up
          POST /customer/claims/{id:guid}/give-up
          GET /customer/users/invite
          GET /customer/users/{id:guid}/remove
          POST /customer/users/{id:guid}/remove
          GET /customer/users/{id:guid}/role
          POST /customer/users/{id:guid}/role

        = An invitation, in the portal                                                                    : in    ok       ok     none      none   none   none      none    in        none     -
          GET /invited/{id:guid}/accept

        = What became of an invitation, in the portal                                                     : none  ok       ok     none      none   none   none      none    none      none     -
          GET /invited/{id:guid}/blocked
          GET /invited/{id:guid}/rejected

        = Asks before saying no to an invitation in the portal: by the mail’s link anybody may            : in    ok       no     none      none   none   none      none    in        none     -
          GET /invited/{id:guid}/block
          GET /invited/{id:guid}/not-for-me
          GET /invited/{id:guid}/reject

        = Says no to an invitation in the portal: by the mail’s link anybody may                          : none  ok       no     none      none   none   none      none    none      none     -
          POST /invited/{id:guid}/block
          POST /invited/{id:guid}/not-for-me
          POST /invited/{id:guid}/reject
          POST /invited/{id:guid}/rejected

        = A company’s account, for all who work in it                                                     : in    no       no     no        ok     ok     ok        no      in        no       -
          GET /company
          GET /company/account
          GET /company/account/colleagues
          GET /company/agreements
          POST /company/agreements/export
          POST /company/agreements/find
          GET /company/agreements/list.csv
          GET /company/agreements/list.xlsx
          GET /company/bulk
          POST /company/bulk/agreements
          POST /company/bulk/invitations
          GET /company/delivery
          GET /company/invitations
          POST /company/invitations/export
          GET /company/invitations/file
          POST /company/invitations/file
          GET /company/invitations/file/template.csv
          GET /company/invitations/file/template.xlsx
          POST /company/invitations/find
          GET /company/invitations/list.csv
          GET /company/invitations/list.xlsx
          GET /company/invitations/new
          POST /company/invitations/new
          POST /company/invitations/preview
          GET /company/ratings
          GET /company/reports
          GET /company/reports/new
          POST /company/reports/new

        = A thing of a company, for all who work in it                                                    : in    no       no     no        ok     ok     none      no      in        no       -
          GET /company/agreements/{number:long}
          GET /company/agreements/{number:long}/end
          POST /company/agreements/{number:long}/end
          GET /company/agreements/{number:long}/extension
          POST /company/agreements/{number:long}/extension
          POST /company/agreements/{number:long}/extension/remind
          POST /company/agreements/{number:long}/extension/withdraw
          GET /company/bulk/{id:guid}
          GET /company/bulk/{id:guid}/results.csv
          POST /company/bulk/{id:guid}/start
          POST /company/bulk/{id:guid}/stop
          GET /company/invitations/{id:guid}
          GET /company/invitations/{id:guid}/again
          POST /company/invitations/{id:guid}/resend
          GET /company/invitations/{id:guid}/withdraw
          POST /company/invitations/{id:guid}/withdraw
          GET /company/reports/{publicId:guid}
          POST /company/reports/{publicId:guid}/cancel
          GET /company/reports/{publicId:guid}/refused.csv
          POST /company/reports/{publicId:guid}/retry

        = What matters most in a company’s account, for its administrators                                : in    no       no     no        no     ok     ok        no      in        no       confirm
          GET /company/account/close
          POST /company/account/close
          GET /company/account/colleagues/invite
          POST /company/account/colleagues/invite
          GET /company/account/mail
          POST /company/account/mail
          GET /company/account/profile
          POST /company/account/profile
          GET /company/delivery/password
          POST /company/delivery/password

        = Takes an invitation of a colleague back                                                         : in    no       no     no        no     ok     none      no      in        no       -
          GET /company/account/colleagues/invitations/{id:guid}/withdraw
          POST /company/account/colleagues/invitations/{id:guid}/withdraw

        = Decides about colleagues                                                                        : in    no       no     no        no     ok     none      no      in        no       confirm
          POST /company/account/colleagues/invitations/{id:guid}/resend
          GET /company/account/colleagues/{id:guid}/remove
          POST /company/account/colleagues/{id:guid}/remove
          GET /company/account/colleagues/{id:guid}/role
          POST /company/account/colleagues/{id:guid}/role

        = A company that waits for approval                                                               : in    no       no     no        no     no     no        ok      in        no       -
          GET /company/waiting

        = The operators’                                                                                  : in    no       no     no        no     no     no        no      in        ok       -
          GET /ops
          GET /ops/audit
          GET /ops/companies
          GET /ops/companies/{id:guid}
          GET /ops/claims
          GET /ops/claims/{id:guid}
          GET /ops/inbox
          POST /ops/inbox
          GET /ops/inbox/{number:long}
          * /ops/jobs/{**path}
          GET /ops/mail
          GET /ops/mail/{id:guid}
          GET /ops/mail/{id:guid}/html
          POST /ops/mail/{id:guid}/resend
          GET /ops/moves
          POST /ops/moves
          POST /ops/moves/check
          GET /ops/moves/file
          POST /ops/moves/file
          GET /ops/moves/file/sample.csv
          GET /ops/moves/new
          GET /ops/moves/{id:guid}
          GET /ops/ratings
          GET /ops/ratings/{id:guid}
          POST /ops/ratings/{id:guid}

        = What matters most of what operators do                                                          : in    no       no     no        no     no     no        no      in        ok       confirm
          GET /ops/companies/{id:guid}/approve
          POST /ops/companies/{id:guid}/approve
          GET /ops/companies/{id:guid}/close
          POST /ops/companies/{id:guid}/close
          GET /ops/companies/{id:guid}/refuse
          POST /ops/companies/{id:guid}/refuse
          GET /ops/companies/{id:guid}/resume
          POST /ops/companies/{id:guid}/resume
          GET /ops/companies/{id:guid}/suspend
          POST /ops/companies/{id:guid}/suspend
          GET /ops/claims/{id:guid}/for-claimant
          POST /ops/claims/{id:guid}/for-claimant
          GET /ops/claims/{id:guid}/for-holder
          POST /ops/claims/{id:guid}/for-holder
          POST /ops/moves/file/enter
          POST /ops/moves/new
        """;

    /// <summary>Whose thing stands at the addresses that begin so; the longest that fits counts.</summary>
    private static readonly Dictionary<string, Func<AccessCast, Task<IReadOnlyDictionary<string, string>>>> Things = new()
    {
        ["/company/invitations/{id:guid}"] = async cast => Id((await InvitationOf(cast)).PublicId),
        ["/company/agreements/{number:long}"] = async cast => Number((await AgreementOf(cast)).Number),
        ["/company/bulk/{id:guid}"] = async cast =>
        {
            await InvitationOf(cast);
            var author = new BulkAuthor((await cast.UserOf(Visitor.Administrator)).OwnerId, (await cast.UserOf(Visitor.Administrator)).Id);
            return Id((await cast.Host.Use<ChooseBulk, BulkTask?>(choose => choose.InvitationsAsync(author, BulkKind.Remind, new InvitationSearch(), default)))!.Id);
        },
        ["/company/reports/{publicId:guid}"] = async cast =>
        {
            var (browser, agreement) = (await cast.BrowserOf(Visitor.Administrator), await AgreementOf(cast));
            var day = new DateOnly(2026, 11, 1);
            await browser.PostForm(await browser.GetPage($"/company/reports/new?agreement={agreement.Number}"), new { From = day, To = day }, "Ask for the report");
            var (host, company) = (cast.Host, (await cast.UserOf(Visitor.Administrator)).OwnerId);
            return new Dictionary<string, string> { ["publicId"] = (await host.Db(db => db.Reports.Where(r => r.ThirdPartyId == company).Select(r => r.PublicId).SingleAsync())).ToString() };
        },
        ["/company/account/colleagues/{id:guid}"] = cast => IdOf(cast, Visitor.Member),
        ["/company/account/colleagues/invitations/{id:guid}"] = cast => Invited(cast, Visitor.Administrator),
        ["/customer/agreements/{number:long}"] = async cast => Number((await AgreementOf(cast)).Number),
        ["/customer/claims/{id:guid}"] = cast => Claimed(cast, ofHolder: true),
        ["/customer/claims/{id:guid}/give-up"] = cast => Claimed(cast, ofHolder: true),
        ["/customer/claims/{id:guid}/withdraw"] = cast => Claimed(cast, ofHolder: false),
        ["/ops/claims/{id:guid}"] = cast => Claimed(cast, ofHolder: true),
        ["/customer/extensions/{id:guid}"] = async cast => Id((await cast.Host.Given.Extension(await cast.UserOf(Visitor.Administrator), await AgreementOf(cast))).Id),
        ["/customer/users/{id:guid}"] = cast => IdOf(cast, Visitor.Viewer),
        ["/customer/users/invitations/{id:guid}"] = cast => Invited(cast, Visitor.Customer),
        ["/invited/{id:guid}"] = async cast => Id((await InvitationOf(cast)).PublicId),
        ["/invited/{id:guid}/accepted"] = async cast =>
        {
            var number = (await AgreementOf(cast)).InvitationNumber;
            return Id(await cast.Host.Db(db => db.Invitations.Where(i => i.Number == number).Select(i => i.PublicId).SingleAsync()));
        },
        ["/invited/{id:guid}/rejected"] = async cast =>
        {
            var invitation = await cast.Host.Given.Invitation(await cast.Host.Given.Company(), (await cast.UserOf(Visitor.Customer)).Email, [cast.Premises[1]]);
            await cast.Host.Use<RejectInvitation, bool>(reject => reject.ExecuteAsync(invitation.PublicId, null, null, default));
            return Id(invitation.PublicId);
        },
        ["/security/passkeys/{id}"] = async cast => new Dictionary<string, string> { ["id"] = (await (await cast.BrowserOf(Visitor.Customer)).AddPasskey()).Id },
        ["/security/sessions/{id:guid}/end"] = async cast =>
        {
            var (host, user) = (cast.Host, (await cast.UserOf(Visitor.Customer)).Id);
            await host.SignedIn(await cast.UserOf(Visitor.Customer));
            return Id(await host.Db(db => db.UserSessions.Where(s => s.UserId == user).OrderBy(s => s.Id).Select(s => s.Id).FirstAsync()));
        },
        ["/security/address/{id:guid}"] = async cast =>
        {
            var (browser, email) = (await cast.BrowserOf(Visitor.Customer), $"canary{Given.Next()}@canary.test");
            await browser.PostForm(await browser.GetPage("/security/address"), new { Email = email }, "Send the link");
            await cast.Host.SendMail();
            var page = await browser.GetPage(RecordedMail.LinkOf(cast.Host.Mail.OnlyTo(email), "confirm"));
            return new Dictionary<string, string> { ["id"] = page.Response.RequestMessage!.RequestUri!.Segments[^1] };
        },
        ["/security/authenticator/qr"] = async cast =>
        {
            var browser = await cast.BrowserOf(Visitor.Customer);
            await browser.PostForm(await browser.GetPage("/security"), button: "Set up an authenticator app");
            return Id(Guid.Empty);
        },
        ["/ops/jobs"] = _ => Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string> { ["path"] = "" }),
        ["/ops/inbox/{number:long}"] = async cast => Number(await cast.Host.Db(async db =>
        {
            var file = InboxFile.Receive("canary.csv", cast.Host.Now);
            db.InboxFiles.Add(file);
            await db.SaveChangesAsync();
            return file.Number;
        })),
        ["/ops/moves/{id:guid}"] = async cast =>
        {
            var move = MoveEvent.Enter(MoveKind.MoveIn, (await cast.Host.Given.Premise()).Esiid, CentralTime.DayOf(cast.Host.Now).AddDays(30), null, cast.Host.Now);
            await cast.Host.Db(db =>
            {
                db.MoveEvents.Add(move);
                return db.SaveChangesAsync();
            });
            return Id(move.Id);
        },
        ["/ops/ratings/{id:guid}"] = async cast =>
        {
            var agreement = await AgreementOf(cast);
            await cast.Host.Use<RateCompany, RateOutcome>(rate => rate.ExecuteAsync(agreement.Number, agreement.CustomerId, 3, "canary", default));
            return Id(await cast.Host.Db(db => db.Ratings.Where(r => r.CustomerId == agreement.CustomerId).Select(r => r.Id).SingleAsync()));
        },
        ["/ops/companies/{id:guid}"] = cast => IdOf(cast, Visitor.Pending, owner: true),
        ["/ops/companies/{id:guid}/suspend"] = cast => IdOf(cast, Visitor.OtherCompany, owner: true),
        ["/ops/companies/{id:guid}/resume"] = cast => IdOf(cast, Visitor.Suspended, owner: true),
        ["/ops/companies/{id:guid}/close"] = cast => IdOf(cast, Visitor.OtherCompany, owner: true),
        ["/ops/mail/{id:guid}"] = async cast => Id(await cast.Host.Db(async db =>
        {
            var row = cast.Host.Services.CreateScope().ServiceProvider.GetRequiredService<Outbox>().Add(db, new ConfirmAddressEmail(Guid.NewGuid()), "canary@canary.test", Language.English);
            await db.SaveChangesAsync();
            return row.Id;
        })),
    };

    [Fact]
    public async Task Everybody_gets_the_answer_of_the_matrix_everywhere() =>
        Faults.None(await new AccessMatrix(host, Matrix, ValuesOf).FaultsAsync(), "Who may do what stands in House/KnowingWhoMayDoWhat.cs.");

    internal static Task<IReadOnlyDictionary<string, string>> ValuesOf(AccessCast cast, PortalEndpoint endpoint) =>
        Things.Keys.Where(route => endpoint.Route.StartsWith(route, StringComparison.Ordinal)).MaxBy(route => route.Length) is { } longest
            ? cast.ThingOf(longest, Things[longest])
            : Same(Guid.Parse("0198a9b2-0000-7000-8000-000000000001"));

    private static async Task<Agreement> AgreementOf(AccessCast cast)
    {
        var number = (await cast.ThingOf("agreement", async c => Number((await c.Host.Given.Agreement(await c.UserOf(Visitor.Administrator), await c.UserOf(Visitor.Customer), [c.Premises[0]], form => form.Months = 1)).Number)))["number"];
        return await cast.Host.Db(db => db.Agreements.AsNoTracking().SingleAsync(a => a.Number == long.Parse(number, CultureInfo.InvariantCulture)));
    }

    private static async Task<Domain.Invitations.Invitation> InvitationOf(AccessCast cast)
    {
        var id = Guid.Parse((await cast.ThingOf("invitation", async c => Id((await c.Host.Given.Invitation(await c.UserOf(Visitor.Administrator), (await c.UserOf(Visitor.Customer)).Email, [c.Premises[1]])).PublicId)))["id"]);
        return await cast.Host.Db(db => db.Invitations.AsNoTracking().SingleAsync(i => i.PublicId == id));
    }

    /// <summary>A claim on a home of the customer, or by the customer on somebody's.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> Claimed(AccessCast cast, bool ofHolder)
    {
        var (host, home, customer) = (cast.Host, await cast.Host.Given.Premise(), await cast.UserOf(Visitor.Customer));
        var (holder, claimant) = ofHolder ? (customer, await host.Given.Customer()) : (await host.Given.Customer(home), customer);
        if (ofHolder)
        {
            await host.Db(db =>
            {
                db.Occupancies.Add(Domain.Accounts.Occupancy.Begin(holder.OwnerId, home.Esiid, new DateOnly(2025, 1, 1), host.Now));
                return db.SaveChangesAsync();
            });
        }

        await host.Prove(claimant, home);
        return Id(await host.Db(db => db.OccupancyClaims.Where(c => c.OpenEsiid == home.Esiid).Select(c => c.Id).SingleAsync()));
    }

    private static async Task<IReadOnlyDictionary<string, string>> Invited(AccessCast cast, Visitor visitor)
    {
        var leader = await cast.UserOf(visitor);
        var by = new ColleagueInviter(leader.OwnerId, leader.Id, IsOfBusiness: visitor == Visitor.Customer);
        var invitation = ColleagueInvitation.Of(by, $"canary{Given.Next()}@canary.test", leads: false, TimeSpan.FromDays(7), cast.Host.Now);
        await cast.Host.Db(db =>
        {
            db.ColleagueInvitations.Add(invitation);
            return db.SaveChangesAsync();
        });
        return Id(invitation.Id);
    }

    private static Dictionary<string, string> Id(Guid id) => new() { ["id"] = id.ToString(), ["number"] = "987654321" };

    /// <summary>Of a visitor's sign-in, or of the account or company it belongs to.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> IdOf(AccessCast cast, Visitor visitor, bool owner = false)
    {
        var user = await cast.UserOf(visitor);
        return Id(owner ? user.OwnerId : user.Id);
    }

    private static Task<IReadOnlyDictionary<string, string>> Same(Guid id) => Task.FromResult<IReadOnlyDictionary<string, string>>(Id(id));

    private static Dictionary<string, string> Number(long number) => new() { ["number"] = number.ToString(CultureInfo.InvariantCulture) };
}

/// <summary>The matrix itself finds what it is there to find.</summary>
[Trait("Once", "true")]
public sealed class KnowingWithAFault(KnowingWithAFault.FaultyHost host) : IClassFixture<KnowingWithAFault.FaultyHost>
{
    private const string Matrix = """
        = One's own           : in ok ok none no no no no in no -
          GET /test/kept/{customer:guid}
          GET /test/leaking/{customer:guid}
          GET /test/gone/{customer:guid}
        = Everybody signed in : in ok ok ok ok ok ok ok in ok -
          GET /test/guarded
        """;

    [Fact]
    public async Task What_leaks_is_unlisted_gone_or_asks_otherwise_is_named_and_what_is_kept_is_not()
    {
        string[] routes = ["/test/kept", "/test/leaking", "/test/guarded", "/test/unlisted"];
        var matrix = new AccessMatrix(host, Matrix, async (cast, _) => new Dictionary<string, string> { ["customer"] = (await cast.UserOf(Visitor.Customer)).OwnerId.ToString() });
        var faults = await matrix.FaultsAsync(e => e.Method == "GET" && routes.Any(route => e.Route.StartsWith(route, StringComparison.Ordinal)));
        Assert.Equal(
        [
            "GET /test/gone/{customer:guid}: has a row, and there is no such endpoint. Take the row away.",
            "GET /test/guarded: should not ask who signed in a while ago to confirm, and does so",
            "GET /test/leaking/{customer:guid}: OtherCustomer should get 'none', and got 'ok'",
            "GET /test/unlisted/{customer:guid}: stands in no family. Put it under the one that says who may; today it answers: in ok ok none no no no no in no -",
        ], faults.Order(StringComparer.Ordinal));
    }

    public sealed class FaultyHost(TestDatabase databases) : PortalHost(databases)
    {
        protected override void ConfigureServices(IServiceCollection services) => TestControllers.Add(services);
    }
}
