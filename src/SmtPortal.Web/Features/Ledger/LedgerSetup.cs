using Microsoft.Extensions.Options;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Features.Ledger;

/// <summary>Settings section <c>Ledger</c>.</summary>
public sealed class LedgerOptions
{
    public const string Section = "Ledger";

    /// <summary>The secret that seals the ledger, base64 of at least 32 bytes, kept outside of the database and for ever; null: a file in the data folder (not in Production).</summary>
    public string? Key { get; set; }

    /// <summary>Folder of the daily checkpoints, best on another machine; null: <c>ledger</c> in the data folder.</summary>
    public string? CheckpointFolder { get; set; }
}

public static class LedgerSetup
{
    public static void AddLedger(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(LedgerOptions.Section);
        builder.Services.Configure<LedgerOptions>(section);
        if (builder.Environment.IsProduction() && string.IsNullOrWhiteSpace(section[nameof(LedgerOptions.Key)]))
            throw new InvalidOperationException($"Ledger:Key is not set. Set it to base64 of {LedgerChain.KeyMinLength} random bytes and keep it safe: the consent ledger cannot be verified without it.");
        builder.Services.AddSingleton<LedgerKey>();
        builder.Services.AddSingleton<LedgerCheckpoints>();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<ConsentLedger>();
        builder.Services.AddScoped<SealLedger>();
        builder.Services.AddScoped<WriteLedgerCheckpoint>();
        builder.Services.AddScoped<VerifyLedger>();
        builder.Services.AddScoped<EraseLedgerData>();
    }
}

/// <summary>The secret that seals the ledger.</summary>
public sealed class LedgerKey(IOptions<LedgerOptions> options, IOptions<PortalOptions> portal, IHostEnvironment environment)
{
    private readonly Lazy<byte[]> bytes = new(() => options.Value.Key is { Length: > 0 } set
        ? Parse(set, "Ledger:Key")
        : FromFile(Path.Combine(environment.ContentRootPath, portal.Value.DataFolder, "ledger.key")));

    public byte[] Bytes => bytes.Value;

    private static byte[] FromFile(string file)
    {
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var only = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                only.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var stream = new StreamWriter(file, only);
            stream.Write(Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(LedgerChain.KeyMinLength)));
        }

        return Parse(File.ReadAllText(file), file);
    }

    private static byte[] Parse(string text, string where)
    {
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text.Trim(), buffer, out var length) && length >= LedgerChain.KeyMinLength
            ? buffer[..length]
            : throw new InvalidOperationException($"{where} is not base64 of at least {LedgerChain.KeyMinLength} bytes.");
    }
}
