namespace Oft.Imaging.Files;

/// <summary>The LZW coding of GIF: codes of growing length stand for strings of colour indices.</summary>
internal static class GifUnpacker
{
    private const int LongestCode = 12;
    private const int Codes = 1 << LongestCode;

    /// <summary>Unpacks exactly so many indices; what comes after them is not looked at.</summary>
    /// <param name="bits">Bits of an index, 1 to 8.</param>
    /// <param name="data">The joined sub-blocks, lowest bit first.</param>
    /// <param name="count">Pixels of the frame.</param>
    internal static byte[] Unpack(int bits, ReadOnlySpan<byte> data, long count)
    {
        if (bits is < 1 or > 8) throw new ImageFormatException(ImageFault.BadHeader, $"GIF: expected codes of 1 to 8 bits, got {bits}.");
        // A code of at least two bits stands for 4096 pixels at most.
        if (count > data.Length * 4L * Codes) throw new ImageFormatException(ImageFault.Truncated, $"GIF: {data.Length} compressed bytes cannot hold {count} pixels.");
        var pixels = new byte[count];
        Span<short> prefix = stackalloc short[Codes];
        Span<byte> last = stackalloc byte[Codes];
        Span<byte> backward = stackalloc byte[Codes + 1];
        int clear = 1 << bits, end = clear + 1, next = end + 1, width = bits + 1, previous = -1;
        var (window, held, position, written) = (0u, 0, 0, 0L);
        byte first = 0;
        while (written < count)
        {
            for (; held < width; held += 8)
            {
                if (position == data.Length) throw new ImageFormatException(ImageFault.Truncated, $"GIF: expected {count} pixels, the data ends after {written}.");
                window |= (uint)data[position++] << held;
            }
            var code = (int)(window & ((1u << width) - 1));
            window >>= width;
            held -= width;
            if (code == clear)
            {
                (next, width, previous) = (end + 1, bits + 1, -1);
                continue;
            }
            if (code == end) throw new ImageFormatException(ImageFault.Truncated, $"GIF: expected {count} pixels, the end code comes after {written}.");
            if (code > next || (code == next && previous < 0))
                throw new ImageFormatException(ImageFault.BadData, $"GIF: code {code} comes before it is defined.");

            var length = 0;
            var walk = code;
            if (code == next)                       // defined by this very step: the previous string and its own first index
            {
                backward[length++] = first;
                walk = previous;
            }
            for (; walk > end; walk = prefix[walk]) backward[length++] = last[walk];
            first = (byte)walk;
            backward[length++] = first;
            if (previous >= 0 && next < Codes)
            {
                prefix[next] = (short)previous;
                last[next] = first;
                next++;
                if (next == 1 << width && width < LongestCode) width++;
            }
            previous = code;
            while (length > 0 && written < count) pixels[written++] = backward[--length];
        }
        return pixels;
    }
}
