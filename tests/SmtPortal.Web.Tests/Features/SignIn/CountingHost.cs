using System.Collections.Concurrent;
using System.Data.Common;
using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SmtPortal.Web.Data;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.SignIn;

/// <summary>A portal that counts what costs most: hashes of passwords, and statements that change rows.</summary>
public sealed class CountingHost(TestDatabase databases) : PortalHost(databases)
{
    private readonly Counter counter = new();

    public int Hashes => counter.Count;

    /// <summary>Statements of the last requests that changed something.</summary>
    public ConcurrentQueue<string> Writes { get; } = new();

    protected override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton(counter);
        var writes = new WriteCounter(Writes);
        if (TestDatabase.Provider == DatabaseProvider.PostgreSql)
            services.ConfigureDbContext<PostgreSqlPortalDbContext>(options => options.AddInterceptors(writes));
        else
            services.ConfigureDbContext<SqlitePortalDbContext>(options => options.AddInterceptors(writes));
        services.Replace(ServiceDescriptor.Scoped<IPasswordHasher<PortalUser>, CountingHasher>());
    }

    private sealed class Counter
    {
        private int count;

        public int Count => count;

        public void Add() => Interlocked.Increment(ref count);
    }

    private sealed class WriteCounter(ConcurrentQueue<string> writes) : DbCommandInterceptor
    {
        public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (!command.CommandText.StartsWith("SELECT", StringComparison.Ordinal))
                writes.Enqueue(command.CommandText);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            // One that finds no row changes nothing, as the count of a locked account.
            if (result > 0)
                writes.Enqueue(command.CommandText);
            return ValueTask.FromResult(result);
        }
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
