using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Companies;

/// <summary>Product.md section 10: at once, in a daily digest, or off; and where it goes.</summary>
public sealed class ChoosingMail(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task An_event_that_is_off_sends_nothing_and_others_do()
    {
        var company = await host.Given.Company();
        await Choose(company, CompanyEvent.InvitationAnswered, MailChoice.Off);
        await Reject(company);
        await host.SendMail();
        Assert.Empty(host.Mail.To(await Office(company)));
        Assert.Empty(await Lines(company));
        await End(company, byCompany: false);
        await host.SendMail();
        Assert.EndsWith("has ended", host.Mail.OnlyTo(await Office(company)).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_shows_what_was_chosen()
    {
        var company = await host.Given.Company();
        var browser = await host.SignedIn(company);
        var form = await browser.GetPage("/company/account/mail");
        Assert.Equal(Enum.GetValues<CompanyEvent>().Length, form.Document.QuerySelectorAll("fieldset").Length);
        Assert.True(form.Document.QuerySelector("#EndedByColleague_Digest")!.HasAttribute("checked"));
        await Choose(company, CompanyEvent.EndedByColleague, MailChoice.Off);
        await Choose(company, CompanyEvent.EndedByColleague, MailChoice.AtOnce);
        Assert.True((await browser.GetPage("/company/account/mail")).Document.QuerySelector("#EndedByColleague_AtOnce")!.HasAttribute("checked"));
        Assert.Equal(Enum.GetValues<CompanyEvent>().Length, await host.Db(db => db.CompanyMailChoices.CountAsync(c => c.ThirdPartyId == company.OwnerId)));
    }

    [Fact]
    public async Task A_choice_that_does_not_exist_is_refused()
    {
        var browser = await host.SignedIn(await host.Given.Company());
        var form = await browser.GetPage("/company/account/mail");
        form.Document.QuerySelector("#EndingSoon_AtOnce")!.SetAttribute("value", "Never");
        (await browser.PostForm(form, button: "Save the choices")).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public void Mail_about_the_company_itself_cannot_be_switched_off() =>
        Assert.All(
            new[] { typeof(CompanyApprovedEmail), typeof(CompanySuspendedEmail), typeof(CompanyRefusedEmail), typeof(NotificationAddressChangedEmail), typeof(CompanyRoleChangedEmail) },
            type => Assert.False(type.IsAssignableTo(typeof(ICompanyNews))));

    [Fact]
    public async Task Without_a_notification_address_all_administrators_get_it_and_members_do_not()
    {
        var company = await host.Given.Company(change: c => c.SendMailToAdministrators());
        var administrator = await host.Given.CompanyUser(company.OwnerId, CompanyRole.Administrator);
        var member = await host.Given.CompanyUser(company.OwnerId, CompanyRole.Member);
        await Reject(company);
        await host.SendMail();
        host.Mail.OnlyTo(company.Email);
        host.Mail.OnlyTo(administrator.Email);
        Assert.Empty(host.Mail.To(member.Email));
    }

    [Fact]
    public void Every_mail_to_a_company_about_its_customers_can_be_put_off()
    {
        var mails = typeof(PortalEmail).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(PortalEmail)) && t.Name.EndsWith("ToCompany", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(mails);
        Faults.None(mails.Where(t => !t.IsAssignableTo(typeof(ICompanyNews))).Select(t => t.Name), "Say which event it is about: ICompanyNews.");
    }

    internal static async Task Choose(PortalHost host, TestUser company, CompanyEvent about, MailChoice choice)
    {
        var browser = await host.SignedIn(company);
        var form = await browser.GetPage("/company/account/mail");
        foreach (var radio in form.Document.QuerySelectorAll($"input[name='Choices[{about}]']"))
        {
            if (radio.GetAttribute("value") == choice.ToString())
                radio.SetAttribute("checked", "checked");
            else
                radio.RemoveAttribute("checked");
        }

        (await browser.PostForm(form, button: "Save the choices")).Expect(HttpStatusCode.OK);
    }

    internal static async Task Reject(PortalHost host, TestUser company)
    {
        var invitation = await host.Given.Invitation(company, CompanySteps.NewAddress(), [await host.Given.Premise()]);
        await host.Use<RejectInvitation, bool>(r => r.ExecuteAsync(invitation.PublicId, null, null, default));
    }

    /// <summary>An agreement that either side has just ended; returns its number.</summary>
    internal static async Task<long> End(PortalHost host, TestUser company, bool byCompany, TestUser? by = null)
    {
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(premise);
        var agreement = await host.Given.Agreement(company, customer, [premise]);
        await host.SendMail();
        await host.Use<TerminateAgreement, TerminateOutcome>(t => byCompany
            ? t.ByThirdPartyAsync(agreement.Number, company.OwnerId, (by ?? company).Id, null, default)
            : t.ByCustomerAsync(agreement.Number, customer.OwnerId, customer.Id, null, default));
        return agreement.Number;
    }

    private Task Choose(TestUser company, CompanyEvent about, MailChoice choice) => Choose(host, company, about, choice);

    private Task Reject(TestUser company) => Reject(host, company);

    private Task<long> End(TestUser company, bool byCompany) => End(host, company, byCompany);

    private async Task<string> Office(TestUser company) => (await host.Company(company.OwnerId)).NotificationEmail!;

    private Task<List<DigestLine>> Lines(TestUser company) => host.Db(db => db.DigestLines.Where(l => l.ThirdPartyId == company.OwnerId).ToListAsync());
}

/// <summary>The daily digest. A class of its own, since it moves the clock.</summary>
public sealed class GettingADigest(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task One_mail_in_the_morning_names_what_came_until_then()
    {
        await UntilHour(12);
        var company = await host.Given.Company();
        var office = (await host.Company(company.OwnerId)).NotificationEmail!;
        await ChoosingMail.Choose(host, company, CompanyEvent.InvitationAnswered, MailChoice.Digest);
        await ChoosingMail.Reject(host, company);
        var number = await ChoosingMail.End(host, company, byCompany: true);
        await Digest();
        Assert.Empty(host.Mail.To(office));

        await UntilHour(7);
        await ChoosingMail.Reject(host, company); // For tomorrow.
        await Task.WhenAll(Digest(), Digest());
        var mail = host.Mail.OnlyTo(office);
        Assert.StartsWith("Your daily digest: 3 events", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("A customer accepted or rejected an invitation", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains($"- Agreement {number} has ended (", mail.TextBody, StringComparison.Ordinal);
        await Digest();
        host.Mail.OnlyTo(office);
        await UntilHour(7);
        await Digest();
        Assert.Equal("Your daily digest: 1 event", host.Mail.To(office)[^1].Subject);
    }

    [Fact]
    public async Task Who_ended_an_agreement_is_not_told_and_the_colleagues_are()
    {
        await UntilHour(12);
        var company = await host.Given.Company(change: c => c.SendMailToAdministrators());
        var colleague = await host.Given.CompanyUser(company.OwnerId, CompanyRole.Administrator);
        await ChoosingMail.Choose(host, company, CompanyEvent.InvitationAnswered, MailChoice.Off);
        await ChoosingMail.End(host, company, byCompany: true, by: colleague);
        await UntilHour(7);
        await Digest();
        Assert.Equal("Your daily digest: 1 event", host.Mail.OnlyTo(company.Email).Subject);
        Assert.Empty(host.Mail.To(colleague.Email));
    }

    [Fact]
    public async Task A_long_day_is_counted()
    {
        await UntilHour(12);
        var company = await host.Given.Company();
        await host.Db(async db =>
        {
            db.DigestLines.AddRange(Enumerable.Range(0, SendDigests.MostLines + 7).Select(i => new DigestLine
            {
                Id = Guid.CreateVersion7(host.Now),
                ThirdPartyId = company.OwnerId,
                Event = CompanyEvent.AgreementOver,
                Text = $"Agreement {i} has ended",
                At = host.Now,
            }));
            await db.SaveChangesAsync();
        });
        await UntilHour(7);
        await Digest();
        var mail = host.Mail.OnlyTo((await host.Company(company.OwnerId)).NotificationEmail!);
        Assert.Equal("Your daily digest: 207 events", mail.Subject);
        Assert.Contains("And 7 more.", mail.TextBody, StringComparison.Ordinal);
        Assert.False(await host.Db(db => db.DigestLines.AnyAsync(l => l.ThirdPartyId == company.OwnerId)));
    }

    private async Task Digest()
    {
        await host.Run<SendDigests>();
        await host.SendMail();
    }

    /// <summary>The next full hour of that name, Central time.</summary>
    private Task UntilHour(int hour)
    {
        do
            host.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(host.Now.Ticks % TimeSpan.TicksPerHour));
        while (CentralTime.Local(host.Now).Hour != hour);
        return Task.CompletedTask;
    }
}
