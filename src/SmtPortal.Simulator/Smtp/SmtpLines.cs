namespace SmtPortal.Simulator.Smtp;

/// <summary>Lines from a connection. Only CR LF ends one: taking a bare LF for an end is how mails are smuggled.</summary>
internal sealed class SmtpLines(Stream stream)
{
    /// <summary>Longest line in bytes. The protocol has 1,000 for content; some senders do not keep to it.</summary>
    private const int MaxLine = 64 * 1024;

    private readonly byte[] buffer = new byte[16 * 1024];
    private int next;
    private int end;

    /// <summary>Whether bytes have come that nobody has read yet.</summary>
    public bool HasMore => next < end;

    /// <summary>The next line without its end; null: the connection has ended.</summary>
    /// <exception cref="IOException">The line is too long.</exception>
    public async Task<byte[]?> ReadBytesAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>(128);
        while (true)
        {
            if (next == end)
            {
                (next, end) = (0, await stream.ReadAsync(buffer, cancellationToken));
                if (end == 0)
                    return null;
            }

            while (next < end)
            {
                var value = buffer[next++];
                if (value == (byte)'\n' && line.Count > 0 && line[^1] == (byte)'\r')
                {
                    line.RemoveAt(line.Count - 1);
                    return [.. line];
                }

                if (line.Count == MaxLine)
                    throw new IOException("A line is too long.");
                line.Add(value);
            }
        }
    }
}
