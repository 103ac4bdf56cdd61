using System.Buffers.Binary;
using Oft.Aloha.Ros1.Types;

namespace Oft.Aloha.Ros1.Wire;

/// <summary>One direction of a TCPROS connection, block by block.</summary>
/// <param name="stream">What is read.</param>
/// <param name="limit">Bytes of the largest frame that is taken: four 4K pictures by default.</param>
/// <remarks>Room for a frame grows with the bytes that came, never with the length that was announced.</remarks>
public sealed class TcpRosStream(Stream stream, int limit = 128 << 20)
{
    private const int Step = 1 << 16;

    private byte[] buffer = new byte[Step];

    /// <summary>Bytes read so far.</summary>
    public long Position { get; private set; }

    /// <summary>Reads a connection header; null where the stream ends before its first byte.</summary>
    /// <exception cref="RosFormatException">It is too long or ends early.</exception>
    public async ValueTask<ConnectionHeader?> ReadHeader(CancellationToken cancel = default) =>
        await ReadBlock("connection header", ConnectionHeader.Limit, cancel).ConfigureAwait(false) is { } block ? ConnectionHeader.Parse(block.Span) : null;

    /// <summary>Reads a frame: a message, or a request. The memory holds until the next call; null where the stream ends between two frames.</summary>
    /// <exception cref="RosFormatException">It is too long or ends early.</exception>
    public ValueTask<ReadOnlyMemory<byte>?> ReadFrame(CancellationToken cancel = default) => ReadBlock("frame", limit, cancel);

    /// <summary>Reads a service's answer: a byte that says whether it went well, then a frame.</summary>
    /// <exception cref="RosFormatException">It is too long or ends early.</exception>
    public async ValueTask<(byte Ok, ReadOnlyMemory<byte> Body)?> ReadResponse(CancellationToken cancel = default)
    {
        if (!await Fill(0, 1, cancel).ConfigureAwait(false)) return null;
        var ok = buffer[0];
        return (ok, await ReadFrame(cancel).ConfigureAwait(false) ?? throw new RosFormatException("the stream ends behind the first byte of an answer."));
    }

    private async ValueTask<ReadOnlyMemory<byte>?> ReadBlock(string what, int most, CancellationToken cancel)
    {
        if (!await Fill(0, 4, cancel).ConfigureAwait(false)) return null;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(buffer);
        if (length > most) throw new RosFormatException($"{what}: {length} bytes are announced, {most} are the most that is taken.");
        for (var have = 0; have < length;)
        {
            var part = (int)Math.Min(length - have, Math.Max(Step, have));       // doubles while bytes keep coming
            if (buffer.Length < have + part) Array.Resize(ref buffer, have + part);
            if (!await Fill(have, part, cancel).ConfigureAwait(false)) throw new RosFormatException($"{what}: the stream ends after {have} of {length} bytes.");
            have += part;
        }
        return buffer.AsMemory(0, (int)length);
    }

    // False where the stream ends before the first byte; an end inside is damage.
    private async ValueTask<bool> Fill(int at, int count, CancellationToken cancel)
    {
        for (var have = 0; have < count;)
        {
            var got = await stream.ReadAsync(buffer.AsMemory(at + have, count - have), cancel).ConfigureAwait(false);
            if (got == 0) return have == 0 ? false : throw new RosFormatException($"the stream ends {count - have} bytes early.");
            have += got;
            Position += got;
        }
        return true;
    }
}
