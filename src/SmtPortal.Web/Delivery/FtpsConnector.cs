using System.Net;
using System.Net.Sockets;

namespace SmtPortal.Web.Delivery;

/// <summary>Opens TCP connections: resolves the name once, so that the address that was judged is the one that is used.</summary>
internal sealed class FtpsConnector(FileDropTarget target, FtpsLimits limits, StepClock clock)
{
    /// <summary>Connects to the first address of the target that answers.</summary>
    public async Task<Socket> ConnectAsync(CancellationToken ct)
    {
        FileDropException? last = null;
        foreach (var address in await AddressesAsync(ct))
        {
            try
            {
                return await ConnectAsync(new IPEndPoint(address, target.Port), ct);
            }
            catch (FileDropException ex) when (ex.Kind is FileDropFailure.Unreachable or FileDropFailure.TimedOut)
            {
                last = ex;
            }
        }

        throw last ?? new FileDropException(FileDropFailure.Unreachable, $"The name {target.Host} has no address.");
    }

    public async Task<Socket> ConnectAsync(IPEndPoint end, CancellationToken ct)
    {
        var socket = new Socket(end.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await clock.RunAsync(limits.Connect, $"connecting to {target.Host}, port {end.Port}", token => socket.ConnectAsync(end, token), ct);
            return socket;
        }
        catch (SocketException ex)
        {
            socket.Dispose();
            throw new FileDropException(FileDropFailure.Unreachable, $"{target.Host} does not answer on port {end.Port} ({ex.SocketErrorCode}).", ex);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<IReadOnlyList<IPAddress>> AddressesAsync(CancellationToken ct)
    {
        IPAddress[] all;
        try
        {
            all = await clock.RunAsync(limits.Connect, $"looking up the name {target.Host}",
                async token => await Dns.GetHostAddressesAsync(target.Host, token), ct);
        }
        catch (SocketException ex)
        {
            throw new FileDropException(FileDropFailure.Unreachable, $"The name {target.Host} is not known ({ex.SocketErrorCode}).", ex);
        }

        if (target.AllowPrivateAddress)
            return all;
        if (!all.All(PublicAddress.IsGlobalUnicast))
            throw new FileDropException(FileDropFailure.AddressRefused,
                $"{target.Host} is, at least in part, a private or local address. Deliveries go to public addresses only.");
        return all;
    }
}
