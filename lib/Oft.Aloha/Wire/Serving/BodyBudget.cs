using System.Buffers;

namespace Oft.Aloha.Wire.Serving;

/// <summary>Memory for bodies: taken as bytes arrive, never as they are announced, and limited for one body and for all together.</summary>
/// <param name="largest">Bytes of one body, at most.</param>
/// <param name="all">Bytes of all bodies together, at most.</param>
public sealed class BodyBudget(int largest, long all)
{
    private const int FirstRoom = 16384;
    private const int LargestShared = 4 << 20;                                          // larger ones are rare, and would stay in the pool
    private long taken;

    /// <summary>Bytes held now.</summary>
    public long Taken => Interlocked.Read(ref taken);

    /// <summary>Room for one body.</summary>
    public Body Open() => new(this);

    private void Take(long bytes)
    {
        if (Interlocked.Add(ref taken, bytes) <= all) return;
        Interlocked.Add(ref taken, -bytes);
        throw new BusyException();
    }

    /// <summary>A body as it grows; its memory counts until it is disposed, and is another body's then.</summary>
    public sealed class Body(BodyBudget budget) : IDisposable
    {
        private byte[] buffer = [];
        private int length;

        /// <summary>What has arrived.</summary>
        public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

        /// <summary>Room for more bytes.</summary>
        /// <exception cref="WireException">The body is too large.</exception>
        /// <exception cref="BusyException">All bodies together are.</exception>
        public Memory<byte> Room()
        {
            if (length == buffer.Length)
            {
                // One byte beyond the limit may arrive, to know that it is passed.
                var size = (int)Math.Min(Math.Max(FirstRoom, 2L * length), budget.Largest + 1L);
                if (size == length) throw new WireException(WireFault.Limit, $"expected at most {budget.Largest} bytes.");
                budget.Take(size - length);
                // The pool gives powers of two, which these are.
                var larger = size <= LargestShared && int.IsPow2(size) ? ArrayPool<byte>.Shared.Rent(size) : new byte[size];
                buffer.AsSpan(0, length).CopyTo(larger);
                Release();
                buffer = larger;
            }
            return buffer.AsMemory(length);
        }

        /// <summary>Says how many bytes arrived in the room.</summary>
        public void Arrived(int count) => length += count;

        /// <inheritdoc/>
        public void Dispose()
        {
            Interlocked.Add(ref budget.taken, -buffer.Length);
            Release();
            (buffer, length) = ([], 0);
        }

        private void Release()
        {
            if (buffer.Length is > 0 and <= LargestShared && int.IsPow2(buffer.Length)) ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    internal int Largest => largest;
}
