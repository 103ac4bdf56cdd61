using System.Buffers;

namespace Oft.Host.Jupyter;

/// <summary>Where JSON is written before its length is known. The writer asks for three bytes a character of the longest string; from a pool that room costs nothing the second time.</summary>
internal sealed class PooledText : IBufferWriter<byte>, IDisposable
{
    private byte[] room = [];
    private int filled;

    /// <summary>What has been written; valid until this is disposed of.</summary>
    public ReadOnlySpan<byte> Written => room.AsSpan(0, filled);

    /// <inheritdoc/>
    public void Advance(int count) => filled += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (room.Length - filled < Math.Max(1, sizeHint))
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(filled + Math.Max(256, sizeHint), 2 * filled));
            Written.CopyTo(larger);
            Dispose();
            room = larger;
        }
        return room.AsMemory(filled);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (room.Length > 0) ArrayPool<byte>.Shared.Return(room);
        room = [];
    }
}
