namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        /// <summary>Writes the numbers of a contiguous tensor on the processor, as they lie in memory.</summary>
        /// <param name="stream">Where they go.</param>
        /// <param name="bufferSize">Part of the package's signature; no buffer is needed.</param>
        public void WriteBytesToStream(Stream stream, int bufferSize = 1024) => InParts(part => stream.Write(part));

        /// <summary>Fills a contiguous tensor on the processor.</summary>
        /// <param name="stream">Where the numbers come from.</param>
        /// <param name="bufferSize">Part of the package's signature; no buffer is needed.</param>
        /// <exception cref="EndOfStreamException">The stream ends before the tensor is full.</exception>
        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024) => InParts(part => stream.ReadExactly(part));

        private delegate void EachPart(Span<byte> part);

        // A span holds at most 2 GiB; a tensor may be larger.
        private void InParts(EachPart each)
        {
            const int most = 1 << 28;
            var meta = Describe();
            if (meta.DeviceType != 0 || meta.Contiguous == 0)
                throw new InvalidOperationException($"expected a contiguous tensor on the processor, got {Op.Describe(this)}");
            var left = meta.Numel * meta.ItemSize;
            var data = left > 0 ? (byte*)DataPointer() : null;
            for (; left > 0; left -= most, data += most) each(new Span<byte>(data, (int)Math.Min(left, most)));
            GC.KeepAlive(this);
        }
    }
}
