using Microsoft.Extensions.Options;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Features.Inbox;

/// <summary>
/// The inbox on disk: files arrive in the folder itself; one that is taken moves to <c>reading</c> under its id, and in the end
/// to <c>done/year-month</c> or <c>refused/year-month</c>. Names that others chose are never used for a new path.
/// </summary>
public sealed class InboxFolder(IOptions<InboxOptions> options, IOptions<PortalOptions> portal, IHostEnvironment environment)
{
    private static readonly string[] Unfinished = [".tmp", ".part", ".filepart", ".partial"];

    private readonly string root = options.Value.Folder ?? Path.Combine(environment.ContentRootPath, portal.Value.DataFolder, "inbox");

    /// <summary>Where files arrive.</summary>
    public string Root => Directory.CreateDirectory(root).FullName;

    /// <summary>
    /// Files that have arrived whole: plain files, no links, not hidden or named as unfinished, and not written to of late. A
    /// time in the future, as a copy from a machine with another clock has it, counts as settled.
    /// </summary>
    public IReadOnlyList<FileInfo> Arrived(DateTimeOffset now) =>
    [
        .. Directory.CreateDirectory(root).EnumerateFiles().Where(f => f.LinkTarget is null && !f.Name.StartsWith('.')
            && !Unfinished.Contains(f.Extension, StringComparer.OrdinalIgnoreCase)
            && Math.Abs((now.UtcDateTime - f.LastWriteTimeUtc).TotalSeconds) >= options.Value.SettleSeconds)
            .OrderBy(f => f.LastWriteTimeUtc).ThenBy(f => f.Name, StringComparer.Ordinal),
    ];

    /// <summary>
    /// Takes an arrived file away from the folder, at once and whole. Nothing is there to be overwritten; but without leave to
    /// do so a file that may not be moved is copied before that is found out, and each try would leave a copy.
    /// </summary>
    public void Take(FileInfo arrived, Guid id) => File.Move(arrived.FullName, Reading(id), overwrite: true);

    /// <summary>Writes an upload, which is there whole or not at all.</summary>
    public async Task SaveAsync(Stream upload, Guid id, CancellationToken ct)
    {
        await using (var file = new FileStream(Unsaved(id), FileMode.CreateNew, FileAccess.Write))
            await upload.CopyToAsync(file, ct);
        File.Move(Unsaved(id), Reading(id));
    }

    /// <summary>Removes what a broken upload left.</summary>
    public void Discard(Guid id) => File.Delete(Unsaved(id));

    /// <summary>The file of an id while it waits or is read; null when it is not there.</summary>
    public FileInfo? Find(Guid id) => new FileInfo(Reading(id)) is { Exists: true, LinkTarget: null } file ? file : null;

    /// <summary>Ids of all files that wait or are read.</summary>
    public IReadOnlyList<Guid> Taken() =>
    [
        .. Directory.CreateDirectory(Path.Combine(root, "reading")).EnumerateFiles()
            .Select(f => Guid.TryParseExact(f.Name, "N", out var id) ? id : (Guid?)null).OfType<Guid>(),
    ];

    /// <summary>Puts a finished file away.</summary>
    public void PutAway(InboxFile file)
    {
        var path = Away(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(Reading(file.Id), path, overwrite: true);
    }

    /// <summary>Removes a file that was put away; one that is not there is fine.</summary>
    public void Remove(InboxFile file)
    {
        if (Find(file.Id) is { } notPutAway)
            notPutAway.Delete();
        var path = Away(file);
        if (!File.Exists(path))
            return;
        File.Delete(path);
        var month = Path.GetDirectoryName(path)!;
        if (!Directory.EnumerateFileSystemEntries(month).Any())
            Directory.Delete(month);
    }

    /// <summary>Where a finished file lies.</summary>
    private string Away(InboxFile file) =>
        Path.Combine(root, file.Status == InboxFileStatus.Refused ? "refused" : "done", $"{file.ReceivedAt:yyyy-MM}", $"{file.Id:N}");

    private string Reading(Guid id) => Path.Combine(Directory.CreateDirectory(Path.Combine(root, "reading")).FullName, $"{id:N}");

    private string Unsaved(Guid id) => Reading(id) + ".part";
}
