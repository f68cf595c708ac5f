namespace SmtPortal.Simulator.Ftps;

/// <summary>One client's session: greets, encrypts, signs in, and hands commands on files to those who know them.</summary>
internal sealed class FtpServerSession(FtpConnection connection, FtpsServerContext server) : IDisposable
{
    private const string Features = "211-Features:\r\n AUTH TLS\r\n PBSZ\r\n PROT\r\n EPSV\r\n PASV\r\n SIZE\r\n MDTM\r\n"
        + " MLST type*;size*;modify*;\r\n UTF8\r\n211 End";

    private FtpAccount? _account;
    private FtpFileCommands? _files;
    private FtpTransferCommands? _transfers;
    private string? _user;
    private int _failedSignIns;
    private bool _protected;

    public async Task RunAsync(bool isImplicit, CancellationToken ct)
    {
        if (isImplicit)
            await connection.EncryptAsync(ct);
        await connection.ReplyAsync("220 Ready.", ct);
        while (await connection.ReadLineAsync(ct) is { } line)
        {
            var (command, argument) = Split(line);
            if (command == "QUIT")
            {
                await connection.ReplyAsync("221 Goodbye.", ct);
                return;
            }

            if (_account is { IsStillIn: false })
            {
                await connection.ReplyAsync("421 Signed out.", ct);
                return;
            }

            if (await AnswerAsync(command, argument, ct) is { } reply)
                await connection.ReplyAsync(reply, ct);
            if (_failedSignIns >= server.Options.MaxSignInAttempts)
                return;
            if (command == "AUTH" && !connection.IsEncrypted && IsTls(argument))
                await connection.EncryptAsync(ct);
        }
    }

    public void Dispose() => _transfers?.Dispose();

    /// <summary>The reply; null when it has been sent already.</summary>
    private async Task<string?> AnswerAsync(string command, string argument, CancellationToken ct) => command switch
    {
        "AUTH" => Auth(argument),
        "FEAT" => Features,
        "OPTS" => argument.StartsWith("UTF8", StringComparison.OrdinalIgnoreCase) ? "200 Always UTF-8." : "501 Unknown option.",
        "NOOP" or "ABOR" => "200 Fine.",
        "SYST" => "215 UNIX Type: L8",
        "PBSZ" => connection.IsEncrypted ? "200 PBSZ=0" : "503 AUTH TLS first.",
        "PROT" => Protect(argument),
        "USER" => User(argument),
        "PASS" => await PassAsync(argument, ct),
        "TYPE" or "MODE" or "STRU" => Mode(command, argument),
        _ when _files is null || _transfers is null => "530 Sign in first.",
        _ when FtpTransferCommands.Knows(command) => await TransferAsync(command, argument, ct),
        _ => _files.Answer(command, argument),
    };

    private static (string Command, string Argument) Split(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (line.ToUpperInvariant(), "") : (line[..space].ToUpperInvariant(), line[(space + 1)..]);
    }

    private static bool IsTls(string argument) => argument.ToUpperInvariant() is "TLS" or "TLS-C" or "SSL";

    private string Auth(string argument)
    {
        if (connection.IsEncrypted)
            return "503 Encrypted already.";
        return IsTls(argument) ? "234 Begin TLS." : "504 Only AUTH TLS.";
    }

    private string Protect(string argument)
    {
        if (!connection.IsEncrypted)
            return "503 AUTH TLS first.";
        if (!argument.Equals("P", StringComparison.OrdinalIgnoreCase))
            return "536 Only PROT P.";
        _protected = true;
        return "200 Data connections are protected.";
    }

    private static string Mode(string command, string argument) => (command, argument.ToUpperInvariant()) switch
    {
        ("TYPE", "I" or "A" or "A N" or "L 8") => "200 Sent as it is.",
        ("MODE", "S") or ("STRU", "F") => "200 Fine.",
        _ => "504 Not offered.",
    };

    private string User(string name)
    {
        if (!connection.IsEncrypted)
            return "530 AUTH TLS first: no password goes in the clear.";
        if (_files is not null)
            return "503 Signed in already.";
        _user = name;
        return "331 Password, please.";
    }

    private async Task<string> PassAsync(string password, CancellationToken ct)
    {
        if (!connection.IsEncrypted || _user is null || _files is not null)
            return "503 USER first.";

        var user = server.Users.Check(_user, password);
        _user = null;
        if (user is null || server.Faults.RefuseSignIn)
        {
            _failedSignIns++;
            await Task.Delay(server.Options.SignInDelay, server.Time, ct);
            return "530 User or password wrong.";
        }

        Directory.CreateDirectory(user.Home);
        _account = new FtpAccount(user, server);
        _files = new FtpFileCommands(new FtpJail(user.Home), _account, server);
        _transfers = new FtpTransferCommands(connection, _files, _account, server);
        return "230 Signed in.";
    }

    private async Task<string?> TransferAsync(string command, string argument, CancellationToken ct) =>
        _protected ? await _transfers!.AnswerAsync(command, argument, ct) : "521 PROT P first.";
}
