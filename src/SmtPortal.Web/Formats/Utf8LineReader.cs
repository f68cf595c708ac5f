namespace SmtPortal.Web.Formats;

/// <summary>Reads lines that end in LF or CRLF, the last with or without it, through one fixed buffer.</summary>
internal sealed class Utf8LineReader(Stream stream, int maxLineLength)
{
    private readonly byte[] buffer = new byte[Math.Max(65_536, maxLineLength * 2)];
    private int start;
    private int end;
    private bool ended;

    public enum Result
    {
        Line,
        End,
        TooLong,
    }

    /// <summary>The line last read, without its end. Valid until the next read.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Number of the line last read, from 1.</summary>
    public long Number { get; private set; }

    public async ValueTask<Result> ReadAsync(CancellationToken ct)
    {
        var searched = 0;
        while (true)
        {
            var newline = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (newline >= 0)
                return Take(searched + newline, 1);
            searched = end - start;
            if (searched > maxLineLength + 1)
                return TooLong();
            if (ended)
                return searched == 0 ? Result.End : Take(searched, 0);
            await FillAsync(ct);
        }
    }

    private Result Take(int length, int newline)
    {
        var line = buffer.AsMemory(start, length);
        start += length + newline;
        if (line.Length > 0 && line.Span[^1] == '\r')
            line = line[..^1];
        if (line.Length > maxLineLength)
            return TooLong();
        Number++;
        Line = line;
        return Result.Line;
    }

    private Result TooLong()
    {
        Number++;
        Line = default;
        return Result.TooLong;
    }

    private async ValueTask FillAsync(CancellationToken ct)
    {
        if (start > 0)
        {
            Buffer.BlockCopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        var read = await stream.ReadAsync(buffer.AsMemory(end), ct);
        end += read;
        ended = read == 0;
    }
}
