namespace SmtPortal.Web.Hosting;

/// <summary>What the program does on the command line instead of serving pages.</summary>
public static class Commands
{
    private const string ImportReps = "import-reps";

    public static bool IsCommand(string[] args) => args is [ImportReps, ..];

    /// <summary>Runs a command on a prepared portal. Returns the exit code: 0 done, 1 refused, 2 called wrongly.</summary>
    public static async Task<int> RunCommandAsync(this WebApplication app, string[] args)
    {
        if (args is not [ImportReps, var file])
        {
            await Console.Error.WriteLineAsync($"usage: {ImportReps} FILE   (CSV with the columns certificate,name; replaces the list of REPs)");
            return 2;
        }

        if (!File.Exists(file))
        {
            await Console.Error.WriteLineAsync($"There is no file '{file}'.");
            return 2;
        }

        await using var scope = app.Services.CreateAsyncScope();
        using var text = File.OpenText(file);
        var errors = await scope.ServiceProvider.GetRequiredService<Data.Seed.ImportReps>().ExecuteAsync(text, app.Lifetime.ApplicationStopping);
        foreach (var error in errors)
            await Console.Error.WriteLineAsync(error);
        await Console.Out.WriteLineAsync(errors.Count == 0 ? "The list of REPs has been replaced." : "Nothing was changed.");
        return errors.Count == 0 ? 0 : 1;
    }
}
