using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.SignIn;

/// <summary>A portal that counts what costs its processor most: hashes of passwords.</summary>
public sealed class CountingHost(TestDatabase databases) : PortalHost(databases)
{
    private readonly Counter counter = new();

    public int Hashes => counter.Count;

    protected override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton(counter);
        services.Replace(ServiceDescriptor.Scoped<IPasswordHasher<PortalUser>, CountingHasher>());
    }

    private sealed class Counter
    {
        private int count;

        public int Count => count;

        public void Add() => Interlocked.Increment(ref count);
    }

    private sealed class CountingHasher(Counter counter, IOptions<PasswordHasherOptions> options) : PasswordHasher<PortalUser>(options)
    {
        public override string HashPassword(PortalUser user, string password)
        {
            counter.Add();
            return base.HashPassword(user, password);
        }

        public override PasswordVerificationResult VerifyHashedPassword(PortalUser user, string hashedPassword, string providedPassword)
        {
            counter.Add();
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}

public static class SignInSteps
{
    public const string NotRight = "The e-mail address or the password is not right.";

    /// <summary>Fills in the sign-in page; what it answers, not what it leads to.</summary>
    public static async Task<Page> TrySignIn(this PortalClient browser, string email, string password) =>
        await browser.PostOnly(await browser.GetPage("/sign-in"), new { Email = email, Password = password }, "Sign in");

    /// <summary>Whether the browser is signed in.</summary>
    public static async Task<bool> IsSignedIn(this PortalClient browser) => (await browser.GetOnly("/security")).Status == HttpStatusCode.OK;

    /// <summary>Asks for a new password and opens the link of the mail.</summary>
    public static async Task<Page> OpenPasswordReset(this PortalHost host, PortalClient browser, string email)
    {
        (await browser.PostForm(await browser.GetPage("/password/forgot"), new { Email = email }, "Send the mail")).Expect(HttpStatusCode.OK);
        await host.SendMail();
        return await browser.GetPage(RecordedMail.LinkOf(host.Mail.To(email).Last(m => m.Subject == "Set a new password"), "password"));
    }
}
