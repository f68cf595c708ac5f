using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Tests.Accounts;

/// <summary>ACC-7, ACC-9: an occupancy and the moves that end it.</summary>
public sealed class LivingSomewhere
{
    private static readonly DateOnly First = new(2026, 3, 1);
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 18, 0, 0, TimeSpan.Zero);

    [Property(MaxTest = 500)]
    public Property It_never_ends_before_it_began_and_moves_only_ever_shorten_it(int[] days) => Prop.ToProperty(Holds(days));

    [Fact]
    public void The_day_of_the_move_is_the_next_occupants()
    {
        var occupancy = Begin();
        occupancy.End(First.AddDays(10));
        Assert.Equal(First.AddDays(9), occupancy.LastDay);
        Assert.Null(occupancy.CurrentEsiid);
        Assert.Throws<DomainException>(() => occupancy.End(First.AddDays(10)));
    }

    [Fact]
    public void One_that_ends_on_the_day_it_began_keeps_that_day()
    {
        var occupancy = Begin();
        occupancy.End(First);
        Assert.Equal(First, occupancy.LastDay);
    }

    [Theory]
    [InlineData(-5, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(400, true)]
    public void A_move_of_its_first_day_or_before_is_about_others(int days, bool concerned) => Assert.Equal(concerned, Begin().IsConcernedBy(First.AddDays(days)));

    [Fact]
    public void A_move_after_its_end_is_about_others()
    {
        var occupancy = Begin();
        occupancy.End(First.AddDays(10));
        Assert.True(occupancy.IsConcernedBy(First.AddDays(9)));
        Assert.False(occupancy.IsConcernedBy(First.AddDays(10)));
        Assert.Throws<DomainException>(() => occupancy.Shorten(First.AddDays(10)));
    }

    [Fact]
    public void A_move_acts_at_midnight_Central_time_of_its_day_and_once()
    {
        var move = MoveEvent.Enter(MoveKind.MoveOut, "10443720090000001", new DateOnly(2026, 12, 1), null, Now);
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 6, 0, 0, TimeSpan.Zero), move.ActsAt);
        Assert.False(move.IsDueAt(move.ActsAt.AddTicks(-1)));
        Assert.Throws<DomainException>(() => move.Act(null, move.ActsAt.AddTicks(-1)));
        move.Act(null, move.ActsAt);
        Assert.Throws<DomainException>(() => move.Act(null, move.ActsAt));
    }

    private static bool Holds(int[] days)
    {
        var occupancy = Begin();
        foreach (var day in days.Select(d => First.AddDays(d % 1000)).Where(occupancy.IsConcernedBy))
        {
            var before = occupancy.LastDay;
            if (occupancy.IsCurrent)
                occupancy.End(day);
            else
                occupancy.Shorten(day);
            if (occupancy.LastDay < First || occupancy.LastDay >= day || occupancy.LastDay > before)
                return false;
        }

        return occupancy.IsCurrent == (occupancy.CurrentEsiid is not null);
    }

    private static Occupancy Begin() => Occupancy.Begin(Guid.NewGuid(), "10443720090000001", First, Now);
}
