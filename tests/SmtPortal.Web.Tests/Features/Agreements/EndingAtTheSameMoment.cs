using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Extensions;
using SmtPortal.Web.Features.Occupancies;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Features.Companies;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Agreements;

/// <summary>
/// AGR-2, AGR-3, AGR-5: what happens to an agreement from two sides at once happens once each, stands in the ledger once and is
/// mailed once. 200 times in the long tier.
/// </summary>
public sealed class EndingAtTheSameMoment(PortalHost host) : IClassFixture<PortalHost>
{
    private static int Times => Tier.Times(200);

    [Fact]
    public async Task Either_side_ends_it_while_the_customer_moves_out()
    {
        var company = await host.Given.Company();
        var (name, office) = (await NameOf(company), await host.OfficeOf(company));
        var today = CentralTime.DayOf(host.Now);
        var wins = new HashSet<EndReason>();
        for (var round = 0; round < Times; round++)
        {
            var premise = await host.Given.Premise();
            var customer = await host.Given.Customer(premise);
            var agreement = await host.Given.Agreement(company, customer, [premise]);
            var byCustomer = round % 2 == 0;
            var move = Task.Run(() => host.Given.MoveOut(premise, today));
            var end = Task.Run(() => host.Use<TerminateAgreement, TerminateOutcome>(t => byCustomer
                ? t.ByCustomerAsync(agreement.Number, customer.OwnerId, customer.Id, null, default)
                : t.ByThirdPartyAsync(agreement.Number, company.OwnerId, company.Id, null, default)));
            Assert.Equal(RecordMoveOutcome.Ended, await move);
            Assert.Equal(TerminateOutcome.Terminated, await end);

            var row = await Row(agreement);
            var ended = row.EndReason == EndReason.MoveOut ? 0 : 1;
            wins.Add(row.EndReason!.Value);
            Assert.Contains(row.EndReason.Value, new[] { byCustomer ? EndReason.ByCustomer : EndReason.ByThirdParty, EndReason.MoveOut });
            Assert.Equal(1, await Entries(agreement, ConsentAct.Terminated));
            Assert.Equal(1, await host.Db(db => db.LedgerEntries.CountAsync(e => e.CustomerId == customer.OwnerId && e.Act == ConsentAct.MovedOut)));
            Assert.Equal(ended, await Mails(customer.Email, $"Your agreement {agreement.Number} with {name} has ended"));
            var moved = await host.Db(db => db.OutgoingEmails.AsNoTracking().SingleAsync(m => m.To == customer.Email && m.Kind == "occupancy-ended-customer"));
            Assert.Equal(ended == 0, moved.Body!.Contains($"Agreement {agreement.Number} with", StringComparison.Ordinal));
            // By whatever it ended, the company is told once; of its own colleague's act by the day's digest, unless it chose otherwise.
            Assert.Equal(byCustomer || ended == 0 ? 1 : 0, await Mails(office, $"Agreement {agreement.Number} has ended"));
        }

        // In hundreds of rounds each has won some: it is a race, and not an order.
        if (Tier.IsLong)
            Assert.Equal([EndReason.ByCustomer, EndReason.ByThirdParty, EndReason.MoveOut], wins.Order());
    }

    [Fact]
    public async Task Two_users_of_a_business_extend_to_different_days()
    {
        var (company, premise, first, second) = await Four();
        for (var round = 0; round < Times; round++)
        {
            var agreement = await host.Given.Agreement(company, first, [premise], form => form.Months = 1);
            var (sooner, later) = (agreement.LastDay!.Value.AddMonths(1), agreement.LastDay.Value.AddMonths(3));
            var outcomes = await Task.WhenAll(
                Task.Run(() => Extend(agreement, first, sooner)),
                Task.Run(() => Extend(agreement, second, later)));
            // Whoever names the later day has it; the sooner one is an extension only while it is later than the day that stands.
            Assert.Equal(ExtendOutcome.Extended, outcomes[1]);
            await ExtendedTo(later, outcomes.Count(o => o == ExtendOutcome.Extended), agreement, company, first, second);
            await End(agreement, company);
        }
    }

    [Fact]
    public async Task A_customer_approves_a_request_and_extends_beyond_it()
    {
        var (company, premise, first, second) = await Four();
        for (var round = 0; round < Times; round++)
        {
            var agreement = await host.Given.Agreement(company, first, [premise], form => form.Months = 1);
            var request = await host.Given.Extension(company, agreement);
            var beyond = request.LastDay.AddMonths(2);
            var approve = Task.Run(() => host.Use<AnswerExtension, AnswerExtensionOutcome>(a => a.ApproveAsync(request.Id, first.Id, default)));
            var extend = Task.Run(() => Extend(agreement, second, beyond));
            var approved = await approve == AnswerExtensionOutcome.Done;
            // Approved first, it is extended further; extended first, the request has lost its ground.
            Assert.Equal(ExtendOutcome.Extended, await extend);

            var row = await host.Db(db => db.ExtensionRequests.AsNoTracking().SingleAsync(r => r.Id == request.Id));
            Assert.Equal(approved ? ExtensionStatus.Approved : ExtensionStatus.Cancelled, row.Status);
            await ExtendedTo(beyond, approved ? 2 : 1, agreement, company, first, second);
            Assert.Equal(approved ? 0 : 1, await Entries(agreement, ConsentAct.ExtensionCancelled));
            Assert.Equal(approved ? 1 : 0, await Mails(await host.OfficeOf(company), $"Approved: agreement {agreement.Number} runs until {Localization.Show.Day(request.LastDay)}"));
            await End(agreement, company);
        }
    }

    /// <summary>A company, and a business with one home and two users who decide.</summary>
    private async Task<(TestUser Company, Premise Premise, TestUser First, TestUser Second)> Four()
    {
        var premise = await host.Given.Premise();
        var first = await host.Given.Business(premise);
        return (await host.Given.Company(), premise, first, await host.Given.BusinessUser(first.OwnerId, CustomerRole.Manage));
    }

    /// <summary>So often, to this day in the end; each time both sides were told.</summary>
    private async Task ExtendedTo(DateOnly day, int times, Agreement agreement, TestUser company, params TestUser[] customers)
    {
        var row = await Row(agreement);
        Assert.Equal((day, CentralTime.EndOf(day)), (row.LastDay, row.EndsAt));
        Assert.Equal(times, await Entries(agreement, ConsentAct.Extended));
        var subject = $"Your agreement {agreement.Number} with {await NameOf(company)} was extended";
        foreach (var customer in customers)
            Assert.Equal(times, await Mails(customer.Email, subject));
        var office = await host.OfficeOf(company);
        var told = await host.Db(db => db.OutgoingEmails.Where(m => m.To == office).Select(m => m.Subject).ToListAsync());
        Assert.Equal(times, told.Count(s => s.Contains($": agreement {agreement.Number} runs until", StringComparison.Ordinal)));
    }

    private Task<ExtendOutcome> Extend(Agreement agreement, TestUser user, DateOnly day) =>
        host.Use<ExtendAgreement, ExtendOutcome>(e => e.ExecuteAsync(agreement.Number, user.OwnerId, user.Id, day, default));

    private Task<TerminateOutcome> End(Agreement agreement, TestUser company) =>
        host.Use<TerminateAgreement, TerminateOutcome>(t => t.ByThirdPartyAsync(agreement.Number, company.OwnerId, company.Id, null, default));

    private async Task<string> NameOf(TestUser company) => (await host.Company(company.OwnerId)).Name;

    private Task<Agreement> Row(Agreement agreement) => host.Db(db => db.Agreements.AsNoTracking().SingleAsync(a => a.Number == agreement.Number));

    private Task<int> Entries(Agreement agreement, ConsentAct act) => host.Db(db => db.LedgerEntries.CountAsync(e => e.AgreementId == agreement.PublicId && e.Act == act));

    private Task<int> Mails(string to, string subject) => host.Db(db => db.OutgoingEmails.CountAsync(m => m.To == to && m.Subject == subject));
}
