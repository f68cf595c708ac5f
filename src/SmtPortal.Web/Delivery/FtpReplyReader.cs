namespace SmtPortal.Web.Delivery;

/// <summary>Reads replies, one line or many, and gives up on a server that never ends one.</summary>
internal sealed class FtpReplyReader(Stream stream, FtpsLimits limits)
{
    private readonly FtpLineReader _lines = new(stream, limits.LineBytes);

    /// <summary>
    /// Whether more has arrived than was asked for. Before TLS starts that is text which somebody on the way may have put in.
    /// </summary>
    public bool HasUnreadBytes => _lines.HasUnreadBytes;

    public async ValueTask<FtpReply> ReadAsync(CancellationToken ct)
    {
        var first = await LineAsync(ct);
        if (Code(first) is not { } code || (first.Length > 3 && first[3] is not (' ' or '-')))
            throw Senseless($"a reply began \"{FtpReply.Plain(first)}\"");

        List<string> lines = [Rest(first)];
        if (first.Length == 3 || first[3] == ' ')
            return new FtpReply(code, lines);

        while (lines.Count < limits.ReplyLines)
        {
            var line = await LineAsync(ct);
            if (Code(line) == code && (line.Length == 3 || line[3] == ' '))
            {
                lines.Add(Rest(line));
                return new FtpReply(code, lines);
            }

            lines.Add(line);
        }

        throw Senseless($"a reply had more than {limits.ReplyLines} lines");
    }

    private async ValueTask<string> LineAsync(CancellationToken ct) => await _lines.ReadAsync(ct)
        ?? throw new FileDropException(FileDropFailure.ConnectionLost, "The server closed the connection.");

    private static int? Code(string line) =>
        line.Length >= 3 && line[0] is >= '1' and <= '5' && char.IsAsciiDigit(line[1]) && char.IsAsciiDigit(line[2])
            ? ((line[0] - '0') * 100) + ((line[1] - '0') * 10) + (line[2] - '0')
            : null;

    private static string Rest(string line) => line.Length > 4 ? line[4..] : "";

    private static FileDropException Senseless(string what) =>
        new(FileDropFailure.BadReply, $"The server does not speak FTP as agreed: {what}.");
}
