namespace Oft.Imaging.Files;

/// <summary>Turns a row as the file has it into 8-bit samples.</summary>
internal sealed class PngRowUnpacker(PngHeader header, byte[]? palette, byte[]? alpha)
{
    /// <summary>Samples a pixel that come out.</summary>
    internal int Channels { get; } = header.ColorType != PngHeader.Palette ? header.Samples : alpha is null ? 3 : 4;

    /// <summary>Writes pixels, <paramref name="step"/> bytes from one to the next.</summary>
    internal void Unpack(ReadOnlySpan<byte> row, int pixels, Span<byte> output, int step)
    {
        if (header.ColorType == PngHeader.Palette) UnpackPalette(row, pixels, output, step);
        else if (header.Depth < 8)
        {
            var spread = 255 / ((1 << header.Depth) - 1);
            for (var i = 0; i < pixels; i++) output[i * step] = (byte)(Bits(row, i) * spread);
        }
        else if (header.Depth == 8 && step == Channels) row[..(pixels * Channels)].CopyTo(output);
        else
        {
            var width = header.Depth / 8;        // of 16 bits the high byte counts
            for (var i = 0; i < pixels; i++)
                for (var c = 0; c < Channels; c++)
                    output[i * step + c] = row[(i * Channels + c) * width];
        }
    }

    private void UnpackPalette(ReadOnlySpan<byte> row, int pixels, Span<byte> output, int step)
    {
        for (var i = 0; i < pixels; i++)
        {
            var index = Bits(row, i);
            palette.AsSpan(3 * index, 3).CopyTo(output[(i * step)..]);
            if (alpha is not null) output[i * step + 3] = alpha[index];
        }
    }

    private int Bits(ReadOnlySpan<byte> row, int i)
    {
        var bit = i * header.Depth;
        return (row[bit >> 3] >> (8 - header.Depth - (bit & 7))) & ((1 << header.Depth) - 1);
    }
}
