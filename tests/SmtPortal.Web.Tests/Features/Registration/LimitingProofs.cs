using System.Net;
using SmtPortal.Domain.Registry;
using SmtPortal.Web.Features.Registration;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Registration;

/// <summary>ACC-1: limited by address and account, slower by ESIID.</summary>
public sealed class LimitingProofs(LimitedHost host) : IClassFixture<LimitedHost>
{
    [Fact]
    public async Task One_address_may_try_so_often_in_an_hour_and_then_waits()
    {
        var premises = await Premises(LimitedHost.Limit + 1);
        var browser = host.BrowserAt("192.0.2.7");
        for (var i = 0; i < LimitedHost.Limit; i++)
            (await browser.Register(premises[i], RegistrationSteps.NewAddress(), meter: "M1")).Expect(HttpStatusCode.BadRequest);
        var refused = (await browser.Register(premises[^1], RegistrationSteps.NewAddress())).Expect(HttpStatusCode.TooManyRequests);
        Assert.InRange(refused.Response.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
        Assert.Contains("60 minutes", refused.Text, StringComparison.Ordinal);
        Assert.Equal("Check your mail", (await host.BrowserAt("192.0.2.8").Register(premises[^1], RegistrationSteps.NewAddress())).Heading);

        host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("Check your mail", (await browser.Register(premises[0], RegistrationSteps.NewAddress())).Heading);
    }

    [Fact]
    public async Task All_addresses_of_one_IPv6_line_count_together()
    {
        var premise = (await Premises(1))[0];
        for (var i = 1; i <= LimitedHost.Limit; i++)
            await host.BrowserAt($"2001:db8:0:1::{i}").Register(premise, RegistrationSteps.NewAddress(), meter: "M1");
        (await host.BrowserAt("2001:db8:0:1:ffff::1").Register(premise, RegistrationSteps.NewAddress())).Expect(HttpStatusCode.TooManyRequests);
        Assert.Equal("Check your mail", (await host.BrowserAt("2001:db8:0:2::1").Register(premise, RegistrationSteps.NewAddress())).Heading);
    }

    [Fact]
    public async Task An_account_is_counted_wherever_it_comes_from()
    {
        var premise = (await Premises(1))[0];
        var customer = await host.Given.Customer();
        for (var i = 1; i <= LimitedHost.Limit; i++)
        {
            var browser = await host.BrowserAt($"198.51.100.{i}").SignIn(customer.Email);
            (await browser.AddEsiid(premise, meter: "M1")).Expect(HttpStatusCode.BadRequest);
        }

        var elsewhere = await host.BrowserAt("198.51.100.99").SignIn(customer.Email);
        (await elsewhere.AddEsiid(premise)).Expect(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Of_many_tries_at_the_same_moment_none_overlooks_the_others()
    {
        var premises = await Premises(LimitedHost.Limit * 3);
        var pages = await Task.WhenAll(premises.Select(p => host.BrowserAt("203.0.113.5").Register(p, RegistrationSteps.NewAddress(), meter: "M1")));
        Assert.InRange(pages.Count(p => p.Status == HttpStatusCode.BadRequest), 0, LimitedHost.Limit);
        Assert.All(pages, p => Assert.Contains(p.Status, new[] { HttpStatusCode.BadRequest, HttpStatusCode.TooManyRequests }));
    }

    [Fact] // nobody's mailbox is filled by who has a bill at hand
    public async Task One_mail_address_may_be_registered_three_times_a_day_whether_or_not_it_has_an_account()
    {
        var (premises, owner) = (await Premises(5), await host.Given.Customer());
        foreach (var email in new[] { RegistrationSteps.NewAddress(), owner.Email })
        {
            // What is not proven leads to no mail, and is not counted.
            await host.BrowserAt("198.51.102.1").Register(premises[0], email, meter: "M1");
            for (var i = 0; i < 3; i++)
                Assert.Equal("Check your mail", (await host.BrowserAt($"198.51.102.{Given.Next() % 200 + 20}").Register(premises[i], email.ToUpperInvariant())).Heading);
            var refused = (await host.BrowserAt("198.51.102.3").Register(premises[3], email)).Expect(HttpStatusCode.TooManyRequests);
            Assert.InRange(refused.Response.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromHours(23), TimeSpan.FromDays(1));
            await host.SendMail();
            Assert.Equal(3, host.Mail.To(email.ToUpperInvariant()).Count + host.Mail.To(email.ToLowerInvariant()).Count);
        }

        Assert.Equal("Check your mail", (await host.BrowserAt("198.51.102.4").Register(premises[4], RegistrationSteps.NewAddress())).Heading);
    }

    [Fact]
    public async Task An_ESIID_that_many_try_at_answers_later_and_still_lets_its_owner_in()
    {
        var premise = (await Premises(1))[0];
        for (var i = 1; i <= ProofLimits.AnsweredAtOnce; i++)
            await host.BrowserAt($"198.51.101.{i}").Register(premise, RegistrationSteps.NewAddress(), meter: "M1");
        var owner = host.BrowserAt("198.51.101.200").Register(premise, RegistrationSteps.NewAddress());
        // The answer is kept back by the portal's clock, which moves only here.
        while (!owner.IsCompleted)
        {
            host.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(owner, Task.Delay(20, TestContext.Current.CancellationToken));
        }

        Assert.Equal("Check your mail", (await owner).Heading);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    [InlineData(8, 3)]
    [InlineData(10, 5)]
    [InlineData(1_000_000, 5)]
    public void The_wait_grows_to_a_few_seconds_and_no_further(int tries, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ProofLimits.WaitAfter(tries));

    private async Task<IReadOnlyList<Premise>> Premises(int count)
    {
        var premises = new List<Premise>();
        for (var i = 0; i < count; i++)
            premises.Add(await host.Given.Premise());
        return premises;
    }
}
