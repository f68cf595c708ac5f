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

    /// <summary>INV-5, INV-9: whatever comes in whatever order, the first decision before the end stands and later ones are refused.</summary>
    [Property(MaxTest = 500)]
    public Property The_first_decision_stands(byte[] events) => Prop.ToProperty(Holds(events));

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

    private static bool Holds(byte[] events)
    {
        var invitation = Invite("10443720090000001");
        InvitationStatus? decided = null;
        var now = Start;
        foreach (var e in events)
        {
            now += TimeSpan.FromDays(e >> 3);
            var before = invitation.StatusAt(now);
            var expected = decided ?? (now >= invitation.EndsAt ? InvitationStatus.Expired : InvitationStatus.Open);
            if (before != expected)
                return false;
            var (act, result) = Event(e, invitation, now);
            var refused = false;
            try
            {
                act();
                decided = result;
            }
            catch (DomainException)
            {
                refused = true;
            }

            var mayHappen = decided is not null && !refused ? before == InvitationStatus.Open || result == InvitationStatus.Expired : true;
            if (!mayHappen || (before == InvitationStatus.Open && result != InvitationStatus.Expired && refused))
                return false;
        }

        return invitation.Esiids.All(x => x.OpenKey is null == (invitation.Status != InvitationStatus.Open));
    }

    private static (Action Act, InvitationStatus Result) Event(byte e, Invitation invitation, DateTimeOffset now) => (e % 5) switch
    {
        0 => (() => invitation.Accept(Guid.NewGuid(), now), InvitationStatus.Accepted),
        1 => (() => invitation.Reject(now), InvitationStatus.Rejected),
        2 => (() => invitation.Withdraw(now), InvitationStatus.Withdrawn),
        3 => (() => invitation.Cancel(now), InvitationStatus.Cancelled),
        _ => (() => invitation.Expire(now), InvitationStatus.Expired),
    };

    private static Invitation Invite(params string[] esiids) => Invite(esiids, EnergyTerms.Continuous(12));

    private static Invitation Invite(string[] esiids, EnergyTerms terms) => Invitation.Issue(
        new InvitationAuthor(Guid.NewGuid(), Guid.NewGuid()), InvitationReceiver.ByAddress("name@example.com"), esiids, ConsentTerms.Of(terms),
        new InvitationWords(Purpose.Research, null, null, Language.English), TimeSpan.FromDays(30), Start);

    private static Agreement Accept(Invitation invitation)
    {
        invitation.Accept(Guid.NewGuid(), Start);
        return Agreement.Of(invitation, invitation.CustomerId!.Value, invitation.Esiids.ToDictionary(e => e.Esiid, _ => Guid.NewGuid()), Start);
    }
}
