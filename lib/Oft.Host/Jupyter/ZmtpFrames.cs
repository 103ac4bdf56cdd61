using System.Buffers.Binary;
using System.Text;

namespace Oft.Host.Jupyter;

/// <summary>The bytes of ZMTP 3.0 with the NULL mechanism: greeting, commands, messages of several frames.</summary>
/// <remarks>Source: rfc.zeromq.org/spec/23. A frame is flags (1 more, 2 long, 4 command), a size of one or eight bytes, and its body.</remarks>
internal static class ZmtpFrames
{
    /// <summary>Bytes a message may have; what a peer announces beyond it ends its connection before anything is allocated.</summary>
    public const long LargestMessage = 64L << 20;

    /// <summary>Frames a message may have.</summary>
    public const int MostFrames = 256;

    private const int More = 1, Long = 2, Command = 4;

    /// <summary>What each side sends first: signature, version 3.0, mechanism NULL.</summary>
    public static byte[] Greeting()
    {
        var greeting = new byte[64];
        (greeting[0], greeting[9], greeting[10]) = (0xff, 0x7f, 3);
        "NULL"u8.CopyTo(greeting.AsSpan(12));
        return greeting;
    }

    /// <summary>Looks at what a peer sent first.</summary>
    /// <exception cref="ZmtpException">It is no ZMTP 3, or asks for another mechanism.</exception>
    public static void CheckGreeting(ReadOnlySpan<byte> greeting)
    {
        if (greeting[0] != 0xff || (greeting[9] & 1) == 0) throw new ZmtpException("expected the signature of ZMTP.");
        if (greeting[10] < 3) throw new ZmtpException($"expected ZMTP 3, got {greeting[10]}.");
        if (!greeting[12..32].SequenceEqual(Greeting().AsSpan(12, 20))) throw new ZmtpException("expected the mechanism NULL.");
    }

    /// <summary>READY with the kind of socket.</summary>
    public static byte[] Ready(string socketType) => CommandFrame("READY", [.. Property("Socket-Type", Encoding.ASCII.GetBytes(socketType)), .. Property("Identity", [])]);

    /// <summary>A command.</summary>
    public static byte[] CommandFrame(string name, ReadOnlySpan<byte> data)
    {
        byte[] body = [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. data];
        return [.. Head(Command, body.Length), .. body];
    }

    /// <summary>A message.</summary>
    public static byte[] Message(IReadOnlyList<byte[]> frames)
    {
        // A result may have many megabytes, so each byte is moved once.
        var message = GC.AllocateUninitializedArray<byte>(frames.Sum(frame => frame.Length + (frame.Length < 256 ? 2 : 9)));
        var rest = message.AsSpan();
        for (var i = 0; i < frames.Count; i++)
            foreach (var part in (ReadOnlySpan<byte[]>)[Head(i + 1 < frames.Count ? More : 0, frames[i].Length), frames[i]])
            {
                part.CopyTo(rest);
                rest = rest[part.Length..];
            }
        return message;
    }

    /// <summary>Reads one frame.</summary>
    /// <param name="stream">From the peer.</param>
    /// <param name="budget">Bytes it may have.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ZmtpException">It is malformed or larger.</exception>
    /// <exception cref="EndOfStreamException">The peer has gone.</exception>
    public static async Task<(bool IsCommand, bool More, byte[] Body)> ReadAsync(Stream stream, long budget, CancellationToken cancellation)
    {
        var head = new byte[9];
        await stream.ReadExactlyAsync(head.AsMemory(0, 2), cancellation);
        if (head[0] > 7 || (head[0] & (Command | More)) == (Command | More)) throw new ZmtpException($"expected flags of a frame, got 0x{head[0]:x2}.");
        long size = head[1];
        if ((head[0] & Long) != 0)
        {
            await stream.ReadExactlyAsync(head.AsMemory(2, 7), cancellation);
            size = BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(1));
        }
        if (size < 0 || size > budget) throw new ZmtpException($"expected a frame of at most {budget} bytes, got {(ulong)size}.");
        return ((head[0] & Command) != 0, (head[0] & More) != 0, await BodyAsync(stream, (int)size, cancellation));
    }

    /// <summary>A command's name and data.</summary>
    /// <exception cref="ZmtpException">It has none.</exception>
    public static (string Name, byte[] Data) ReadCommand(byte[] body) =>
        body.Length > 0 && body[0] < body.Length ? (Encoding.ASCII.GetString(body, 1, body[0]), body[(1 + body[0])..]) : throw new ZmtpException("expected the name of a command.");

    /// <summary>The properties of READY.</summary>
    /// <exception cref="ZmtpException">One is cut off.</exception>
    public static Dictionary<string, byte[]> ReadProperties(ReadOnlySpan<byte> data)
    {
        var properties = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        while (data.Length > 0)
        {
            var name = data[0];
            if (data.Length < 1 + name + 4) throw new ZmtpException("expected a whole property.");
            var size = BinaryPrimitives.ReadUInt32BigEndian(data[(1 + name)..]);
            if (size > data.Length - 1 - name - 4) throw new ZmtpException("expected a whole property.");
            properties[Encoding.ASCII.GetString(data.Slice(1, name))] = data.Slice(1 + name + 4, (int)size).ToArray();
            data = data[(1 + name + 4 + (int)size)..];
        }
        return properties;
    }

    // Memory grows with what has really come, not with what was announced.
    private static async Task<byte[]> BodyAsync(Stream stream, int size, CancellationToken cancellation)
    {
        var body = new byte[Math.Min(size, 64 << 10)];
        for (var filled = 0; ;)
        {
            await stream.ReadExactlyAsync(body.AsMemory(filled), cancellation);
            if (body.Length == size) return body;
            filled = body.Length;
            Array.Resize(ref body, (int)Math.Min(size, 2L * filled));
        }
    }

    private static byte[] Head(int flags, long size)
    {
        if (size < 256) return [(byte)flags, (byte)size];
        var head = new byte[9];
        head[0] = (byte)(flags | Long);
        BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(1), size);
        return head;
    }

    private static byte[] Property(string name, byte[] value)
    {
        var size = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(size, (uint)value.Length);
        return [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. size, .. value];
    }
}
