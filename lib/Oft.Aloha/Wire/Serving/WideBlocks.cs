using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace Oft.Aloha.Wire.Serving;

/// <summary>The web server's memory in blocks of 64 KB: half a megabyte of pictures arrives in a few reads.</summary>
/// <remarks>The server's own blocks have 4 KB and are read one by one, each after a wait of its own: 300 system calls for three pictures of 224x224.</remarks>
internal sealed class WideBlocks : MemoryPool<byte>, IMemoryPoolFactory<byte>
{
    private const int Size = 64 << 10;

    public override int MaxBufferSize => Size;

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => this;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, Size);
        return new Block();
    }

    // Nothing is held: the arrays belong to the process's pool.
    protected override void Dispose(bool disposing)
    {
    }

    private sealed class Block : IMemoryOwner<byte>
    {
        private byte[]? array = ArrayPool<byte>.Shared.Rent(Size);

        public Memory<byte> Memory => array ?? throw new ObjectDisposedException(nameof(Block));

        public void Dispose()
        {
            if (Interlocked.Exchange(ref array, null) is { } back) ArrayPool<byte>.Shared.Return(back);
        }
    }
}
