using System.Globalization;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Web.Features.Inbox;

/// <summary>How far an inbox file is.</summary>
public enum InboxFileStatus
{
    /// <summary>Its bytes are on the way or have arrived; nobody has looked at them.</summary>
    Waiting,

    /// <summary>Being read. After an interruption reading goes on behind the last batch that was stored.</summary>
    Reading,

    /// <summary>Read to the end.</summary>
    Done,

    /// <summary>Unreadable, nothing of it was kept; or given up after <see cref="InboxFile.MaxFailures"/> failures of ours.</summary>
    Refused,

    /// <summary>The same bytes were read before; nothing was done.</summary>
    Duplicate,
}

/// <summary>A usage file that came into the inbox folder or by upload (USE-1). Files on disk bear the id, never the name.</summary>
public sealed class InboxFile : IVersioned
{
    public const int NameMaxLength = 120;
    public const int ErrorMaxLength = 400;

    /// <summary>Most errors of one file that are kept with line and reason; the rest is counted.</summary>
    public const int MaxErrorsKept = 1_000;

    /// <summary>A file at which reading fails so often, through a fault of ours or of the disk, is given up.</summary>
    public const int MaxFailures = 5;

    private InboxFile()
    {
    }

    /// <summary>Running number, in the order of arrival; set by the database.</summary>
    public long Number { get; private set; }

    public Guid Id { get; private init; }

    /// <summary>The name it came with, for people to read.</summary>
    public string Name { get; private init; } = "";

    /// <summary>SHA-256 of the bytes as they came, hexadecimal; null until reading has begun.</summary>
    public string? Sha256 { get; private set; }

    /// <summary>Bytes as they came; 0 until reading has begun.</summary>
    public long Size { get; private set; }

    public DateTimeOffset ReceivedAt { get; private init; }

    public InboxFileStatus Status { get; private set; }

    /// <summary>How much of what the reader finds has been stored: days and row errors, in the reader's order.</summary>
    public long ItemsStored { get; private set; }

    public int DaysNew { get; private set; }

    public int DaysRevised { get; private set; }

    public int DaysUnchanged { get; private set; }

    public int DaysOlder { get; private set; }

    /// <summary>Days left out because no premise has their ESIID. With any, the same bytes may come again and are read again.</summary>
    public int DaysUnknown { get; private set; }

    public long RowsGood { get; private set; }

    public long RowsBad { get; private set; }

    /// <summary>Errors of rows and of whole days, whether kept or only counted.</summary>
    public long Errors { get; private set; }

    /// <summary>How often reading has failed through a fault that is not the file's.</summary>
    public int Failures { get; private set; }

    /// <summary>When it was done, refused or found to be a duplicate; null until then.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Why it was refused or not read again; null otherwise.</summary>
    public string? Error { get; private set; }

    public Guid Version { get; set; }

    public static InboxFile Receive(string name, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Name = Shown(name),
        ReceivedAt = now,
    };

    /// <summary>Begins to read, or goes on after an interruption.</summary>
    public void Begin(string sha256, long size)
    {
        Expect(InboxFileStatus.Waiting, InboxFileStatus.Reading);
        (Status, Sha256, Size) = (InboxFileStatus.Reading, sha256, size);
    }

    /// <summary>Counts what one committed batch did.</summary>
    public void Count(InboxProgress progress)
    {
        Expect(InboxFileStatus.Reading);
        ItemsStored += progress.Items;
        DaysNew += progress.DaysNew;
        DaysRevised += progress.DaysRevised;
        DaysUnchanged += progress.DaysUnchanged;
        DaysOlder += progress.DaysOlder;
        DaysUnknown += progress.DaysUnknown;
        RowsGood += progress.RowsGood;
        RowsBad += progress.RowsBad;
        Errors += progress.Errors;
    }

    public void Finish(DateTimeOffset now) => End(InboxFileStatus.Done, null, now);

    public void Refuse(string reason, DateTimeOffset now) => End(InboxFileStatus.Refused, reason, now);

    /// <summary>Counts a failure that is not the file's. The last allowed one refuses it; batches stored before it stay.</summary>
    public void Fail(string kind, DateTimeOffset now)
    {
        Failures++;
        if (Failures >= MaxFailures)
            Refuse($"Reading failed {MaxFailures} times, the last time with {kind}. The days counted here were kept. Look into the log, then send the file again.", now);
    }

    public void FindDuplicate(InboxFile first, DateTimeOffset now) =>
        End(InboxFileStatus.Duplicate, $"The same bytes came before as {first.Name}. Nothing was changed.", now);

    /// <summary>A name without folders, control and direction characters, cut to length.</summary>
    private static string Shown(string name)
    {
        var last = name.Replace('\\', '/').Split('/')[^1];
        var plain = Words.Tidy(string.Concat(last.Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format))) ?? "unnamed";
        return plain.Length <= NameMaxLength ? plain : plain[..NameMaxLength];
    }

    private void End(InboxFileStatus status, string? error, DateTimeOffset now)
    {
        Expect(InboxFileStatus.Waiting, InboxFileStatus.Reading);
        (Status, FinishedAt) = (status, now);
        Error = error is { Length: > ErrorMaxLength } ? error[..ErrorMaxLength] : error;
    }

    private void Expect(params InboxFileStatus[] statuses)
    {
        if (!statuses.Contains(Status))
            throw new DomainException($"An inbox file that is {Status} cannot go on.");
    }
}

/// <summary>What one batch of a file did.</summary>
public sealed record InboxProgress
{
    public required int Items { get; init; }

    public required int DaysNew { get; init; }

    public required int DaysRevised { get; init; }

    public required int DaysUnchanged { get; init; }

    public required int DaysOlder { get; init; }

    public required int DaysUnknown { get; init; }

    public required long RowsGood { get; init; }

    public required long RowsBad { get; init; }

    public required int Errors { get; init; }
}

/// <summary>A row, or the first row of a day, that was refused.</summary>
public sealed class InboxFileError
{
    public const int ColumnMaxLength = 40;
    public const int ReasonMaxLength = 400;

    public long Id { get; private set; }

    public required Guid FileId { get; init; }

    /// <summary>Line of the unpacked file, the header being line 1.</summary>
    public required long Line { get; init; }

    /// <summary>Column as the format names it; null when the row or day as a whole is at fault.</summary>
    public string? Column { get; init; }

    public required string Reason { get; init; }
}
