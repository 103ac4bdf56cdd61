using System.Buffers;
using System.Net.WebSockets;
using System.Threading.Channels;
using Oft.Aloha.Wire.OpenPi;
using Oft.Contracts;

namespace Oft.Aloha.Wire.Clients;

/// <summary>A policy on the other side of openpi's WebSocket: π0, π0-FAST, π0.5, or <c>oft serve</c>.</summary>
/// <remarks>
/// One connection, one question at a time. The connection is read all the while, so that the server's pings are answered between questions;
/// no keep-alive is asked of a server that computes. Where the connection is gone before a question is sent, it is opened anew, once; a question
/// that was sent is never repeated.
/// <para>Upstream: packages/openpi-client, websocket_client_policy.py.</para>
/// </remarks>
public sealed class OpenPiClient : IPolicy, IDisposable
{
    private readonly Lock door = new();
    private readonly Uri address;
    private readonly ClientSettings settings;
    private readonly RobotSpec? robot;
    private readonly OpenPiConvention? convention;
    private readonly ArrayBufferWriter<byte> room = new(4096);                         // half a megabyte a question, used again
    private ClientWebSocket? socket;
    private Channel<(WebSocketMessageType Type, byte[] Bytes)>? messages;

    /// <summary>Prepares questions; the connection is opened with the first.</summary>
    /// <param name="address"><c>ws://host:port</c> or <c>wss://…</c>.</param>
    /// <param name="robot">What it is asked for; null where only <see cref="Infer"/> is used.</param>
    /// <param name="convention">How observations are spelled; null takes the robot's.</param>
    /// <param name="settings">Times and key.</param>
    /// <exception cref="ArgumentException">No convention has the robot's views.</exception>
    public OpenPiClient(Uri address, RobotSpec? robot = null, OpenPiConvention? convention = null, ClientSettings? settings = null)
    {
        (this.address, this.robot, this.settings) = (address, robot, settings ?? new ClientSettings());
        this.convention = convention ?? (robot is null ? null : OpenPiConvention.For(robot));
    }

    /// <summary>What the server said of itself; null before the first question.</summary>
    public WireMap? Metadata { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="NoChunkException">The server gave no chunk.</exception>
    public ActionChunk Act(Observation observation)
    {
        if (robot is null || convention is null) throw new InvalidOperationException("openpi client: name the robot to ask for chunks.");
        var answer = Infer(OpenPiMessages.Request(observation, convention));
        try
        {
            return Grippers.ToWorld(OpenPiMessages.Chunk(answer, robot.ActionWidth, settings.ChunkLength), settings.Gripper);
        }
        catch (WireException odd)
        {
            throw new NoChunkException(NoChunkReason.Malformed, $"{address}: {odd.Message}", odd);
        }
    }

    /// <summary>Sends any value and returns what comes.</summary>
    /// <exception cref="NoChunkException">Nothing came, or the server told an error.</exception>
    public object? Infer(object? request)
    {
        lock (door)
        {
            var bytes = MessageWriter.Write(request, room);
            using var budget = new CancellationTokenSource(settings.Budget);
            try
            {
                return Asked(bytes, budget.Token).GetAwaiter().GetResult();
            }
            catch (OperationCanceledException late)
            {
                Drop();
                throw new NoChunkException(NoChunkReason.TimedOut, $"{address}: no answer within {settings.Budget.TotalSeconds:0.###} s.", late);
            }
            catch (Exception broken) when (broken is WebSocketException or ChannelClosedException)
            {
                Drop();
                throw new NoChunkException(NoChunkReason.Broken, $"{address}: {(broken.InnerException ?? broken).Message}", broken);
            }
        }
    }

    /// <summary>Says farewell and closes.</summary>
    public void Dispose()
    {
        lock (door)
        {
            if (socket is { State: WebSocketState.Open })
            {
                using var patience = new CancellationTokenSource(settings.Connect);
                try
                {
                    socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token).GetAwaiter().GetResult();
                    messages!.Reader.Completion.WaitAsync(patience.Token).GetAwaiter().GetResult();
                }
                catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ChannelClosedException or IOException)
                {
                    // The server left first: there is nobody to say farewell to.
                }
            }
            Drop();
        }
    }

    private async Task<object?> Asked(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        if (socket is not { State: WebSocketState.Open })
        {
            Drop();
            await Open(cancellation);
        }
        await socket!.SendAsync(request, WebSocketMessageType.Binary, true, cancellation);
        return await Next(cancellation);
    }

    private async Task Open(CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var opened = new ClientWebSocket();
            opened.Options.KeepAliveInterval = TimeSpan.Zero;
            opened.Options.Proxy = null;
            opened.Options.CollectHttpResponseDetails = true;
            if (settings.Token is { } token) opened.Options.SetRequestHeader("Authorization", $"Api-Key {token}");
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(settings.Connect);
            try
            {
                await opened.ConnectAsync(address, patience.Token);
                (socket, messages) = (opened, Channel.CreateBounded<(WebSocketMessageType, byte[])>(1));
                _ = Read(opened, messages.Writer);
                Metadata = await Next(cancellation) as WireMap ?? throw new NoChunkException(NoChunkReason.Malformed, $"{address}: expected a map of metadata first.");
                return;
            }
            catch (Exception broken) when (broken is WebSocketException || (broken is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                opened.Dispose();
                // A server that answers, but not with a WebSocket, will not answer otherwise the second time.
                if (opened.HttpStatusCode is var status and not 0) throw new NoChunkException(NoChunkReason.Refused, $"{address}: {(int)status} {status}", broken);
                if (attempt > 1) throw new NoChunkException(NoChunkReason.NotReached, $"{address}: {(broken is OperationCanceledException ? $"no connection within {settings.Connect.TotalSeconds:0.###} s." : broken.Message)}", broken);
            }
        }
    }

    private async Task<object?> Next(CancellationToken cancellation)
    {
        var (type, bytes) = await messages!.Reader.ReadAsync(cancellation);
        if (type == WebSocketMessageType.Text)
        {
            Drop();
            throw new NoChunkException(NoChunkReason.Broken, $"{address}: error in the inference server: {System.Text.Encoding.UTF8.GetString(bytes)}");
        }
        try
        {
            return MessageReader.Read(bytes);
        }
        catch (WireException odd)
        {
            Drop();
            throw new NoChunkException(NoChunkReason.Malformed, $"{address}: {odd.Message}", odd);
        }
    }

    // Runs as long as the connection; ends the channel with it.
    private async Task Read(ClientWebSocket from, ChannelWriter<(WebSocketMessageType, byte[])> to)
    {
        try
        {
            var buffer = new byte[1 << 16];
            var message = new MemoryStream();
            while (true)
            {
                var received = await from.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close) throw new WebSocketException($"the server closed the connection: {from.CloseStatus} {from.CloseStatusDescription}");
                message.Write(buffer.AsSpan(0, received.Count));
                if (message.Length > settings.LargestAnswer) throw new WebSocketException($"expected answers of at most {settings.LargestAnswer} bytes.");
                if (!received.EndOfMessage) continue;
                await to.WriteAsync((received.MessageType, message.ToArray()));
                message.SetLength(0);
            }
        }
        catch (Exception ended) when (ended is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException or ChannelClosedException)
        {
            to.TryComplete(ended);
            from.Abort();
        }
    }

    private void Drop()
    {
        messages?.Writer.TryComplete(new WebSocketException("the connection was given up."));
        socket?.Dispose();
        (socket, messages) = (null, null);
    }
}
