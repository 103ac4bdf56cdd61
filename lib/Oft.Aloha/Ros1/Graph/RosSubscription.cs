using System.Net.Sockets;
using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;
using Oft.Aloha.Ros1.XmlRpc;

namespace Oft.Aloha.Ros1.Graph;

/// <summary>One topic that a node listens to, with a connection for each of its publishers. A connection that breaks is tried again until the master takes the publisher away.</summary>
public sealed class RosSubscription
{
    private readonly RosNode node;
    private readonly RosMessageHandler handler;
    private readonly Lock gate = new();
    private readonly Dictionary<string, CancellationTokenSource> links = [];
    private int connected;
    private long messages;

    internal RosSubscription(RosNode node, string topic, RosType type, RosMessageHandler handler) => (this.node, Topic, Type, this.handler) = (node, topic, type, handler);

    /// <summary>Its name.</summary>
    public string Topic { get; }

    /// <summary>What it must carry.</summary>
    public RosType Type { get; }

    /// <summary>Publishers whose stream is open.</summary>
    public int Connected => Volatile.Read(ref connected);

    /// <summary>Messages taken.</summary>
    public long Messages => Volatile.Read(ref messages);

    /// <summary>What the last attempt failed of; null where there was none.</summary>
    public string? LastError { get; private set; }

    /// <summary>The publishers, as the master tells them.</summary>
    internal void Update(IEnumerable<string> publishers)
    {
        lock (gate)
        {
            var now = publishers.ToHashSet();
            foreach (var gone in links.Keys.Except(now).ToList())
            {
                links.Remove(gone, out var link);
                link!.Cancel();
            }
            foreach (var uri in now)
                if (!links.ContainsKey(uri) && !node.Ended.IsCancellationRequested)
                {
                    var link = links[uri] = CancellationTokenSource.CreateLinkedTokenSource(node.Ended);
                    _ = Task.Run(() => Follow(uri, link.Token), CancellationToken.None);
                }
        }
    }

    internal IReadOnlyList<string> Publishers
    {
        get
        {
            lock (gate) return [.. links.Keys];
        }
    }

    private async Task Follow(string publisher, CancellationToken cancel)
    {
        var wait = TimeSpan.FromSeconds(0.1);
        while (!cancel.IsCancellationRequested)
        {
            var before = Messages;
            try
            {
                await Listen(new Uri(publisher), cancel).ConfigureAwait(false);
                LastError = $"{publisher} closed the stream";
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is XmlRpcException or RosFormatException or IOException or SocketException or OperationCanceledException or UriFormatException)
            {
                LastError = e.Message;
            }
            if (Messages > before) wait = TimeSpan.FromSeconds(0.1);
            node.Log($"{Topic}: {LastError}; again in {wait.TotalSeconds:0.0} s");
            try
            {
                await Task.Delay(wait, cancel).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            wait = wait * 2 < node.Options.LongestBackOff ? wait * 2 : node.Options.LongestBackOff;
        }
    }

    private async Task Listen(Uri publisher, CancellationToken cancel)
    {
        var answer = await node.Client.Ros(publisher, "requestTopic", [node.Name, Topic, new object[] { new object[] { "TCPROS" } }], cancel).ConfigureAwait(false);
        if (answer is not (object[] and ["TCPROS", string host, int port]))
            throw new RosFormatException($"{publisher} answers requestTopic with something else than [\"TCPROS\", host, port].");
        using var tcp = new TcpClient { NoDelay = true };
        using (var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel))
        {
            patience.CancelAfter(node.Options.Patience);
            await tcp.ConnectAsync(host, port, patience.Token).ConfigureAwait(false);
        }
        var stream = tcp.GetStream();
        var reader = new TcpRosStream(stream);
        await stream.WriteAsync(new ConnectionHeader(("callerid", node.Name), ("topic", Topic), ("type", Type.Name), ("md5sum", Type.Md5), ("message_definition", Type.Definition), ("tcp_nodelay", "1")).ToBytes(), cancel).ConfigureAwait(false);
        await Greet(reader, publisher, cancel).ConfigureAwait(false);
        Interlocked.Increment(ref connected);
        node.Log($"{Topic}: listening to {publisher}");
        try
        {
            while (await reader.ReadFrame(cancel).ConfigureAwait(false) is { } frame)
            {
                var received = node.Options.Time.GetTimestamp();
                handler(frame.Span, received);
                Interlocked.Increment(ref messages);
            }
        }
        finally
        {
            Interlocked.Decrement(ref connected);
        }
    }

    // rospy's subscriber believes any sum; this one does not.
    private async Task Greet(TcpRosStream reader, Uri publisher, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(node.Options.Patience);
        ConnectionHeader header;
        try
        {
            header = await reader.ReadHeader(patience.Token).ConfigureAwait(false) ?? throw new RosFormatException($"{publisher} closed the stream before its header.");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new RosFormatException($"{publisher} sent no connection header for {node.Options.Patience.TotalSeconds} s.");
        }
        if (header["error"] is { } error) throw new RosFormatException($"{publisher} refuses {Topic}: {error}");
        var sum = header.Required("md5sum");
        if (Type.Md5 != "*" && sum != "*" && sum != Type.Md5)
            throw new RosFormatException($"{Topic}: {publisher} publishes {header["type"]} with md5 {sum}; here {Type.Name} has md5 {Type.Md5}. Build both sides from the same definitions.");
    }
}
