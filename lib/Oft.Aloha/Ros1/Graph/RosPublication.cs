using System.Buffers.Binary;
using System.Threading.Channels;
using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Graph;

/// <summary>One topic that a node publishes. Each subscriber has a short queue of its own: a slow one loses old messages and delays nobody.</summary>
public sealed class RosPublication
{
    private readonly RosNode node;
    private readonly bool counts;
    private readonly int queue;
    private readonly Lock gate = new();
    private readonly List<Channel<byte[]>> subscribers = [];
    private byte[]? latched;
    private uint number;

    internal RosPublication(RosNode node, string topic, RosType type, bool latching, int queue)
    {
        (this.node, Topic, Type, Latching, this.queue) = (node, topic, type, latching, queue);
        counts = RosCatalog.House.HasMessage(type.Name) && RosSequence.Counts(RosCatalog.House.Message(type.Name));
    }

    /// <summary>Its name.</summary>
    public string Topic { get; }

    /// <summary>What it carries.</summary>
    public RosType Type { get; }

    /// <summary>True where a new subscriber gets the last message at once.</summary>
    public bool Latching { get; }

    /// <summary>Who listens now.</summary>
    public int Subscribers
    {
        get
        {
            lock (gate) return subscribers.Count;
        }
    }

    /// <summary>Messages that slow subscribers never got.</summary>
    public long Dropped { get; private set; }

    /// <summary>Publishes a message; the count in its header is this topic's own.</summary>
    public void Publish<T>(T message) where T : IRosMessage<T>
    {
        if (T.Type.Md5 != Type.Md5) throw new ArgumentException($"topic {Topic} carries {Type.Name} ({Type.Md5}), the message is {T.Type.Name} ({T.Type.Md5}).", nameof(message));
        if (Nobody()) return;
        var writer = new RosWriter();
        writer.Value(0u);
        message.Write(writer);
        Send(writer.Written.ToArray());
    }

    /// <summary>Publishes a body.</summary>
    public void Publish(ReadOnlySpan<byte> body)
    {
        if (Nobody()) return;
        var frame = new byte[body.Length + 4];
        body.CopyTo(frame.AsSpan(4));
        Send(frame);
    }

    // Without listeners a message still counts; a latched one is kept for the next.
    private bool Nobody()
    {
        lock (gate)
        {
            if (subscribers.Count > 0 || Latching) return false;
            number++;
            return true;
        }
    }

    private void Send(byte[] frame)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(frame, (uint)frame.Length - 4);
        lock (gate)
        {
            number++;
            if (counts && frame.Length >= 8) RosWriter.Number(frame.AsSpan(4), number);
            if (Latching) latched = frame;
            foreach (var subscriber in subscribers) subscriber.Writer.TryWrite(frame);
        }
    }

    internal async Task Serve(Stream stream, ConnectionHeader client, CancellationToken cancel)
    {
        if (Refusal(client) is { } refusal)
        {
            await stream.WriteAsync(new ConnectionHeader(("error", refusal)).ToBytes(), cancel).ConfigureAwait(false);
            node.Log($"{Topic}: subscriber {client["callerid"]} refused: {refusal}");
            return;
        }
        await stream.WriteAsync(new ConnectionHeader(("callerid", node.Name), ("latching", Latching ? "1" : "0"), ("md5sum", Type.Md5), ("message_definition", Type.Definition), ("topic", Topic), ("type", Type.Name)).ToBytes(), cancel).ConfigureAwait(false);
        var frames = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(queue) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => Dropped++);
        lock (gate)
        {
            subscribers.Add(frames);
            if (latched is not null) frames.Writer.TryWrite(latched);
        }
        node.Log($"{Topic}: {client["callerid"]} listens");
        try
        {
            // A subscriber says nothing more: what can be read is its end.
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var silence = Silence(stream, ended);
            await foreach (var frame in frames.Reader.ReadAllAsync(ended.Token).ConfigureAwait(false)) await stream.WriteAsync(frame, ended.Token).ConfigureAwait(false);
            await silence.ConfigureAwait(false);
        }
        finally
        {
            lock (gate) subscribers.Remove(frames);
            node.Log($"{Topic}: {client["callerid"]} is gone");
        }
    }

    private static async Task Silence(Stream stream, CancellationTokenSource ended)
    {
        try
        {
            var one = new byte[256];
            while (await stream.ReadAsync(one, ended.Token).ConfigureAwait(false) > 0) { }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
        }
        await ended.CancelAsync().ConfigureAwait(false);
    }

    // As rospy: caller, topic and sum are asked for; a star agrees with all, another type with an equal sum passes.
    private string? Refusal(ConnectionHeader client)
    {
        foreach (var field in (string[])["callerid", "md5sum"])
            if (client[field] is null) return $"Missing required '{field}' field";
        return client["md5sum"] is "*" || client["md5sum"] == Type.Md5 ? null
            : $"{client["callerid"]} wants {Topic} as {client["type"]} with md5 {client["md5sum"]}; it is {Type.Name} with md5 {Type.Md5}. Build both sides from the same definitions.";
    }
}
