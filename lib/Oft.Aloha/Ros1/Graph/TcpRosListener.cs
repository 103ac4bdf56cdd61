using System.Net;
using System.Net.Sockets;
using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Graph;

/// <summary>The one port where a node's subscribers and its services' callers arrive.</summary>
internal sealed class TcpRosListener(RosNode node) : IAsyncDisposable
{
    private const int MostConnections = 256;

    private readonly TcpListener listener = new(node.Options.Address, 0);
    private Task accepting = Task.CompletedTask;
    private int open;

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Start()
    {
        listener.Start();
        accepting = Task.Run(Accept);
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await accepting.ConfigureAwait(false);
        listener.Dispose();
    }

    private async Task Accept()
    {
        while (true)
            try
            {
                var peer = await listener.AcceptTcpClientAsync(node.Ended).ConfigureAwait(false);
                if (Volatile.Read(ref open) >= MostConnections)
                {
                    peer.Dispose();
                    node.Log($"turned a peer away: {MostConnections} connections are open");
                    continue;
                }
                _ = Task.Run(() => Serve(peer), CancellationToken.None);
            }
            catch (SocketException e) when (!node.Ended.IsCancellationRequested)
            {
                node.Log($"could not take a connection: {e.Message}");
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
    }

    private async Task Serve(TcpClient peer)
    {
        Interlocked.Increment(ref open);
        using (peer)
            try
            {
                peer.NoDelay = true;
                var stream = peer.GetStream();
                var reader = new TcpRosStream(stream);
                if (await Header(reader).ConfigureAwait(false) is not { } header) return;
                if (header.Fault is { } fault) throw new RosFormatException($"connection header: {fault}.");
                if (header["service"] is { } service && node.Service(service) is { } provider) await provider.Serve(stream, reader, header, node.Ended).ConfigureAwait(false);
                else if (header["topic"] is { } topic && node.Publication(topic) is { } publication) await publication.Serve(stream, header, node.Ended).ConfigureAwait(false);
                else await stream.WriteAsync(new ConnectionHeader(("error", Unknown(header))).ToBytes(), node.Ended).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or SocketException or RosFormatException or OperationCanceledException or ObjectDisposedException)
            {
                if (!node.Ended.IsCancellationRequested) node.Log($"a connection ended: {e.Message}");
            }
            finally
            {
                Interlocked.Decrement(ref open);
            }
    }

    private async Task<ConnectionHeader?> Header(TcpRosStream reader)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(node.Ended);
        patience.CancelAfter(node.Options.Patience);
        return await reader.ReadHeader(patience.Token).ConfigureAwait(false);
    }

    private string Unknown(ConnectionHeader header) => header["service"] is { } service ? $"{node.Name} is not a provider of {service}"
        : header["topic"] is { } topic ? $"{node.Name} is not a publisher of {topic}" : "no topic or service name detected";
}
