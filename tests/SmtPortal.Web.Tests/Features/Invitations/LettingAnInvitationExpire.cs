using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Invitations;

/// <summary>INV-5: the clock decides, not the job. These tests move the clock, so they share no host with others.</summary>
public sealed class LettingAnInvitationExpire(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task From_its_end_on_everything_is_refused_although_no_job_has_run()
    {
        var (company, customer, invitation) = await Invited();
        GoTo(invitation.EndsAt.AddSeconds(-1));
        Assert.Equal("Open", (await Detail(company, invitation)).Document.QuerySelector(".chip")!.TextContent);
        GoTo(invitation.EndsAt);
        var page = await (await host.SignedIn(customer)).GetPage($"/invited/{invitation.PublicId}/accept");
        Assert.Contains("has expired", page.Text, StringComparison.Ordinal);
        Assert.Equal(AcceptOutcome.NoLongerOpen, (await host.Use<AcceptInvitation, AcceptResult>(a => a.ExecuteAsync(invitation.PublicId, customer.OwnerId, customer.Id, default))).Outcome);
        Assert.False(await host.Use<RejectInvitation, bool>(r => r.ExecuteAsync(invitation.PublicId, null, null, default)));
        Assert.False(await host.Use<KeepInvitation, bool>(k => k.ExecuteAsync(invitation.PublicId, customer.OwnerId, default)));
        Assert.Equal(ChangeInvitationOutcome.NoLongerOpen, await host.Use<WithdrawInvitation, ChangeInvitationOutcome>(w => w.ExecuteAsync(invitation.PublicId, company.OwnerId, company.Id, default)));
        Assert.Equal(ChangeInvitationOutcome.NoLongerOpen, await host.Use<ResendInvitation, ChangeInvitationOutcome>(r => r.ExecuteAsync(invitation.PublicId, company.OwnerId, default)));
        Assert.Equal("Expired", (await Detail(company, invitation)).Document.QuerySelector(".chip")!.TextContent);
        Assert.Equal(InvitationStatus.Open, await Status(invitation));
    }

    [Fact]
    public async Task The_job_then_says_so_once_and_tells_the_company()
    {
        var (company, _, invitation) = await Invited();
        GoTo(invitation.EndsAt.AddHours(1));
        await host.Run<ExpireInvitations>();
        await host.Run<ExpireInvitations>();
        Assert.Equal(InvitationStatus.Expired, await Status(invitation));
        Assert.Equal(1, await host.Db(db => db.LedgerEntries.CountAsync(e => e.InvitationId == invitation.PublicId && e.Act == ConsentAct.InvitationExpired)));
        await host.RunJobs();
        var office = await host.Db(db => db.ThirdParties.Where(c => c.Id == company.OwnerId).Select(c => c.NotificationEmail!).SingleAsync());
        Assert.Equal($"Expired: invitation {invitation.Number}", host.Mail.OnlyTo(office).Subject);
    }

    [Fact]
    public async Task INV_3_One_that_is_over_by_the_clock_does_not_stand_in_the_way_of_a_new_one()
    {
        var company = await host.Given.Company();
        var premise = await host.Given.Premise();
        var first = await host.Given.Invitation(company, "canary@canary.test", [premise]);
        GoTo(first.EndsAt);
        await host.Given.Invitation(company, "canary@canary.test", [premise]);
        Assert.Equal(InvitationStatus.Expired, await Status(first));
        await host.RunJobs();
        var office = await host.Db(db => db.ThirdParties.Where(c => c.Id == company.OwnerId).Select(c => c.NotificationEmail!).SingleAsync());
        Assert.Equal($"Expired: invitation {first.Number}", host.Mail.OnlyTo(office).Subject);
    }

    [Fact]
    public async Task INV_7_A_reason_can_be_given_for_a_day_only()
    {
        var (_, _, invitation) = await Invited();
        await host.Use<RejectInvitation, bool>(r => r.ExecuteAsync(invitation.PublicId, null, null, default));
        host.Clock.Advance(TimeSpan.FromHours(24));
        Assert.False(await host.Use<GiveRejectionReason, bool>(g => g.ExecuteAsync(invitation.PublicId, RejectionReason.DoNotShare, null, default)));
    }

    private async Task<(TestUser Company, TestUser Customer, Invitation Invitation)> Invited()
    {
        var company = await host.Given.Company();
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(premise);
        return (company, customer, await host.Given.Invitation(company, customer.Email, [premise]));
    }

    private async Task<Page> Detail(TestUser company, Invitation invitation) =>
        await (await host.SignedIn(company)).GetPage($"/company/invitations/{invitation.PublicId}");

    private Task<InvitationStatus> Status(Invitation invitation) =>
        host.Db(db => db.Invitations.Where(i => i.Number == invitation.Number).Select(i => i.Status).SingleAsync());

    private void GoTo(DateTimeOffset moment)
    {
        if (moment > host.Now)
            host.Clock.SetUtcNow(moment);
    }
}
