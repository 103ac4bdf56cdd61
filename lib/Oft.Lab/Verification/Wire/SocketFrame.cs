using System.Buffers.Binary;

namespace Oft.Lab.Verification.Wire;

/// <summary>One WebSocket frame taken apart.</summary>
/// <param name="Final">True for the last of its message.</param>
/// <param name="Code">0 continuation, 1 text, 2 binary, 8 close, 9 ping, 10 pong.</param>
/// <param name="Payload">Without its mask.</param>
internal sealed record SocketFrame(bool Final, int Code, byte[] Payload)
{
    public const int Text = 1, Binary = 2, Close = 8;

    /// <summary>The number behind a close; null where there is none.</summary>
    public int? CloseCode => Code == Close && Payload.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(Payload) : null;

    /// <summary>The whole frames in a stream of bytes.</summary>
    public static List<SocketFrame> Parse(ReadOnlySpan<byte> bytes)
    {
        List<SocketFrame> frames = [];
        while (bytes.Length >= 2)
        {
            var (code, masked, length, at) = (bytes[0], bytes[1] >= 0x80, (long)(bytes[1] & 0x7f), 2);
            if (length == 126 && bytes.Length >= 4) (length, at) = (BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]), 4);
            else if (length == 127 && bytes.Length >= 10) (length, at) = (BinaryPrimitives.ReadInt64BigEndian(bytes[2..]), 10);
            else if (length >= 126) break;
            var mask = masked && bytes.Length >= at + 4 ? bytes.Slice(at, 4).ToArray() : null;
            if (masked) at += 4;
            if (length > bytes.Length - at) break;
            var payload = bytes.Slice(at, (int)length).ToArray();
            for (var i = 0; mask is not null && i < payload.Length; i++) payload[i] ^= mask[i % 4];
            frames.Add(new SocketFrame(code >= 0x80, code & 0x0f, payload));
            bytes = bytes[(at + (int)length)..];
        }
        return frames;
    }

    /// <summary>Messages: continuations joined, pings and pongs left out.</summary>
    public static List<SocketFrame> Messages(IEnumerable<SocketFrame> frames)
    {
        List<SocketFrame> messages = [];
        SocketFrame? open = null;
        foreach (var frame in frames.Where(x => x.Code is not (9 or 10)))
        {
            open = frame.Code == 0 && open is not null ? new SocketFrame(frame.Final, open.Code, [.. open.Payload, .. frame.Payload]) : frame;
            if (!frame.Final) continue;
            messages.Add(open);
            open = null;
        }
        return messages;
    }

    /// <summary>An unmasked frame, as a server sends it.</summary>
    public byte[] ToBytes()
    {
        var head = new byte[10];
        head[0] = (byte)((Final ? 0x80 : 0) | Code);
        if (Payload.Length < 126)
        {
            head[1] = (byte)Payload.Length;
            return [.. head[..2], .. Payload];
        }
        if (Payload.Length <= ushort.MaxValue)
        {
            head[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), (ushort)Payload.Length);
            return [.. head[..4], .. Payload];
        }
        head[1] = 127;
        BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(2), Payload.Length);
        return [.. head, .. Payload];
    }
}
