using System.Buffers.Binary;
using System.Net.WebSockets;

namespace Oft.Aloha.Wire.Serving;

/// <summary>The bytes of a WebSocket client, refused with 1002 as soon as a frame comes without a mask.</summary>
/// <remarks>.NET's own socket waits for the mask's four bytes before it looks, and a short frame never brings them.</remarks>
internal sealed class MaskedFrames(Stream client) : Stream
{
    private static readonly byte[] protocolError = [0x88, 2, 1002 >> 8, 1002 & 0xff];
    private readonly byte[] head = new byte[14];
    private int known;
    private long left;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await client.ReadAsync(buffer, cancellationToken);
        if (AllMasked(buffer.Span[..count])) return count;
        await client.WriteAsync(protocolError, cancellationToken);
        await client.FlushAsync(cancellationToken);
        throw new WebSocketException(WebSocketError.Faulted, "expected masked frames from a client.");
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => client.WriteAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => client.FlushAsync(cancellationToken);

    public override void Flush() => client.Flush();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Write(byte[] buffer, int offset, int count) => client.Write(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) client.Dispose();
        base.Dispose(disposing);
    }

    private bool AllMasked(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (left > 0)
            {
                var payload = (int)Math.Min(left, bytes.Length);
                left -= payload;
                bytes = bytes[payload..];
                continue;
            }
            head[known++] = bytes[0];
            bytes = bytes[1..];
            if (known < 2) continue;
            if (head[1] < 0x80) return false;
            var length = head[1] & 0x7f;
            if (known < 6 + (length == 127 ? 8 : length == 126 ? 2 : 0)) continue;
            // A length beyond 63 bits is the socket's to refuse.
            left = length == 127 ? Math.Max(0, BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(2))) : length == 126 ? BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(2)) : length;
            known = 0;
        }
        return true;
    }
}
