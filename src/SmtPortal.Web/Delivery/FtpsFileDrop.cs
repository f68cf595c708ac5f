using System.Security.Authentication;

namespace SmtPortal.Web.Delivery;

/// <summary>
/// Puts files on FTPS servers. Own client on SslStream (see the decision page "Own FTPS client"); stateless, one instance serves all.
/// </summary>
public sealed class FtpsFileDrop(TimeProvider time, FtpsLimits limits) : IFileDrop
{
    /// <inheritdoc/>
    public async Task<IFileDropSession> OpenAsync(FileDropTarget target, CancellationToken ct)
    {
        Check(target);
        var clock = new StepClock(time);
        var connector = new FtpsConnector(target, limits, clock);
        var tls = new FtpsTls(target, limits, clock);
        var control = await FtpsControlConnection.OpenAsync(target, connector, tls, limits, clock, ct);
        try
        {
            await SignInAsync(control, target, ct);
            await control.DemandAsync("PBSZ", "0", ct);
            await control.DemandAsync("PROT", "P", ct);
            await control.DemandAsync("TYPE", "I", ct);
        }
        catch
        {
            await control.DisposeAsync();
            throw;
        }

        var transfers = new FtpsTransfers(control, connector, tls, limits, clock);
        return new FtpsSession(control, transfers, new FtpsListing(control, transfers, limits));
    }

    private static void Check(FileDropTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        const SslProtocols allowed = SslProtocols.Tls12 | SslProtocols.Tls13;
        if (target.Protocols == SslProtocols.None || (target.Protocols & ~allowed) != 0)
            throw new FileDropException(FileDropFailure.EncryptionRefused, "Only TLS 1.2 and TLS 1.3 are used for deliveries.");
        if (target.Port is < 1 or > 65535 || string.IsNullOrWhiteSpace(target.Host))
            throw new FileDropException(FileDropFailure.Unreachable, "The server needs a host name and a port from 1 to 65535.");
        if (HasControls(target.User) || HasControls(target.Password))
            throw new FileDropException(FileDropFailure.SignInRefused,
                "The user name or the password has a control character in it, which FTP cannot carry.");
    }

    private static bool HasControls(string text) => text.Any(char.IsControl);

    private static async Task SignInAsync(FtpsControlConnection control, FileDropTarget target, CancellationToken ct)
    {
        var reply = await control.AskAsync("USER", target.User, ct);
        if (reply.Code == 331)
            reply = await control.AskAsync("PASS", target.Password, ct);
        if (reply.IsSuccess)
            return;

        // A server might quote the password back; a person reads this.
        var words = target.Password.Length == 0 ? reply.Text : reply.Text.Replace(target.Password, "***", StringComparison.OrdinalIgnoreCase);
        throw new FileDropException(FileDropFailure.SignInRefused, $"The server refused the user or the password: {reply.Code} {words}")
        {
            ReplyCode = reply.Code,
        };
    }
}
