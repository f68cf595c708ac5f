using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Tests.Accounts;

/// <summary>ACC-7: a claim, in whatever order its events come and however the clock jumps, does what a small model of it does.</summary>
public sealed class ClaimingAnEsiid
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 18, 0, 0, TimeSpan.Zero);

    [Property(MaxTest = 3000)]
    public Property It_does_what_the_model_does(byte[] events) => Prop.ToProperty(new Life().Agrees(events));

    [Fact]
    public void Only_what_another_holds_now_can_be_claimed()
    {
        var occupancy = Held();
        Assert.Throws<DomainException>(() => OccupancyClaim.Make(occupancy, occupancy.CustomerId, TimeSpan.FromDays(7), Start));
        occupancy.End(new DateOnly(2026, 11, 23));
        Assert.Throws<DomainException>(() => OccupancyClaim.Make(occupancy, Guid.NewGuid(), TimeSpan.FromDays(7), Start));
    }

    [Fact]
    public void An_account_is_closed_once_and_loses_its_code()
    {
        var customer = Customer.Open("Canary", isBusiness: false, Start);
        customer.Close(Start);
        Assert.Equal((Start, null), (customer.ClosedAt, customer.AuthorizationCode));
        Assert.Throws<DomainException>(() => customer.Close(Start));
    }

    private static Occupancy Held() => Occupancy.Begin(Guid.NewGuid(), "10443720090000001", new DateOnly(2025, 1, 1), Start);

    private sealed class Life
    {
        private readonly OccupancyClaim claim = OccupancyClaim.Make(Held(), Guid.NewGuid(), TimeSpan.FromDays(7), Start);
        private DateTimeOffset now = Start;
        private OccupancyClaimStatus status = OccupancyClaimStatus.Open;
        private bool objected;

        public bool Agrees(byte[] events) => Array.TrueForAll(events, Step);

        private bool TimeIsOver => now >= Start.AddDays(7);

        private bool Open => status == OccupancyClaimStatus.Open && !TimeIsOver;

        private bool Objected => status == OccupancyClaimStatus.Objected;

        private bool Decided => status is not (OccupancyClaimStatus.Open or OccupancyClaimStatus.Objected);

        private bool Step(byte e)
        {
            // Also by a moment: the end itself is reached, not jumped over.
            now += TimeSpan.FromHours((e >> 4) * 12);
            var (may, act, next) = Event(e % 8);
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
                (status, objected) = (next, objected || next == OccupancyClaimStatus.Objected);
            return happened == may && Same();
        }

        private (bool May, Action Act, OccupancyClaimStatus Next) Event(int what) => what switch
        {
            0 => (Open, () => claim.RaiseObjection("I live here.", now), OccupancyClaimStatus.Objected),
            1 => (status == OccupancyClaimStatus.Open && TimeIsOver, () => claim.PassByTime(now), OccupancyClaimStatus.Passed),
            2 => (Open || Objected, () => claim.GiveUp(now), OccupancyClaimStatus.Passed),
            3 => (Objected, () => claim.Decide(forHolder: true, "So it is.", now), OccupancyClaimStatus.Refused),
            4 => (Objected, () => claim.Decide(forHolder: false, "So it is.", now), OccupancyClaimStatus.Passed),
            5 => (Open || Objected, () => claim.Withdraw(now), OccupancyClaimStatus.Withdrawn),
            6 => (!Decided, () => claim.PassAsHolderLeft(now), OccupancyClaimStatus.Passed),
            _ => (!Decided, () => claim.Lapse(now), OccupancyClaimStatus.Lapsed),
        };

        private bool Same() =>
            claim.Status == status
            && claim.OpenEsiid is null == Decided
            && claim.ClosedAt is null == !Decided
            && claim.ObjectedAt is not null == objected
            && claim.MayObjectAt(now) == Open
            && claim.IsDueAt(now) == (status == OccupancyClaimStatus.Open && TimeIsOver)
            && claim.IsUndecidedAt(now) == (Open || Objected)
            && claim.StatusAt(now) == (status == OccupancyClaimStatus.Open && TimeIsOver ? OccupancyClaimStatus.Passed : status)
            && claim.EndsAt == Start.AddDays(7);
    }
}
