using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Accounts;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Localization;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Email;

/// <summary>ACC-8: to a suspended company no mail leaves, what was queued before included.</summary>
public sealed class HoldingMail(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task What_is_queued_for_a_suspended_company_waits_and_leaves_when_it_may_act_again()
    {
        var (company, office) = await Told(new News(leavesWhileSuspended: false));
        await SetStatus(company, ThirdPartyStatus.Suspended);
        await host.SendMail();
        Assert.Empty(host.Mail.To(office));
        var row = await Row(office);
        Assert.Equal((OutgoingEmailStatus.Waiting, 0, null, "The company is suspended."), (row.Status, row.Attempts, row.LeaseId, row.LastError));
        Assert.True(row.NextAttemptAt > host.Now);

        await SetStatus(company, ThirdPartyStatus.Approved);
        host.Clock.Advance(TimeSpan.FromMinutes(15));
        await host.SendMail();
        Assert.Single(host.Mail.To(office));
    }

    [Fact]
    public async Task The_mail_that_tells_of_the_suspension_leaves_all_the_same()
    {
        var (company, office) = await Told(new News(leavesWhileSuspended: true));
        await SetStatus(company, ThirdPartyStatus.Suspended);
        await host.SendMail();
        Assert.Single(host.Mail.To(office));
    }

    [Fact]
    public async Task After_two_days_it_is_given_up_like_any_other()
    {
        var (company, office) = await Told(new News(leavesWhileSuspended: false));
        await SetStatus(company, ThirdPartyStatus.Suspended);
        host.Clock.Advance(OutgoingEmail.TriedFor);
        await host.SendMail();
        Assert.Equal(OutgoingEmailStatus.Failed, (await Row(office)).Status);
        Assert.Empty(host.Mail.To(office));
    }

    private async Task<(Guid Company, string Office)> Told(PortalEmail mail)
    {
        var company = (await host.Given.Company()).OwnerId;
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CompanyContacts>().TellAsync(company, mail, default);
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        await db.SaveChangesAsync();
        return (company, await db.ThirdParties.Where(c => c.Id == company).Select(c => c.NotificationEmail!).SingleAsync());
    }

    private Task SetStatus(Guid company, ThirdPartyStatus status) => host.Db(async db =>
    {
        var row = (await db.ThirdParties.FindAsync(company))!;
        db.Entry(row).Property(c => c.Status).CurrentValue = status;
        await db.SaveChangesAsync();
    });

    private Task<OutgoingEmail> Row(string to) => host.Db(db => db.OutgoingEmails.SingleAsync(m => m.To == to));

    private sealed class News(bool leavesWhileSuspended) : PortalEmail
    {
        public override string Kind => "news";

        public override bool LeavesWhileSuspended => leavesWhileSuspended;

        public override string Subject(IStringLocalizer<Texts> texts) => "News";

        public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody().Heading("News");
    }
}
