using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Jobs;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

/// <summary>Each line of the crontab runs on one node at a time: it holds a lease by its name.</summary>
public sealed class SweepingOnce(DeliveryHost host) : IClassFixture<DeliveryHost>
{
    [Fact]
    public async Task Every_line_of_the_crontab_takes_a_lease_by_its_name()
    {
        foreach (var job in RecurringJobs.All)
            await RecordedJobs.RunAsync(host.Services, job.Type);
        var leases = await host.Db(db => db.JobLeases.ToDictionaryAsync(l => l.Name, l => l.Until));
        Faults.None(RecurringJobs.All.Where(job => !leases.ContainsKey(job.Name)).Select(job => job.Name), "Take one from JobLeases, and extend it between steps.");
        Faults.None(leases.Where(lease => lease.Value > host.Now).Select(lease => lease.Key), "Not given back.");
    }

    [Fact]
    public async Task While_another_holds_it_nothing_is_done()
    {
        var company = await host.Given.Company();
        var invitation = await host.Given.Invitation(company, "canary@canary.test", [await host.Given.Premise()]);
        host.Clock.Advance(invitation.EndsAt - host.Now);
        await host.Use<JobLeases, bool>(async leases =>
        {
            await using (await leases.TakeAsync("expire-invitations", default))
                await host.Run<ExpireInvitations>();
            return true;
        });
        Assert.Equal(InvitationStatus.Open, await Status(invitation));
        await host.Run<ExpireInvitations>();
        Assert.Equal(InvitationStatus.Expired, await Status(invitation));
    }

    private Task<InvitationStatus> Status(Invitation invitation) =>
        host.Db(db => db.Invitations.Where(i => i.Number == invitation.Number).Select(i => i.Status).SingleAsync());
}
