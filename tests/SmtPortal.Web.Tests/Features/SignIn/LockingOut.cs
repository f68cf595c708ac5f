using System.Net;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.SignIn;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.SignIn;

/// <summary>ACC-2: guessing a password locks its account, ever longer, and stops nobody else; its owner gets in by a mail.</summary>
public sealed class LockingOut(CountingHost host) : IClassFixture<CountingHost>
{
    private const string Wrong = "not the password at all";

    [Fact]
    public async Task Five_wrong_tries_lock_the_account_for_a_minute_and_the_answer_does_not_tell()
    {
        var customer = await host.Given.Customer();
        var browser = host.Browser();
        await Guess(browser, customer, Lockout.Every);
        Assert.Equal([SignInSteps.NotRight], (await browser.TrySignIn(customer.Email, Given.Password)).Expect(HttpStatusCode.BadRequest).Problems);
        host.Clock.Advance(TimeSpan.FromSeconds(59));
        (await browser.TrySignIn(customer.Email, Given.Password)).Expect(HttpStatusCode.BadRequest);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        (await browser.TrySignIn(customer.Email, Given.Password)).Expect(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_right_password_counts_from_the_beginning()
    {
        var customer = await host.Given.Customer();
        for (var i = 0; i < 3; i++)
        {
            await Guess(host.Browser(), customer, Lockout.Every - 1);
            Assert.True(await (await host.SignedIn(customer)).IsSignedIn());
        }
    }

    [Fact]
    public async Task Each_lock_is_longer_than_the_one_before()
    {
        var customer = await host.Given.Customer();
        var now = host.Now;
        foreach (var length in Lockout.Lengths.Append(Lockout.Lengths[^1]))
        {
            for (var i = 0; i < Lockout.Every; i++)
                Assert.True(await Count(now), $"try {i + 1} before the lock of {length}");
            Assert.False(await Count(now));
            Assert.False(await Count(now + length - TimeSpan.FromSeconds(1)));
            now += length;
        }

        Task<bool> Count(DateTimeOffset at) => host.Db(db => db.CountSignInAsync(customer.Id, at, default));
    }

    [Fact]
    public async Task Of_many_tries_at_the_same_moment_only_a_few_are_looked_at()
    {
        var customer = await host.Given.Customer();
        var looked = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => host.Db(db => db.CountSignInAsync(customer.Id, host.Now, default))));
        Assert.Equal(Lockout.Every, looked.Count(l => l));
    }

    [Fact]
    public async Task The_owner_of_a_locked_account_gets_in_by_a_new_password()
    {
        var customer = await host.Given.Customer();
        await Guess(host.Browser(), customer, CheckPassword.PerAddress);
        var browser = host.Browser();
        (await browser.TrySignIn(customer.Email, Given.Password)).Expect(HttpStatusCode.TooManyRequests);
        var page = await host.OpenPasswordReset(browser, customer.Email);
        (await browser.PostForm(page, new { Password = "four words of another kind" }, "Set this password")).Expect(HttpStatusCode.OK);
        (await browser.TrySignIn(customer.Email, "four words of another kind")).Expect(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_thousand_wrong_tries_are_locked_out_and_cost_the_others_nothing()
    {
        var (customer, other) = (await host.Given.Customer(), await host.Given.Customer());
        var (before, times) = (host.Hashes, Tier.Times(1000));
        var answers = new List<Page>();
        foreach (var some in Enumerable.Range(0, times).Chunk(10))
            answers.AddRange(await Task.WhenAll(some.Select(async _ => await host.Browser().TrySignIn(customer.Email, Wrong))));

        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { HttpStatusCode.BadRequest, HttpStatusCode.TooManyRequests }));
        Assert.InRange(answers.Count(answer => answer.Status == HttpStatusCode.BadRequest), 1, CheckPassword.PerAddress);
        var refused = answers.Last(answer => answer.Status == HttpStatusCode.TooManyRequests);
        Assert.InRange(refused.Response.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Assert.Equal("Too many tries", refused.Heading);
        // What they cost: a hash for each that was looked at, and none for the rest.
        Assert.InRange(host.Hashes - before, 1, CheckPassword.PerAddress);
        Assert.Equal(HttpStatusCode.Redirect, (await host.Browser().TrySignIn(other.Email, Given.Password)).Status);
    }

    [Fact]
    public async Task An_address_without_an_account_gets_the_same_answers_in_the_same_order()
    {
        var customer = await host.Given.Customer();
        var (with, without) = (await Statuses(customer.Email), await Statuses($"canary{Given.Next()}@canary.test"));
        Assert.Equal(with, without);
        Assert.Contains(HttpStatusCode.TooManyRequests, with);

        async Task<IReadOnlyList<HttpStatusCode>> Statuses(string email)
        {
            var (browser, statuses) = (host.Browser(), new List<HttpStatusCode>());
            for (var i = 0; i <= CheckPassword.PerAddress; i++)
                statuses.Add((await browser.TrySignIn(email, Wrong)).Status);
            return statuses;
        }
    }

    [Fact]
    public async Task A_locked_account_and_none_at_all_cost_as_many_hashes_and_writes_as_any()
    {
        var customer = await host.Given.Customer();
        await Guess(host.Browser(), customer, Lockout.Every);
        var writes = new List<int>();
        foreach (var email in new[] { customer.Email, $"canary{Given.Next()}@canary.test", (await host.Given.Customer()).Email })
        {
            var (before, browser) = (host.Hashes, host.Browser());
            var form = await browser.GetPage("/sign-in");
            host.Writes.Clear();
            (await browser.PostOnly(form, new { Email = email, Password = Wrong }, "Sign in")).Expect(HttpStatusCode.BadRequest);
            Assert.Equal(1, host.Hashes - before);
            writes.Add(host.Writes.Count);
        }

        Assert.Single(writes.Distinct());
        // The source, the address, the account and its history.
        Assert.Equal(4, writes[0]);
    }

    [Fact]
    public async Task Who_guesses_keeps_the_owner_out_of_no_browser_that_the_account_knows()
    {
        var customer = await host.Given.Customer();
        var own = await host.SignedIn(customer);
        await own.PostForm(await own.GetPage("/security"), button: "Sign out");
        await Guess(host.Browser(), customer, CheckPassword.PerAddress);
        (await host.Browser().TrySignIn(customer.Email, Given.Password)).Expect(HttpStatusCode.TooManyRequests);
        (await own.TrySignIn(customer.Email, Given.Password)).Expect(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_browser_that_the_account_knows_has_no_more_tries_than_another()
    {
        var customer = await host.Given.Customer();
        var own = await host.SignedIn(customer);
        await own.PostForm(await own.GetPage("/security"), button: "Sign out");
        await Guess(own, customer, CheckPassword.PerAddress);
        (await own.TrySignIn(customer.Email, Given.Password)).Expect(HttpStatusCode.TooManyRequests);
        host.Clock.Advance(TimeSpan.FromHours(1));
        (await own.TrySignIn(customer.Email, Given.Password)).Expect(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Confirming_that_it_is_you_is_no_place_to_guess_either()
    {
        var customer = await host.Given.Customer();
        var browser = await host.SignedIn(customer);
        var page = await browser.GetPage("/security/confirm");
        for (var i = 0; i < Lockout.Every; i++)
            (await browser.PostOnly(page, new { Password = Wrong }, "Go on")).Expect(HttpStatusCode.BadRequest);
        (await host.Browser().TrySignIn(customer.Email, Given.Password)).Expect(HttpStatusCode.BadRequest);
    }

    private static async Task Guess(PortalClient browser, TestUser user, int times)
    {
        for (var i = 0; i < times; i++)
            (await browser.TrySignIn(user.Email, Wrong)).Expect(HttpStatusCode.BadRequest);
    }
}
