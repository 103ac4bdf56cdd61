using System.Net;
using System.Net.Sockets;

namespace Oft.Lab.Verification.Wire;

/// <summary>Bytes to a server and back, without any client between.</summary>
internal sealed class RawExchange : IDisposable
{
    /// <summary>Long enough for a machine that does something else besides: what is checked is what is said, not how soon.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly MemoryStream came = new();
    private readonly byte[] buffer = new byte[1 << 16];

    public RawExchange(Uri server) => socket.Connect(IPAddress.Parse(server.Host), server.Port);

    /// <summary>All that came so far.</summary>
    public ReadOnlySpan<byte> Came => came.GetBuffer().AsSpan(0, (int)came.Length);

    /// <summary>True where the server has closed.</summary>
    public bool Ended { get; private set; }

    /// <summary>Sends; a server may well stop reading what it has refused already.</summary>
    public void Send(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            socket.SendTimeout = (int)Patience.TotalMilliseconds;
            for (var at = 0; at < bytes.Length;) at += socket.Send(bytes.Span.Slice(at, Math.Min(1 << 16, bytes.Length - at)));
        }
        catch (SocketException)
        {
            // What it answered before is still there to be read.
        }
    }

    /// <summary>Says that nothing more will be sent.</summary>
    public void HalfClose() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Reads until something holds, the server closes, or the time is up.</summary>
    public void ReadUntil(Func<bool> enough, TimeSpan? atMost = null)
    {
        var end = DateTime.UtcNow + (atMost ?? Patience);
        while (!Ended && !enough())
        {
            var left = end - DateTime.UtcNow;
            if (left <= TimeSpan.Zero || !socket.Poll(left, SelectMode.SelectRead)) return;
            try
            {
                var count = socket.Receive(buffer);
                Ended = count == 0;
                came.Write(buffer, 0, count);
            }
            catch (SocketException)
            {
                Ended = true;
            }
        }
    }

    public void Dispose() => socket.Dispose();
}
