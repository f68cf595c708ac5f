using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data;
using SmtPortal.Web.Data.Seed;
using SmtPortal.Web.Features.Ledger;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Hosting;

/// <summary>What the program does on the command line instead of serving pages. Exit codes: 0 done, 1 refused or a fault found, 2 called wrongly.</summary>
public static class Commands
{
    private static readonly Dictionary<string, Func<WebApplication, string[], Task<int>>> All = new()
    {
        ["import-reps"] = ImportRepsAsync,
        ["verify-ledger"] = VerifyLedgerAsync,
        ["erase-ledger-data"] = EraseLedgerDataAsync,
        ["add-operator"] = (app, args) => OperatorAsync(
            app, args is [var email, var name] ? operators => operators.AddAsync(email, name, app.Lifetime.ApplicationStopping) : null,
            "usage: add-operator EMAIL NAME   (makes a sign-in; a mail brings the link to set its password)", "The operator is added. A mail with the link to set a password leaves with the portal's next mails."),
        ["remove-operator"] = (app, args) => OperatorAsync(
            app, args is [var email] ? operators => operators.RemoveAsync(email, app.Lifetime.ApplicationStopping) : null,
            "usage: remove-operator EMAIL   (ends the sign-in at once)", "The operator is removed."),
    };

    public static bool IsCommand(string[] args) => args.Length > 0 && All.ContainsKey(args[0]);

    public static Task<int> RunCommandAsync(this WebApplication app, string[] args) => All[args[0]](app, args[1..]);

    private static async Task<int> ImportRepsAsync(WebApplication app, string[] args)
    {
        if (args is not [var file])
            return await CalledWronglyAsync("usage: import-reps FILE   (CSV with the columns certificate,name; replaces the list of REPs)");
        if (!File.Exists(file))
            return await CalledWronglyAsync($"There is no file '{file}'.");
        await app.PrepareAsync();
        await using var scope = app.Services.CreateAsyncScope();
        using var text = File.OpenText(file);
        var errors = await scope.ServiceProvider.GetRequiredService<ImportReps>().ExecuteAsync(text, app.Lifetime.ApplicationStopping);
        foreach (var error in errors)
            await Console.Error.WriteLineAsync(error);
        await Console.Out.WriteLineAsync(errors.Count == 0 ? "The list of REPs has been replaced." : "Nothing was changed.");
        return errors.Count == 0 ? 0 : 1;
    }

    /// <summary>Only reads, so that it may run beside a portal that is open, on the embedded database too.</summary>
    private static async Task<int> VerifyLedgerAsync(WebApplication app, string[] args)
    {
        if (args.Length > 0)
            return await CalledWronglyAsync("usage: verify-ledger   (takes nothing; reads the consent ledger of the configured database)");
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        if (!await db.Database.CanConnectAsync() || (await db.Database.GetPendingMigrationsAsync()).Any())
            return await CalledWronglyAsync("There is no ledger: the database is not there, or not of this version. Start the portal once.");
        var report = await scope.ServiceProvider.GetRequiredService<VerifyLedger>().ExecuteAsync(app.Lifetime.ApplicationStopping);
        if (report.Unsealed > 0)
            await Console.Out.WriteLineAsync($"{report.Unsealed} entries wait for their place in the chain.");
        if (report.Fault is not null)
        {
            await Console.Error.WriteLineAsync($"{report.Sealed} entries are whole. {report.Fault}");
            return 1;
        }

        await Console.Out.WriteLineAsync($"{report.Sealed} entries are whole.");
        return 0;
    }

    private static async Task<int> EraseLedgerDataAsync(WebApplication app, string[] args)
    {
        if (args is not [var who])
            return await CalledWronglyAsync("usage: erase-ledger-data ADDRESS|ACCOUNT-ID   (erases what the consent ledger keeps of a person without an account; the chain stays whole)");
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        if (!await db.Database.CanConnectAsync() || (await db.Database.GetPendingMigrationsAsync()).Any())
            return await CalledWronglyAsync("The database is not there, or not of this version. Start the portal once.");
        var (erased, refusal) = await scope.ServiceProvider.GetRequiredService<EraseLedgerData>().ExecuteAsync(who, app.Lifetime.ApplicationStopping);
        await (refusal is null ? Console.Out : Console.Error).WriteLineAsync(refusal ?? $"The personal data of {erased} entries of the consent ledger are erased.");
        return refusal is null ? 0 : 1;
    }

    private static async Task<int> OperatorAsync(WebApplication app, Func<Operators, Task<string?>>? act, string usage, string done)
    {
        if (act is null)
            return await CalledWronglyAsync(usage);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        if (!await db.Database.CanConnectAsync() || (await db.Database.GetPendingMigrationsAsync()).Any())
            return await CalledWronglyAsync("The database is not there, or not of this version. Start the portal once.");
        var refusal = await act(scope.ServiceProvider.GetRequiredService<Operators>());
        await (refusal is null ? Console.Out : Console.Error).WriteLineAsync(refusal ?? done);
        return refusal is null ? 0 : 1;
    }

    private static async Task<int> CalledWronglyAsync(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return 2;
    }
}
