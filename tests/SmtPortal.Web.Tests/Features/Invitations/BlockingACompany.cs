using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Registry;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Invitations;

/// <summary>INV-10. These tests move the clock, so they share no host with others.</summary>
public sealed class BlockingACompany(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task INV_10_By_link_the_address_refuses_and_the_company_sees_its_next_invitation_expire()
    {
        var (company, customer, premise) = await Three();
        var first = await host.Given.Invitation(company, customer.Email, [premise]);
        await host.RunJobs();
        var browser = host.Browser();
        var ask = await browser.GetPage(RecordedMail.LinkOf(host.Mail.OnlyTo(customer.Email), "block"));
        Assert.StartsWith("Block Bright Advice", ask.Heading, StringComparison.Ordinal);
        var done = await browser.PostForm(ask, button: "Block this company");
        Assert.Equal("The company is blocked", done.Heading);
        Assert.Equal(InvitationStatus.Rejected, (await Row(first)).Status);
        await host.RunJobs();
        var mails = host.Mail.To(customer.Email).Count;

        var second = await host.Given.Invitation(company, customer.Email, [await host.Given.Premise()]);
        await host.RunJobs();
        Assert.Equal(mails, host.Mail.To(customer.Email).Count);
        Assert.DoesNotContain("Look at it and answer", (await (await host.SignedIn(customer)).GetPage("/customer")).Text, StringComparison.Ordinal);
        var office = await host.SignedIn(company);
        Assert.Equal("Open", (await office.GetPage($"/company/invitations/{second.PublicId}")).Document.QuerySelector(".chip")!.TextContent);
        Assert.Equal(ChangeInvitationOutcome.Done, await host.Use<ResendInvitation, ChangeInvitationOutcome>(r => r.ExecuteAsync(second.PublicId, company.OwnerId, default)));
        await host.RunJobs();
        Assert.Equal(mails, host.Mail.To(customer.Email).Count);

        host.Clock.Advance(second.EndsAt - host.Now);
        await host.Run<ExpireInvitations>();
        Assert.Equal("Expired", (await (await host.SignedIn(company)).GetPage($"/company/invitations/{second.PublicId}")).Document.QuerySelector(".chip")!.TextContent);
        Assert.Equal(mails, host.Mail.To(customer.Email).Count);
    }

    [Fact]
    public async Task INV_10_Signed_in_the_account_refuses_and_may_allow_again()
    {
        var (company, customer, premise) = await Three();
        var invitation = await host.Given.Invitation(company, customer.Email, [premise]);
        var browser = await host.SignedIn(customer);
        var list = await browser.PostForm(await browser.GetPage($"/invited/{invitation.PublicId}/block"), button: "Block this company");
        Assert.Equal("Blocked companies", list.Heading);
        Assert.Contains("Its invitations no longer reach you.", list.Text, StringComparison.Ordinal);
        Assert.True((await Row(await host.Given.Invitation(company, customer.Email, [await host.Given.Premise()]))).IsRefused);

        list = await browser.PostForm(list, button: "Allow again");
        Assert.Contains("No company is blocked", list.Text, StringComparison.Ordinal);
        Assert.False((await Row(await host.Given.Invitation(company, customer.Email, [await host.Given.Premise()]))).IsRefused);
    }

    [Fact]
    public async Task INV_10_Other_companies_and_other_addresses_are_not_touched()
    {
        var (company, customer, premise) = await Three();
        var invitation = await host.Given.Invitation(company, customer.Email, [premise]);
        await host.Use<BlockCompany, bool>(async b =>
        {
            await b.ExecuteAsync(invitation.PublicId, byLink: true, customer.OwnerId, customer.Id, default);
            await b.ExecuteAsync(invitation.PublicId, byLink: true, customer.OwnerId, customer.Id, default);
            return true;
        });
        Assert.Equal(2, await host.Db(db => db.CompanyBlocks.CountAsync(b => b.ThirdPartyId == company.OwnerId)));
        Assert.False((await Row(await host.Given.Invitation(await host.Given.Company(), customer.Email, [premise]))).IsRefused);
        Assert.False((await Row(await host.Given.Invitation(company, "canary-neighbour@canary.test", [await host.Given.Premise()]))).IsRefused);
        // Somebody else's list does not show it, and cannot lift it.
        var stranger = await host.Given.Customer();
        var page = await (await host.SignedIn(stranger)).GetPage("/customer/blocked-companies");
        Assert.Contains("No company is blocked", page.Text, StringComparison.Ordinal);
        await host.Use<UnblockCompany, bool>(async u =>
        {
            await u.ExecuteAsync(company.OwnerId, stranger.OwnerId, default);
            return true;
        });
        Assert.Equal(2, await host.Db(db => db.CompanyBlocks.CountAsync(b => b.ThirdPartyId == company.OwnerId)));
    }

    [Fact]
    public async Task INV_10_After_a_rejection_the_company_waits_thirty_days_for_the_same_address_and_ESIID()
    {
        var (company, customer, premise) = await Three();
        var invitation = await host.Given.Invitation(company, customer.Email, [premise]);
        await host.Use<RejectInvitation, bool>(r => r.ExecuteAsync(invitation.PublicId, null, null, default));
        var rejectedAt = host.Now;
        var page = await Invite(company, customer.Email, premise);
        Assert.Contains(page.Problems, p => p.StartsWith($"{premise.Esiid} was refused to you at this address; you may ask again from", StringComparison.Ordinal));
        Assert.StartsWith("Invitation ", (await Invite(company, "canary-other@canary.test", premise)).Heading, StringComparison.Ordinal);
        Assert.StartsWith("Invitation ", (await Invite(company, customer.Email, await host.Given.Premise())).Heading, StringComparison.Ordinal);

        host.Clock.Advance(rejectedAt.AddDays(30) - host.Now);
        await host.Run<ExpireInvitations>();
        Assert.StartsWith("Invitation ", (await Invite(company, customer.Email, premise)).Heading, StringComparison.Ordinal);
    }

    private async Task<Page> Invite(TestUser company, string email, Premise premise)
    {
        var browser = await host.SignedIn(company);
        return await browser.PostForm(
            await browser.GetPage("/company/invitations/new"),
            new { Email = email, Esiids = premise.Esiid, Access = "Continuous", Months = 3, Purpose = "Research" },
            "Send the invitation");
    }

    private async Task<(TestUser Company, TestUser Customer, Premise Premise)> Three()
    {
        var premise = await host.Given.Premise();
        return (await host.Given.Company(), await host.Given.Customer(premise), premise);
    }

    private Task<Invitation> Row(Invitation invitation) => host.Db(db => db.Invitations.AsNoTracking().SingleAsync(i => i.Number == invitation.Number));
}
