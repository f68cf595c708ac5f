namespace SmtPortal.Web.Delivery;

/// <summary>
/// What a writer of file content is given: write-only, asynchronous, 64 KiB of buffer so that small writes do not become small TLS
/// records. A write that stands still longer than the limit fails.
/// </summary>
internal sealed class UploadStream(Stream connection, FtpsLimits limits, StepClock clock) : Stream
{
    private const int BufferBytes = 64 * 1024;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _used;

    /// <summary>Bytes taken so far, sent or buffered.</summary>
    public long BytesTaken { get; private set; }

    /// <summary>The failure of the connection, as against one of the writer; null when the connection held.</summary>
    public Exception? ConnectionFailure { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        BytesTaken += buffer.Length;
        if (buffer.Length > BufferBytes - _used)
            await SendBufferAsync(cancellationToken);
        if (buffer.Length >= BufferBytes)
        {
            await SendAsync(buffer, cancellationToken);
            return;
        }

        buffer.CopyTo(_buffer.AsMemory(_used));
        _used += buffer.Length;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Nothing happens: what is left is sent at the end. Writers that flush after each row would cost a TLS record each.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("An upload takes asynchronous writes only.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public async Task SendBufferAsync(CancellationToken ct)
    {
        if (_used == 0)
            return;

        await SendAsync(_buffer.AsMemory(0, _used), ct);
        _used = 0;
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        try
        {
            await clock.RunAsync(limits.Stall, "taking data", token => connection.WriteAsync(bytes, token), ct);
        }
        catch (Exception ex) when (ex is IOException or FileDropException)
        {
            ConnectionFailure = ex;
            throw;
        }
    }
}
