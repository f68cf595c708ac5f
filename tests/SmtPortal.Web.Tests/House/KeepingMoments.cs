using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

/// <summary>Each database keeps, compares and sorts moments alike.</summary>
public sealed class KeepingMoments(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task An_odd_tick_of_another_offset_comes_back_in_UTC_cut_to_the_microsecond()
    {
        var moment = new DateTimeOffset(2026, 3, 8, 1, 59, 59, TimeSpan.FromHours(-6)).AddTicks(1_234_567);
        var id = await Open(moment);
        var stored = await host.Db(db => db.Customers.AsNoTracking().Where(c => c.Id == id).Select(c => c.CreatedAt).SingleAsync());
        Assert.Equal(TimeSpan.Zero, stored.Offset);
        Assert.Equal(moment.UtcTicks - 7, stored.UtcTicks);
        Assert.Equal(1, await host.Db(db => db.Customers.CountAsync(c => c.Id == id && c.CreatedAt == stored)));
    }

    [Fact]
    public async Task They_compare_and_sort_with_now_as_a_parameter()
    {
        var now = new DateTimeOffset(1999, 12, 31, 23, 59, 59, TimeSpan.Zero);
        Guid[] ids = [await Open(now.AddTicks(10)), await Open(now.AddHours(-30)), await Open(now)];
        var past = await host.Db(db => db.Customers.Where(c => ids.Contains(c.Id) && c.CreatedAt <= now).OrderBy(c => c.CreatedAt).Select(c => c.Id).ToListAsync());
        Assert.Equal([ids[1], ids[2]], past);
        Assert.Equal(now.AddTicks(10), await host.Db(db => db.Customers.Where(c => ids.Contains(c.Id)).MaxAsync(c => c.CreatedAt)));
    }

    private async Task<Guid> Open(DateTimeOffset moment)
    {
        var customer = Customer.Open("Canary Moment", isBusiness: false, moment);
        await host.Db(async db =>
        {
            db.Customers.Add(customer);
            await db.SaveChangesAsync();
        });
        return customer.Id;
    }
}
