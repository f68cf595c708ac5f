namespace SmtPortal.Web.Delivery;

/// <summary>A place outside the portal into which files are put. The edge that tests fake; <see cref="FtpsFileDrop"/> is the real one.</summary>
public interface IFileDrop
{
    /// <summary>
    /// Connects, checks the certificate and signs in. Hold at most one session per host at a time where the server demands
    /// TLS session reuse: parallel sessions to one name share one cache of TLS tickets and now and then take each other's.
    /// </summary>
    /// <exception cref="FileDropException">Every failure; <see cref="FileDropException.IsTransient"/> tells whether to try again later.</exception>
    Task<IFileDropSession> OpenAsync(FileDropTarget target, CancellationToken ct);
}

/// <summary>
/// One signed-in connection; one call at a time. Paths are relative to the folder that the server shows after sign-in, or absolute with
/// a leading slash, with <c>/</c> between parts as <see cref="FtpPath"/> allows. After <see cref="FileDropFailure.TimedOut"/>,
/// <see cref="FileDropFailure.ConnectionLost"/> or a cancelled call the session is spent: dispose it and open another.
/// </summary>
/// <remarks>All methods throw <see cref="FileDropException"/>.</remarks>
public interface IFileDropSession : IAsyncDisposable
{
    /// <summary>Makes the folder with its parents. A folder that exists is fine.</summary>
    Task MakeFolderAsync(string path, CancellationToken ct);

    /// <summary>
    /// Writes a file, replacing one of that name. Returns the bytes sent, which the server has confirmed as received.
    /// After any failure the file may be there in part: upload under a temporary name and rename.
    /// </summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="write">Called once with a write-only, forward-only stream that takes asynchronous writes and holds at most 64 KiB.
    /// What it throws comes out unchanged.</param>
    /// <param name="ct">Ends the upload; the session is spent then.</param>
    Task<long> UploadAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken ct);

    /// <summary>
    /// Renames a file, replacing one of the new name, so that a delivery broken off after its rename can be done again. Servers that
    /// refuse to replace get a delete of the new name and a second rename; for that moment neither name shows a whole file.
    /// </summary>
    Task RenameAsync(string from, string to, CancellationToken ct);

    /// <summary>Size in bytes; null when there is no such file (or it is a folder).</summary>
    Task<long?> SizeAsync(string path, CancellationToken ct);

    /// <summary>
    /// Reads a file into <paramref name="destination"/> and returns its bytes; fails with <see cref="FileDropFailure.TooLarge"/> as
    /// soon as <paramref name="maxBytes"/> is passed.
    /// </summary>
    Task<long> DownloadAsync(string path, Stream destination, long maxBytes, CancellationToken ct);

    /// <summary>Deletes a file. A file that is absent is fine.</summary>
    Task DeleteAsync(string path, CancellationToken ct);

    /// <summary>Removes a folder that is empty. One that is absent, or has something in it, stays as it is.</summary>
    Task RemoveFolderAsync(string path, CancellationToken ct);

    /// <summary>
    /// Lists a folder (empty text: the folder after sign-in) without <c>.</c> and <c>..</c>, in the server's order, at most 10,000
    /// entries. By MLSD; servers without it are asked NLST, SIZE and MDTM, and hide what they hide there (vsftpd: dot files).
    /// </summary>
    Task<IReadOnlyList<FileDropEntry>> ListAsync(string folder, CancellationToken ct);
}

/// <param name="Name">Name within the folder as the server gave it: text from outside, not checked against <see cref="FtpPath"/>.</param>
/// <param name="Size">Bytes; null for folders and where the server does not say.</param>
/// <param name="ModifiedAt">UTC, by the server's clock; null where the server does not say.</param>
/// <param name="IsFolder">By NLST a name without a size counts as a folder.</param>
public sealed record FileDropEntry(string Name, long? Size, DateTimeOffset? ModifiedAt, bool IsFolder);
