using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Tests.Invitations;

public sealed class MovingThroughItsStates
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 18, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// INV-5, INV-7, INV-9, INV-11: all events by all sides, in whatever order they come and however the clock jumps, do what a
    /// small model of an invitation does: the same is refused, and the same comes out.
    /// </summary>
    [Property(MaxTest = 5000)]
    public Property It_does_what_the_model_does(byte[] events) => Prop.ToProperty(new Life().Agrees(events));

    [Fact]
    public void A_reminder_is_sent_once_and_changes_no_end()
    {
        var invitation = Invite("10443720090000001");
        invitation.Remind(Start.AddDays(1));
        Assert.Equal(Start.AddDays(30), invitation.EndsAt);
        Assert.Throws<DomainException>(() => invitation.Remind(Start.AddDays(2)));
    }

    [Fact]
    public void AGR_4_A_one_time_agreement_is_completed_with_its_last_file()
    {
        var invitation = Invite(["10443720090000001", "10443720090000002"], EnergyTerms.OneTime(UsageKind.Daily, new(2026, 10, 1), new(2026, 10, 31), new(2026, 11, 23)));
        var agreement = Accept(invitation);
        agreement.UseUp("10443720090000001", Start.AddDays(1));
        Assert.Equal(AgreementStatus.Active, agreement.Status);
        Assert.Throws<DomainException>(() => agreement.UseUp("10443720090000001", Start.AddDays(1)));
        agreement.UseUp("10443720090000002", Start.AddDays(2));
        Assert.Equal((AgreementStatus.Completed, Start.AddDays(2)), (agreement.Status, agreement.EndedAt));
    }

    [Fact]
    public void AGR_4_A_one_time_agreement_ends_after_thirty_days()
    {
        var agreement = Accept(Invite(["10443720090000001"], EnergyTerms.OneTime(UsageKind.Daily, new(2026, 10, 1), new(2026, 10, 31), new(2026, 11, 23))));
        Assert.True(agreement.IsActiveAt(Start.AddDays(30).AddSeconds(-1)));
        Assert.Equal(AgreementStatus.Expired, agreement.StatusAt(Start.AddDays(30)));
        Assert.Throws<DomainException>(() => agreement.UseUp("10443720090000001", Start.AddDays(30)));
    }

    [Fact]
    public void AGR_5_An_agreement_that_has_lost_its_last_ESIID_is_terminated()
    {
        var agreement = Accept(Invite("10443720090000001", "10443720090000002"));
        agreement.LoseEsiid("10443720090000001", EndReason.MoveOut, Start);
        Assert.Equal(AgreementStatus.Active, agreement.Status);
        agreement.LoseEsiid("10443720090000002", EndReason.MoveOut, Start);
        Assert.Equal((AgreementStatus.Terminated, EndReason.MoveOut), (agreement.Status, agreement.EndReason!.Value));
    }

    private static Invitation Invite(params string[] esiids) => Invite(esiids, EnergyTerms.Continuous(12));

    private static Invitation Invite(string[] esiids, EnergyTerms terms) => Invitation.Issue(
        new InvitationAuthor(Guid.NewGuid(), Guid.NewGuid()), InvitationReceiver.ByAddress("name@example.com"), esiids, ConsentTerms.Of(terms),
        new InvitationWords(Purpose.Research, null, null, Language.English), TimeSpan.FromDays(30), Start);

    private static Agreement Accept(Invitation invitation)
    {
        invitation.Accept(Guid.NewGuid(), Start);
        return Agreement.Of(invitation, invitation.CustomerId!.Value, invitation.Esiids.ToDictionary(e => e.Esiid, _ => Guid.NewGuid()), new AgreementTimes(TimeSpan.FromDays(30), TimeSpan.FromDays(14)), Start);
    }

    private sealed class Life
    {
        private static readonly Guid[] Customers = [Guid.NewGuid(), Guid.NewGuid()];

        /// <summary>Hours of which a day has more and fewer, and days of which the thirty of an invitation have both too.</summary>
        private static readonly double[] Jumps = [0, 1, 23.9, 24, 24 * 6, 24 * 29.9, 24 * 30];

        private readonly Invitation invitation = Invite("10443720090000001");
        private DateTimeOffset now = Start;

        // The model: how it was decided and when, to whom it is bound, whether it was reminded, and why it was rejected.
        private InvitationStatus status = InvitationStatus.Open;
        private DateTimeOffset? closedAt;
        private Guid? customer;
        private DateTimeOffset? remindedAt;
        private RejectionReason? reason;

        private static DateTimeOffset End => Start.AddDays(30);

        private bool Open => status == InvitationStatus.Open && now < End;

        public bool Agrees(byte[] events) => events.Chunk(2).Where(pair => pair.Length == 2).All(pair => Step(pair[0], pair[1]));

        private bool Step(byte what, byte how)
        {
            now += TimeSpan.FromHours(Jumps[how % Jumps.Length]);
            var (mayHappen, act, after) = Event(what % 8, how / Jumps.Length);
            var happened = true;
            try
            {
                act();
            }
            catch (DomainException)
            {
                happened = false;
            }

            if (happened)
                after();
            return happened == mayHappen && Same();
        }

        private (bool MayHappen, Action Act, Action After) Event(int what, int choice)
        {
            var who = Customers[choice % 2];
            var why = (RejectionReason)(choice % Enum.GetValues<RejectionReason>().Length);
            return what switch
            {
                0 => (Open, () => invitation.Accept(who, now), () => Decide(InvitationStatus.Accepted, now, who)),
                1 => (Open, () => invitation.Reject(now), () => Decide(InvitationStatus.Rejected, now, customer)),
                2 => (Open, () => invitation.Withdraw(now), () => Decide(InvitationStatus.Withdrawn, now, customer)),
                3 => (Open, () => invitation.Cancel(now), () => Decide(InvitationStatus.Cancelled, now, customer)),
                4 => (status == InvitationStatus.Open && now >= End, () => invitation.Expire(now), () => Decide(InvitationStatus.Expired, End, customer)),
                5 => (Open && remindedAt is null, () => invitation.Remind(now), () => remindedAt = now),
                6 => (Open, () => invitation.Bind(who, now), () => customer ??= who),
                _ => (status == InvitationStatus.Rejected && reason is null && now < closedAt!.Value.AddHours(24), () => invitation.GiveReason(why, "In words.", now), () => reason = why),
            };
        }

        private void Decide(InvitationStatus decided, DateTimeOffset at, Guid? by) => (status, closedAt, customer) = (decided, at, by);

        private bool Same() =>
            invitation.Status == status && invitation.StatusAt(now) == (status == InvitationStatus.Open && now >= End ? InvitationStatus.Expired : status)
            && invitation.IsOpenAt(now) == Open && invitation.EndsAt == End && invitation.ClosedAt == closedAt
            && invitation.CustomerId == customer
            && invitation.RemindedAt == remindedAt && invitation.MayRemindAt(now) == (Open && remindedAt is null)
            && invitation.RejectionReason == reason && invitation.RejectionText is null == (reason != RejectionReason.Other)
            && invitation.Esiids.All(e => e.OpenKey is null == (status != InvitationStatus.Open));
    }
}
