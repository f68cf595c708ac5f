using System.Text;

namespace SmtPortal.Web.Delivery;

/// <summary>Reads lines that end in LF or CRLF, as UTF-8, with a limit on their length. Null at the end of the stream.</summary>
internal sealed class FtpLineReader(Stream stream, int maxBytes)
{
    private readonly byte[] _buffer = new byte[maxBytes + 2];
    private int _start;
    private int _end;

    public bool HasUnreadBytes => _start < _end;

    public async ValueTask<string?> ReadAsync(CancellationToken ct)
    {
        var searched = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (found >= 0)
                return Take(searched + found, 1);

            searched = _end - _start;
            if (searched == _buffer.Length)
                throw new FileDropException(FileDropFailure.BadReply,
                    $"The server does not speak FTP as agreed: a line had more than {maxBytes} bytes.");

            MakeRoom();
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), ct);
            if (read == 0)
                return searched == 0 ? null : Take(searched, 0);
            _end += read;
        }
    }

    private string Take(int length, int ending)
    {
        var line = Encoding.UTF8.GetString(_buffer, _start, length);
        _start += length + ending;
        return line.EndsWith('\r') ? line[..^1] : line;
    }

    private void MakeRoom()
    {
        if (_start == 0)
            return;

        Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
        _end -= _start;
        _start = 0;
    }
}
