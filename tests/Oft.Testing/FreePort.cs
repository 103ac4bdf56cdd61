using System.Net;
using System.Net.Sockets;

namespace Oft.Testing;

/// <summary>A port of this machine that nobody has taken a moment ago.</summary>
public static class FreePort
{
    /// <summary>Asks the system for one.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
