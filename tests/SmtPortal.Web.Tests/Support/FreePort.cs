using System.Net;
using System.Net.Sockets;

namespace SmtPortal.Web.Tests.Support;

/// <summary>
/// Ports for servers that are told where to listen. They lie below those that the system gives to outgoing connections, of which the
/// tests make thousands: one of these may take a port between the moment it is found free and the moment a server binds it.
/// </summary>
public static class FreePort
{
    private const int First = 10_000;
    private const int Count = 20_000;

    // Another run beside this one begins elsewhere.
    private static int last = Random.Shared.Next(Count);

    /// <summary>A port of loopback that nothing listens on, given once in this run.</summary>
    public static int Next()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref last) % Count);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException refused) when (refused.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // Somebody else's; the next one.
            }
        }

        throw new InvalidOperationException($"No port of 127.0.0.1 from {First} to {First + Count - 1} is free.");
    }
}
