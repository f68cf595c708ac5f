namespace SmtPortal.Web.Features.Inbox;

/// <summary>Settings section <c>Inbox</c>.</summary>
public sealed class InboxOptions
{
    public const string Section = "Inbox";

    /// <summary>Largest upload, in bytes. Larger files go through the folder.</summary>
    public const long MaxUploadBytes = 200L << 20;

    /// <summary>Where TDSPs' files arrive; null: <c>inbox</c> in the portal's data folder. All nodes that run jobs share it.</summary>
    public string? Folder { get; set; }

    /// <summary>A file is taken when it has not been written to for so long.</summary>
    public int SettleSeconds { get; set; } = 10;

    /// <summary>Largest file as it comes, in bytes.</summary>
    public long MaxFileBytes { get; set; } = 2L << 30;

    /// <summary>Largest file after unpacking, in bytes.</summary>
    public long MaxUnpackedBytes { get; set; } = 4L << 30;

    /// <summary>Most days of one transaction; fewer where the database wants shorter ones.</summary>
    public int DaysPerBatch { get; set; } = 5_000;
}
