using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Invitations;

/// <summary>INV-9: accept, reject, withdraw and expire exclude each other. 200 times in the long tier.</summary>
public sealed class AnsweringAtTheSameMoment(PortalHost host) : IClassFixture<PortalHost>
{
    private static int Times => Tier.Times(200);

    [Fact]
    public async Task Two_browsers_accept_and_reject_and_one_wins_each_time()
    {
        var company = await host.Given.Company();
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(premise);
        var wins = new Dictionary<InvitationStatus, int>();
        for (var round = 0; round < Times; round++)
        {
            var invitation = await host.Given.Invitation(company, customer.Email, [premise]);
            var (first, second) = (await host.SignedIn(customer), await host.SignedIn(customer));
            var accept = await first.GetPage($"/invited/{invitation.PublicId}/accept");
            var reject = await second.GetPage($"/invited/{invitation.PublicId}/reject");
            var answers = await Task.WhenAll(
                Task.Run(() => first.PostForm(accept, button: "Accept")),
                Task.Run(() => second.PostForm(reject, button: "Reject")));

            var row = await host.Db(db => db.Invitations.AsNoTracking().SingleAsync(i => i.Number == invitation.Number));
            var agreements = await host.Db(db => db.Agreements.CountAsync(a => a.InvitationNumber == invitation.Number));
            wins[row.Status] = wins.GetValueOrDefault(row.Status) + 1;
            if (row.Status == InvitationStatus.Accepted)
            {
                Assert.Equal(1, agreements);
                Assert.EndsWith("is in force", answers[0].Heading, StringComparison.Ordinal);
                Assert.Contains("You have accepted the invitation", answers[1].Text, StringComparison.Ordinal);
                await End(company, invitation);
            }
            else
            {
                Assert.Equal((InvitationStatus.Rejected, 0), (row.Status, agreements));
                Assert.Contains("has been rejected", answers[0].Text, StringComparison.Ordinal);
                Assert.Equal("The invitation is rejected", answers[1].Heading);
            }
        }

        // In hundreds of rounds each has won some: it is a race, and not an order.
        if (Tier.IsLong)
            Assert.Equal([InvitationStatus.Accepted, InvitationStatus.Rejected], wins.Keys.Order());
    }

    [Fact]
    public async Task Four_ways_at_once_leave_one_answer_one_ledger_entry_and_at_most_one_agreement()
    {
        var company = await host.Given.Company();
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(premise);
        var office = await host.OfficeOf(company);
        var answers = new Dictionary<InvitationStatus, int>();
        for (var round = 0; round < Times; round++)
        {
            var invitation = await host.Given.Invitation(company, customer.Email, [premise]);
            await Task.WhenAll(
                Task.Run(() => host.Use<AcceptInvitation, AcceptResult>(a => a.ExecuteAsync(invitation.PublicId, customer.OwnerId, customer.Id, default))),
                Task.Run(() => host.Use<AcceptInvitation, AcceptResult>(a => a.ExecuteAsync(invitation.PublicId, customer.OwnerId, customer.Id, default))),
                Task.Run(() => host.Use<RejectInvitation, bool>(r => r.ExecuteAsync(invitation.PublicId, null, null, default))),
                Task.Run(() => host.Use<WithdrawInvitation, ChangeInvitationOutcome>(w => w.ExecuteAsync(invitation.PublicId, company.OwnerId, company.Id, default))));
            var status = await host.Db(db => db.Invitations.Where(i => i.Number == invitation.Number).Select(i => i.Status).SingleAsync());
            Assert.NotEqual(InvitationStatus.Open, status);
            Assert.Equal(status == InvitationStatus.Accepted ? 1 : 0, await host.Db(db => db.Agreements.CountAsync(a => a.InvitationNumber == invitation.Number)));
            // "Invited" and one decision.
            Assert.Equal(2, await host.Db(db => db.LedgerEntries.CountAsync(e => e.InvitationId == invitation.PublicId)));
            // One to each side of what became of it.
            var told = await host.Db(db => db.OutgoingEmails.Where(m => m.To == customer.Email || m.To == office).Select(m => m.Kind).ToListAsync());
            answers[status] = answers.GetValueOrDefault(status) + 1;
            foreach (var side in new[] { "customer", "company" })
            {
                Assert.Equal(answers.GetValueOrDefault(InvitationStatus.Accepted), told.Count(kind => kind == $"accepted-{side}"));
                Assert.Equal(answers.GetValueOrDefault(InvitationStatus.Rejected), told.Count(kind => kind == $"rejected-{side}"));
            }

            if (status == InvitationStatus.Accepted)
                await End(company, invitation);
        }
    }

    private Task<TerminateOutcome> End(TestUser company, Invitation invitation) => host.Use<TerminateAgreement, TerminateOutcome>(async terminate =>
    {
        var number = await host.Db(db => db.Agreements.Where(a => a.InvitationNumber == invitation.Number).Select(a => a.Number).SingleAsync());
        return await terminate.ByThirdPartyAsync(number, company.OwnerId, company.Id, null, default);
    });
}
