using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Oft.Host.Jupyter;

/// <summary>A server socket of ZeroMQ in managed code: ROUTER, PUB or REP over TCP.</summary>
/// <remarks>A peer that breaks the rules loses its own connection and nothing else.</remarks>
internal sealed class ZmtpServer : IDisposable
{
    private readonly string socketType;
    private readonly Action<ZmtpConnection, IReadOnlyList<byte[]>> receive;
    private readonly Action<string> log;
    private readonly TcpListener listener;
    private readonly ConcurrentDictionary<ZmtpConnection, bool> connections = [];

    /// <summary>Listens.</summary>
    /// <param name="socketType">ROUTER, PUB or REP.</param>
    /// <param name="ip">Address.</param>
    /// <param name="port">Port; 0 lets the system choose.</param>
    /// <param name="receive">Takes messages, called by each peer's own reader.</param>
    /// <param name="log">Takes a line on why a peer was cut off.</param>
    public ZmtpServer(string socketType, string ip, int port, Action<ZmtpConnection, IReadOnlyList<byte[]>> receive, Action<string> log)
    {
        (this.socketType, this.receive, this.log) = (socketType, receive, log);
        listener = new TcpListener(IPAddress.Parse(ip), port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>The peer of a name, null where it is not connected.</summary>
    public ZmtpConnection? Find(string identity) => connections.Keys.FirstOrDefault(one => one.Identity == identity);

    /// <summary>Sends to every peer that has subscribed to the first frame.</summary>
    public void Publish(IReadOnlyList<byte[]> frames)
    {
        byte[]? message = null;
        foreach (var connection in connections.Keys)
            if (connection.Wants(frames[0])) connection.Send(message ??= ZmtpFrames.Message(frames));
    }

    /// <summary>Waits until what is queued has left.</summary>
    public Task FlushAsync() => Task.WhenAll(connections.Keys.Select(connection => connection.FlushAsync()));

    /// <inheritdoc/>
    public void Dispose() => listener.Stop();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(new ZmtpConnection(await listener.AcceptSocketAsync(), socketType));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(ZmtpConnection connection)
    {
        await using (connection)
            try
            {
                await connection.RunAsync(ready => connections[ready] = true, receive);
            }
            catch (ZmtpException e)
            {
                log($"{socketType}: a connection was closed: {e.Message}");
            }
            catch (Exception e) when (e is IOException or EndOfStreamException or OperationCanceledException or ObjectDisposedException)
            {
                // The peer has gone.
            }
            finally
            {
                connections.TryRemove(connection, out _);
            }
    }
}
