using System.Globalization;
using System.IO.Compression;

namespace SmtPortal.Web.Formats;

/// <summary>How much a compressed file may hold.</summary>
public sealed record UnpackLimits
{
    /// <summary>Most bytes after unpacking, and of a file that is not compressed.</summary>
    public long MaxBytes { get; init; } = 4L << 30;

    /// <summary>Most bytes out for one byte in. Interval files come to about 30.</summary>
    public int MaxRatio { get; init; } = 200;

    /// <summary>Largest ZIP file in bytes; its directory is read whole.</summary>
    public long MaxZipLength { get; init; } = 100L << 20;
}

/// <summary>Opens a file that may be gzip or a ZIP with one file in it, as one stream that ends with an error at the limits.</summary>
public static class BoundedUnpacking
{
    private const long FreeBytes = 1 << 20;

    /// <summary>
    /// The content of a seekable stream, unpacked when its first bytes say that it is packed. What is unpacked is not unpacked
    /// again. Takes the stream over. Reading throws <see cref="InvalidDataException"/> with a reason for a person when the
    /// content is damaged or too large.
    /// </summary>
    /// <exception cref="InvalidDataException">A ZIP file that is damaged, too large, or does not hold exactly one file.</exception>
    public static Stream Open(Stream file, UnpackLimits limits)
    {
        Span<byte> start = stackalloc byte[4];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        start = start[..length];
        if (start.StartsWith<byte>([0x1F, 0x8B]))
            return new Bounded(new GZipStream(file, CompressionMode.Decompress), Most(file, limits), null);
        return start.StartsWith("PK"u8) ? OpenZip(file, limits) : new Bounded(file, limits.MaxBytes, null);
    }

    private static Bounded OpenZip(Stream file, UnpackLimits limits)
    {
        if (file.Length > limits.MaxZipLength)
            throw new InvalidDataException($"The ZIP file is larger than {limits.MaxZipLength >> 20} MB. Split it, or use gzip.");
        var archive = new ZipArchive(file, ZipArchiveMode.Read);
        var files = archive.Entries.Where(e => !e.FullName.EndsWith('/')).Take(2).ToList();
        if (files.Count != 1)
            throw new InvalidDataException("The ZIP file holds none or several files, or is an Excel workbook. Give one CSV file in it.");
        return new Bounded(files[0].Open(), Most(file, limits), archive);
    }

    private static long Most(Stream file, UnpackLimits limits) => Math.Min(limits.MaxBytes, FreeBytes + limits.MaxRatio * file.Length);

    private sealed class Bounded(Stream inner, long most, IDisposable? owner) : Stream
    {
        private long read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => read;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Count(await inner.ReadAsync(buffer, cancellationToken));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
                owner?.Dispose();
            }
            base.Dispose(disposing);
        }

        private int Count(int bytes)
        {
            read += bytes;
            return read <= most ? bytes : throw new InvalidDataException(
                string.Create(CultureInfo.InvariantCulture, $"The content is larger than {most >> 20} MB, far more than a file of this size should hold. Split it."));
        }
    }
}
