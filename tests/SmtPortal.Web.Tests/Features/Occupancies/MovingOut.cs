using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Registry;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Features.Occupancies;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Occupancies;

/// <summary>AGR-5, ACC-7: a move ends what rests on the occupancy.</summary>
public sealed class MovingOut(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact] // AGR-5
    public async Task It_ends_what_rests_on_the_occupancy_and_nothing_else()
    {
        var (gone, kept) = (await host.Given.Premise(), await host.Given.Premise());
        var customer = await host.Given.Customer(gone, kept);
        var both = await host.Given.Agreement(await host.Given.Company(), customer, [gone, kept]);
        var only = await host.Given.Agreement(await host.Given.Company(), customer, [gone]);
        var bound = await Bound(customer, gone);
        var unbound = await host.Given.Invitation(await host.Given.Company(), customer.Email, [gone]);

        Assert.Equal(RecordMoveOutcome.Ended, await host.Given.MoveOut(gone, Today));

        Assert.Equal(AgreementStatus.Active, (await Row(both)).Status);
        Assert.Equal([kept.Esiid], (await Row(both)).Esiids.Where(e => e.IsIn).Select(e => e.Esiid));
        Assert.Equal((AgreementStatus.Terminated, EndReason.MoveOut), ((await Row(only)).Status, (await Row(only)).EndReason!.Value));
        Assert.Equal(InvitationStatus.Cancelled, await Status(bound));
        Assert.Equal(InvitationStatus.Open, await Status(unbound));
        Assert.Equal(Today.AddDays(-1), (await Occupancy(gone)).LastDay);
        Assert.True((await Occupancy(kept)).IsCurrent);
    }

    [Fact] // AGR-5, OPS-3, section 10: each row is also a webhook event
    public async Task Ledger_and_webhook_keep_each_thing_and_the_history_tells_it()
    {
        var (gone, kept) = (await host.Given.Premise(), await host.Given.Premise());
        var customer = await host.Given.Customer(gone, kept);
        var both = await host.Given.Agreement(await host.Given.Company(), customer, [gone, kept]);
        var only = await host.Given.Agreement(await host.Given.Company(), customer, [gone]);
        await host.Given.MoveOut(gone, Today);
        Assert.Equal(
            [ConsentAct.Accepted, ConsentAct.MovedOut],
            await host.Db(db => db.LedgerEntries.Where(e => e.AgreementId == both.PublicId).OrderBy(e => e.Act).Select(e => e.Act).ToListAsync()));
        Assert.Equal(1, await host.Db(db => db.LedgerEntries.CountAsync(e => e.CustomerId == customer.OwnerId && e.AgreementId == null && e.InvitationId == null && e.Act == ConsentAct.MovedOut)));
        Assert.Equal(
            ["agreement.moved_out", "agreement.terminated"],
            await host.Db(db => db.WebhookEvents.Where(e => (e.SubjectId == both.PublicId || e.SubjectId == only.PublicId) && e.Type != "agreement.accepted").Select(e => e.Type).Order().ToListAsync()));
        var browser = await host.SignedIn(customer);
        Assert.Contains("ESIIDs left it: the customer moved out", (await browser.GetPage($"/customer/agreements/{both.Number}")).Text, StringComparison.Ordinal);
    }

    [Fact] // AGR-5: one mail per customer and one per company, not one per agreement
    public async Task The_customer_and_each_company_get_one_mail_each()
    {
        var (gone, kept) = (await host.Given.Premise(), await host.Given.Premise());
        var customer = await host.Given.Customer(gone, kept);
        var (company, other) = (await host.Given.Company("Lone Star Advice"), await host.Given.Company("Solar Canary"));
        var ended = await host.Given.Agreement(company, customer, [gone], form => form.Reference = "R-1");
        var oneTime = await host.Given.Agreement(company, customer, [gone], host.OneTime());
        var both = await host.Given.Agreement(other, customer, [gone, kept]);
        await host.SendMail();
        var before = host.Mail.All.Count;

        await host.Given.MoveOut(gone, Today);
        await host.SendMail();

        var mails = host.Mail.All.Skip(before).ToList();
        Assert.Equal(3, mails.Count);
        var toCustomer = mails.Single(m => m.To.Mailboxes.Single().Address == customer.Email);
        Assert.Equal("An ESIID has left your account", toCustomer.Subject);
        foreach (var line in new[] { gone.Esiid, $"Agreement {ended.Number} with Lone Star Advice", $"Agreement {oneTime.Number} with Lone Star Advice", $"Agreement {both.Number} with Solar Canary", "Your last day there is Nov 22, 2026" })
            Assert.Contains(line, RecordedMail.WordsOf(toCustomer), StringComparison.Ordinal);
        var toCompany = mails.Single(m => m.Subject == "2 agreements have ended");
        Assert.Contains($"Agreement {ended.Number} (your reference R-1): {gone.Esiid}", RecordedMail.WordsOf(toCompany), StringComparison.Ordinal);
        Assert.DoesNotContain(customer.Email, toCompany.TextBody, StringComparison.Ordinal); // ACC-3
        Assert.Contains(mails, m => m.Subject == $"Agreement {both.Number} has lost an ESIID");
    }

    [Fact] // INV-11
    public async Task A_company_with_a_bound_invitation_only_is_not_told_why()
    {
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(premise);
        var bound = await Bound(customer, premise);
        await host.SendMail();
        var before = host.Mail.All.Count;
        await host.Given.MoveOut(premise, Today);
        await host.SendMail();
        var toCompany = Assert.Single(host.Mail.All.Skip(before), m => m.To.Mailboxes.Single().Address != customer.Email);
        Assert.Equal($"Invitation {bound.Number} can no longer be accepted", toCompany.Subject);
        Assert.DoesNotContain("move", toCompany.TextBody!, StringComparison.OrdinalIgnoreCase);
    }

    [Fact] // ACC-7
    public async Task A_back_dated_one_acts_now_and_bounds_what_was_seen_by_an_earlier_occupant_too()
    {
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(premise);
        await host.Given.MoveOut(premise, new DateOnly(2026, 11, 1));
        Assert.Equal(new DateOnly(2026, 10, 31), (await Occupancy(premise)).LastDay);

        Assert.Equal(RecordMoveOutcome.EndedNone, await host.Given.MoveOut(premise, new DateOnly(2026, 9, 1)));
        Assert.Equal(new DateOnly(2026, 8, 31), (await Occupancy(premise)).LastDay);
        Assert.Equal(customer.OwnerId, (await Occupancy(premise)).CustomerId);
    }

    [Fact] // ACC-7: it is about those who lived there before
    public async Task One_of_the_first_day_of_an_occupancy_or_before_leaves_it_alone()
    {
        var premise = await host.Given.Premise();
        await host.Given.Customer(premise);
        var first = (await Occupancy(premise)).FirstDay;
        Assert.Equal(RecordMoveOutcome.EndedNone, await host.Given.MoveOut(premise, first));
        Assert.True((await Occupancy(premise)).IsCurrent);
    }

    [Fact] // ACC-7
    public async Task A_move_in_without_a_move_out_ends_the_former_occupancy_that_day_and_begins_the_next()
    {
        var premise = await host.Given.Premise();
        await host.Given.Customer(premise);
        Assert.Equal(RecordMoveOutcome.Ended, await host.Use<RecordMove, RecordMoveOutcome>(r => r.ExecuteAsync(MoveKind.MoveIn, premise.Esiid, Today.AddDays(-3), null, default)));
        Assert.Equal(Today.AddDays(-4), (await Occupancy(premise)).LastDay);
        Assert.Equal(Today.AddDays(-3), await host.Db(db => db.Premises.Where(p => p.Esiid == premise.Esiid).Select(p => p.LastMoveIn).SingleAsync()));
    }

    [Fact]
    public async Task The_same_event_twice_is_one()
    {
        var premise = await host.Given.Premise();
        await host.Given.Customer(premise);
        await host.Given.MoveOut(premise, Today);
        Assert.Equal(RecordMoveOutcome.Ended, await host.Given.MoveOut(premise, Today));
        Assert.Equal(1, await host.Db(db => db.MoveEvents.CountAsync(m => m.Esiid == premise.Esiid)));
    }

    [Fact] // AGR-5
    public async Task Accepting_while_moving_out_leaves_no_active_agreement_of_the_ESIID()
    {
        for (var round = 0; round < Tier.Times(200); round++)
        {
            var premise = await host.Given.Premise();
            var customer = await host.Given.Customer(premise);
            var invitation = await host.Given.Invitation(await host.Given.Company(), customer.Email, [premise]);
            await Task.WhenAll(
                Task.Run(() => host.Use<AcceptInvitation, AcceptResult>(a => a.ExecuteAsync(invitation.PublicId, customer.OwnerId, customer.Id, default))),
                Task.Run(() => host.Given.MoveOut(premise, Today)));
            Assert.Equal(0, await host.Db(db => db.Agreements.CountAsync(a => a.CustomerId == customer.OwnerId && a.Status == AgreementStatus.Active)));
        }
    }

    [Fact]
    public void The_steps_of_the_end_of_an_occupancy_are_these() =>
        Assert.Equal(
            ["agreements lose the ESIID", "devices leave the home area network", "bound invitations are cancelled", "a claim on the ESIID passes or lapses", "ledger and one mail to each side"],
            OccupancyEnd.Steps);

    private async Task<Invitation> Bound(TestUser customer, Premise premise)
    {
        var invitation = await host.Given.Invitation(await host.Given.Company(), customer.Email, [premise]);
        await host.Use<KeepInvitation, bool>(k => k.ExecuteAsync(invitation.PublicId, customer.OwnerId, default));
        return invitation;
    }

    private Task<Occupancy> Occupancy(Premise premise) => host.Db(db => db.Occupancies.AsNoTracking().SingleAsync(o => o.Esiid == premise.Esiid));

    private Task<InvitationStatus> Status(Invitation invitation) => host.Db(db => db.Invitations.Where(i => i.Number == invitation.Number).Select(i => i.Status).SingleAsync());

    private Task<Agreement> Row(Agreement agreement) => host.Db(db => db.Agreements.AsNoTracking().SingleAsync(a => a.Number == agreement.Number));
}

/// <summary>ACC-7: a future event acts at 00:00 CT of its day. These tests move the clock, so they share no host with others.</summary>
public sealed class PlanningAMove(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task It_waits_for_its_day_and_acts_once()
    {
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(premise);
        var agreement = await host.Given.Agreement(await host.Given.Company(), customer, [premise]);
        Assert.Equal(RecordMoveOutcome.Waits, await host.Given.MoveOut(premise, new DateOnly(2026, 12, 1)));

        host.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 1, 5, 59, 59, TimeSpan.Zero));
        await host.Run<ActOnMoves>();
        Assert.Equal(AgreementStatus.Active, await Status(agreement));

        host.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 1, 6, 0, 0, TimeSpan.Zero));
        await Task.WhenAll(host.Run<ActOnMoves>(), host.Run<ActOnMoves>());
        Assert.Equal(AgreementStatus.Terminated, await Status(agreement));
        Assert.Equal(new DateOnly(2026, 11, 30), await host.Db(db => db.Occupancies.Where(o => o.Esiid == premise.Esiid).Select(o => o.LastDay!.Value).SingleAsync()));
        Assert.Equal(1, await host.Db(db => db.LedgerEntries.CountAsync(e => e.AgreementId == agreement.PublicId && e.Act == ConsentAct.Terminated)));
        Assert.Equal(1, await host.Db(db => db.OutgoingEmails.CountAsync(m => m.To == customer.Email && m.Kind == "occupancy-ended-customer")));
    }

    private Task<AgreementStatus> Status(Agreement agreement) => host.Db(db => db.Agreements.Where(a => a.Number == agreement.Number).Select(a => a.Status).SingleAsync());
}
