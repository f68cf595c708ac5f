using System.Globalization;
using System.Net.Security;
using System.Text;
using MimeKit;

namespace SmtPortal.Simulator.Smtp;

/// <summary>One connection to the catcher (RFC 5321, with STARTTLS of RFC 3207, AUTH of RFC 4954 and SIZE of RFC 1870).</summary>
internal sealed class SmtpConversation(SmtpCatcher catcher, Stream connection) : IAsyncDisposable
{
    private const int MaxReceivers = 100;
    private const int MaxErrors = 20;

    private readonly List<string> receivers = [];
    private SmtpLines lines = new(connection);
    private Stream stream = connection;
    private string? sender;
    private string? user;
    private bool greeted;
    private bool encrypted;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (catcher.Outage)
        {
            await SayAsync("421 localhost is away", cancellationToken);
            return;
        }

        await SayAsync("220 localhost ESMTP catcher", cancellationToken);
        for (var errors = 0; errors < MaxErrors;)
        {
            if (await ReadAsync(cancellationToken) is not { } line)
                return;
            if (catcher.Outage)
            {
                await SayAsync("421 localhost is away", cancellationToken);
                return;
            }

            var (verb, rest) = Split(line);
            if (verb == "QUIT")
            {
                await SayAsync("221 bye", cancellationToken);
                return;
            }

            var answer = await AnswerAsync(verb, rest, cancellationToken);
            if (answer is null)
                continue;
            if (answer[0] is '5')
                errors++;
            await SayAsync(answer, cancellationToken);
        }

        await SayAsync("421 too many errors", cancellationToken);
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    /// <summary>What is said to a command; null: it has said what there is to say itself.</summary>
    private async Task<string?> AnswerAsync(string verb, string rest, CancellationToken cancellationToken) => verb switch
    {
        "HELO" => Greet("250 localhost"),
        "EHLO" => Greet(Offers()),
        "STARTTLS" => await StartTlsAsync(cancellationToken),
        "AUTH" => await SignInAsync(rest, cancellationToken),
        "MAIL" => From(rest),
        "RCPT" => To(rest),
        "DATA" => await TakeAsync(cancellationToken),
        "RSET" => Reset(),
        "NOOP" => "250 fine",
        "VRFY" => "252 send it and see",
        _ => "500 unknown command",
    };

    private string Greet(string answer)
    {
        greeted = true;
        Reset();
        return answer;
    }

    private string Offers()
    {
        var offers = new List<string> { "localhost", $"SIZE {catcher.Options.MaxMessageBytes}", "8BITMIME", "ENHANCEDSTATUSCODES", "AUTH PLAIN LOGIN" };
        if (catcher.Certificate is not null && !encrypted)
            offers.Add("STARTTLS");
        return string.Join("\r\n", offers.Select((offer, i) => (i == offers.Count - 1 ? "250 " : "250-") + offer));
    }

    private async Task<string?> StartTlsAsync(CancellationToken cancellationToken)
    {
        if (catcher.Certificate is null || encrypted)
            return "502 5.5.1 no TLS here";
        // Commands that came along in the clear would be obeyed inside TLS, as if they were protected.
        if (lines.HasMore)
            return "503 5.5.1 nothing may follow STARTTLS before its answer";
        await SayAsync("220 2.0.0 go ahead", cancellationToken);
        var tls = new SslStream(stream);
        stream = tls;
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = catcher.Certificate }, cancellationToken);
        lines = new SmtpLines(tls);
        (encrypted, greeted, user) = (true, false, null);
        Reset();
        return null;
    }

    private async Task<string> SignInAsync(string rest, CancellationToken cancellationToken)
    {
        if (!greeted || user is not null)
            return "503 5.5.1 not now";
        var (mechanism, initial) = Split(rest);
        string? name;
        switch (mechanism)
        {
            case "PLAIN":
                var secret = initial.Length > 0 ? initial : await AskAsync("", cancellationToken);
                // authorization name NUL authentication name NUL password
                name = Decode(secret)?.Split('\0') is [_, var plain, _] ? plain : null;
                break;
            case "LOGIN":
                name = Decode(initial.Length > 0 ? initial : await AskAsync("Username:", cancellationToken));
                if (Decode(await AskAsync("Password:", cancellationToken)) is null)
                    name = null;
                break;
            default:
                return "504 5.5.4 unknown mechanism";
        }

        if (string.IsNullOrEmpty(name))
            return "501 5.5.2 cannot be read";
        user = name;
        return "235 2.7.0 welcome";
    }

    private string From(string rest)
    {
        if (!greeted)
            return "503 5.5.1 say EHLO first";
        if (sender is not null)
            return "503 5.5.1 one sender only";
        if (Path(rest, "FROM:") is not { } address)
            return "501 5.1.7 no sender";
        var size = rest.Split(' ').FirstOrDefault(p => p.StartsWith("SIZE=", StringComparison.OrdinalIgnoreCase));
        if (size is not null && (!long.TryParse(size.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) || bytes > catcher.Options.MaxMessageBytes))
            return "552 5.3.4 too large";
        sender = address;
        return "250 2.1.0 fine";
    }

    private string To(string rest)
    {
        if (sender is null)
            return "503 5.5.1 say MAIL first";
        if (Path(rest, "TO:") is not { Length: > 0 } address)
            return "501 5.1.3 no receiver";
        if (receivers.Count == MaxReceivers)
            return "452 4.5.3 too many receivers";
        if (address.Split('@')[0].Equals("bounces", StringComparison.OrdinalIgnoreCase))
            return "550 5.1.1 nobody of that name";
        receivers.Add(address);
        return "250 2.1.5 fine";
    }

    private async Task<string> TakeAsync(CancellationToken cancellationToken)
    {
        if (sender is null || receivers.Count == 0)
            return "503 5.5.1 say MAIL and RCPT first";
        await SayAsync("354 end with a line that holds one dot", cancellationToken);
        using var content = new MemoryStream();
        if (!await ReadContentAsync(content, cancellationToken))
            return Reset("552 5.3.4 too large");
        content.Position = 0;
        MimeMessage message;
        try
        {
            message = await MimeMessage.LoadAsync(content, cancellationToken);
        }
        catch (FormatException)
        {
            return Reset("554 5.6.0 not a message");
        }

        catcher.Keep(sender, [.. receivers], encrypted, user, message);
        return Reset("250 2.0.0 kept");
    }

    /// <summary>Reads up to the line with one dot, taking the dots away that the sender doubled. Returns whether it was small enough; too much is read and thrown away.</summary>
    private async Task<bool> ReadContentAsync(MemoryStream content, CancellationToken cancellationToken)
    {
        var fits = true;
        while (true)
        {
            var line = await PatientAsync(lines.ReadBytesAsync, cancellationToken) ?? throw new EndOfStreamException();
            if (line is [(byte)'.'])
                return fits;
            var start = line is [(byte)'.', ..] ? 1 : 0;
            fits = fits && content.Length + line.Length <= catcher.Options.MaxMessageBytes;
            if (!fits)
                continue;
            content.Write(line, start, line.Length - start);
            content.Write("\r\n"u8);
        }
    }

    private string Reset(string answer = "250 2.0.0 fine")
    {
        sender = null;
        receivers.Clear();
        return answer;
    }

    private async Task<string> AskAsync(string prompt, CancellationToken cancellationToken)
    {
        await SayAsync("334 " + Convert.ToBase64String(Encoding.ASCII.GetBytes(prompt)), cancellationToken);
        return await ReadAsync(cancellationToken) ?? "";
    }

    private async Task<string?> ReadAsync(CancellationToken cancellationToken) =>
        await PatientAsync(lines.ReadBytesAsync, cancellationToken) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    private async Task<byte[]?> PatientAsync(Func<CancellationToken, Task<byte[]?>> read, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(catcher.Options.Patience);
        return await read(patience.Token);
    }

    private async Task SayAsync(string answer, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    private static (string Verb, string Words) Split(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (line.ToUpperInvariant(), "") : (line[..space].ToUpperInvariant(), line[(space + 1)..].Trim());
    }

    /// <summary>The address in <c>FROM:&lt;a@b&gt;</c>; empty for the empty path of a bounce, null where there is none.</summary>
    private static string? Path(string rest, string prefix)
    {
        if (!rest.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            return null;
        var path = rest[prefix.Length..].TrimStart();
        var end = path.IndexOf('>', StringComparison.Ordinal);
        return path.StartsWith('<') && end > 0 ? path[1..end] : null;
    }

    private static string? Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}
