using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace Oft.Host.Jupyter;

/// <summary>One peer of a server socket.</summary>
internal sealed class ZmtpConnection : IAsyncDisposable
{
    private const long MostWaiting = 1L << 30;
    private static readonly TimeSpan handshake = TimeSpan.FromSeconds(10);

    private readonly Socket socket;
    private readonly NetworkStream stream;
    private readonly string socketType;
    private readonly Channel<byte[]> outgoing = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource end = new();
    private readonly Lock door = new();
    private readonly List<byte[]> topics = [];
    private long waiting;

    public ZmtpConnection(Socket socket, string socketType)
    {
        (this.socket, this.socketType) = (socket, socketType);
        socket.NoDelay = true;
        stream = new NetworkStream(socket, ownsSocket: true);
        Identity = Guid.NewGuid().ToString("N");
    }

    /// <summary>The name the peer gave itself, by which a client's connections to several sockets belong together.</summary>
    public string Identity { get; private set; }

    /// <summary>Greets, then passes on messages until the peer goes or breaks the rules.</summary>
    /// <param name="ready">Called when both sides have introduced themselves.</param>
    /// <param name="receive">Takes a message's frames.</param>
    public async Task RunAsync(Action<ZmtpConnection> ready, Action<ZmtpConnection, IReadOnlyList<byte[]>> receive)
    {
        using (var late = CancellationTokenSource.CreateLinkedTokenSource(end.Token))
        {
            late.CancelAfter(handshake);
            await stream.WriteAsync(ZmtpFrames.Greeting(), late.Token);
            var greeting = new byte[64];
            await stream.ReadExactlyAsync(greeting, late.Token);
            ZmtpFrames.CheckGreeting(greeting);
            await stream.WriteAsync(ZmtpFrames.Ready(socketType), late.Token);
            var (isCommand, _, body) = await ZmtpFrames.ReadAsync(stream, 4096, late.Token);
            if (!isCommand || ZmtpFrames.ReadCommand(body) is not ("READY", var data)) throw new ZmtpException("expected READY.");
            Introduce(ZmtpFrames.ReadProperties(data));
        }
        var sending = SendAsync();
        ready(this);
        while (true) await ReceiveAsync(receive);
    }

    /// <summary>Queues a message; a peer that does not read for long is cut off.</summary>
    public void Send(byte[] message)
    {
        if (Interlocked.Add(ref waiting, message.Length) > MostWaiting) end.Cancel();
        else outgoing.Writer.TryWrite(message);
    }

    /// <summary>True where the peer has subscribed to what a topic begins with.</summary>
    public bool Wants(ReadOnlySpan<byte> topic)
    {
        lock (door)
            foreach (var prefix in topics)
                if (topic.StartsWith(prefix)) return true;
        return false;
    }

    /// <summary>Waits until what is queued has been given to the system, at most a second.</summary>
    public async Task FlushAsync()
    {
        for (var i = 0; i < 100 && Interlocked.Read(ref waiting) > 0 && !end.IsCancellationRequested; i++) await Task.Delay(10);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        outgoing.Writer.TryComplete();
        await stream.DisposeAsync();
    }

    private void Introduce(Dictionary<string, byte[]> properties)
    {
        var type = properties.TryGetValue("Socket-Type", out var name) ? Encoding.ASCII.GetString(name) : "";
        string[] fitting = socketType switch { "ROUTER" => ["DEALER", "REQ", "ROUTER"], "PUB" => ["SUB", "XSUB"], _ => ["REQ", "DEALER"] };
        if (!fitting.Contains(type)) throw new ZmtpException($"a {socketType} socket expected {string.Join(" or ", fitting)}, got '{type}'.");
        if (properties.TryGetValue("Identity", out var identity) && identity.Length is > 0 and <= 255) Identity = Convert.ToHexString(identity);
    }

    private async Task ReceiveAsync(Action<ZmtpConnection, IReadOnlyList<byte[]>> receive)
    {
        var (frames, budget) = (new List<byte[]>(), ZmtpFrames.LargestMessage);
        while (true)
        {
            var (isCommand, more, body) = await ZmtpFrames.ReadAsync(stream, budget, end.Token);
            if (isCommand)
            {
                Obey(body);
                if (frames.Count == 0) return;
                continue;
            }
            budget -= body.Length;
            frames.Add(body);
            if (frames.Count > ZmtpFrames.MostFrames) throw new ZmtpException($"expected at most {ZmtpFrames.MostFrames} frames.");
            if (!more) break;
        }
        // To a peer of version 3.0 subscribers send their subscriptions as messages.
        if (socketType != "PUB") receive(this, frames);
        else if (frames is [[0 or 1, ..]]) Subscribe(frames[0][0] == 1, frames[0][1..]);
    }

    private void Obey(byte[] body)
    {
        switch (ZmtpFrames.ReadCommand(body))
        {
            case ("PING", var data): Send(ZmtpFrames.CommandFrame("PONG", data.AsSpan(Math.Min(2, data.Length)))); break;
            case ("SUBSCRIBE", var data): Subscribe(true, data); break;
            case ("CANCEL", var data): Subscribe(false, data); break;
            case ("ERROR", _): throw new ZmtpException("the peer reported an error.");
        }
    }

    private void Subscribe(bool on, byte[] topic)
    {
        lock (door)
            if (!on) topics.Remove(topics.FirstOrDefault(one => one.AsSpan().SequenceEqual(topic)) ?? topic);
            else if (topics.Count < 1000) topics.Add(topic);
    }

    private async Task SendAsync()
    {
        try
        {
            await foreach (var message in outgoing.Reader.ReadAllAsync(end.Token))
            {
                await stream.WriteAsync(message, end.Token);
                Interlocked.Add(ref waiting, -message.Length);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            await end.CancelAsync();                                            // the reader ends with it
        }
    }
}
