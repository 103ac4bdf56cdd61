using System.Buffers.Binary;

namespace Oft.Imaging.Files;

/// <summary>Steps through the blocks of a GIF file after its first four bytes.</summary>
internal ref struct GifReader(ReadOnlySpan<byte> rest, long maximumPixels)
{
    private const byte Extension = 0x21, Image = 0x2C, GraphicControl = 0xF9;
    private const int Opaque = -1;

    private ReadOnlySpan<byte> rest = rest;
    private int? transparent;          // the first graphic control block decides

    internal ByteImage ReadFirstFrame()
    {
        Take(2);                                // 7a or 9a
        var screen = Take(7);
        var global = ReadColors(screen[4]);
        for (var kind = Take(1)[0]; kind != Image; kind = Take(1)[0])
        {
            if (kind != Extension) throw Bad($"a block of kind 0x{kind:X2} where the first frame should be");
            ReadExtension();
        }
        var frame = ReadFrameHeader(out var flags);
        var local = ReadColors(flags);
        var colors = local.IsEmpty ? global : local;
        if (colors.IsEmpty) throw Bad("the first frame has no colours");

        var indices = GifUnpacker.Unpack(Take(1)[0], TakeBlocks(), (long)frame.Width * frame.Height);
        var (width, height) = Canvas(frame);
        return new ByteImage(height, width, 3, Paint(frame, indices, colors, width, height));
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (rest.Length < count) throw new ImageFormatException(ImageFault.Truncated, $"GIF: expected {count} more bytes, {rest.Length} are left.");
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    /// <summary>A colour table [2^n, 3], if the flags announce one.</summary>
    private ReadOnlySpan<byte> ReadColors(byte flags) => (flags & 0x80) == 0 ? [] : Take(3 * (2 << (flags & 7)));

    private void ReadExtension()
    {
        var kind = Take(1)[0];
        for (var block = Take(Take(1)[0]); !block.IsEmpty; block = Take(Take(1)[0]))
            if (kind == GraphicControl && block.Length == 4)
                transparent ??= (block[0] & 1) == 0 ? Opaque : block[3];
    }

    private GifFrame ReadFrameHeader(out byte flags)
    {
        var header = Take(9);
        flags = header[8];
        var frame = new GifFrame(
            BinaryPrimitives.ReadUInt16LittleEndian(header), BinaryPrimitives.ReadUInt16LittleEndian(header[2..]),
            BinaryPrimitives.ReadUInt16LittleEndian(header[4..]), BinaryPrimitives.ReadUInt16LittleEndian(header[6..]), (flags & 0x40) != 0);
        ImageLimit.Check("GIF", frame.Width, frame.Height, maximumPixels);
        return frame;
    }

    /// <summary>The bytes of sub-blocks up to the empty one, joined.</summary>
    private byte[] TakeBlocks()
    {
        using var joined = new MemoryStream();
        for (var block = Take(Take(1)[0]); !block.IsEmpty; block = Take(Take(1)[0]))
            joined.Write(block);
        return joined.ToArray();
    }

    /// <summary>The largest frame's size. What follows the first frame may be damaged, as it may upstream.</summary>
    private (int Width, int Height) Canvas(GifFrame first)
    {
        var (width, height) = (first.Width, first.Height);
        try
        {
            for (var kind = Take(1)[0]; kind is Image or Extension; kind = Take(1)[0])
            {
                if (kind == Extension) { ReadLaterExtension(); continue; }
                var frame = ReadFrameHeader(out var flags);
                ReadColors(flags);
                Take(1);
                SkipBlocks();
                (width, height) = (Math.Max(width, frame.Width), Math.Max(height, frame.Height));
            }
        }
        catch (ImageFormatException e) when (e.Fault is ImageFault.Truncated or ImageFault.BadHeader)
        {
            // Upstream: what giflib could read before the damage counts.
        }
        ImageLimit.Check("GIF", width, height, maximumPixels);
        return (width, height);
    }

    private void ReadLaterExtension()
    {
        Take(1);
        SkipBlocks();
    }

    private void SkipBlocks()
    {
        while (!Take(Take(1)[0]).IsEmpty) { }
    }

    private readonly byte[] Paint(GifFrame frame, byte[] indices, ReadOnlySpan<byte> colors, int width, int height)
    {
        var pixels = new byte[(long)width * height * 3];
        var source = indices.AsSpan();
        foreach (var row in frame.Rows)
        {
            var line = source[..frame.Width];
            source = source[frame.Width..];
            var y = frame.Top + row;
            if (y >= height) continue;
            for (var x = 0; x < frame.Width && frame.Left + x < width; x++)
            {
                int index = line[x];
                if (index == transparent) continue;
                if (3 * index >= colors.Length) throw new ImageFormatException(ImageFault.BadData, $"GIF: colour {index} of a table of {colors.Length / 3}.");
                colors.Slice(3 * index, 3).CopyTo(pixels.AsSpan((y * width + frame.Left + x) * 3));
            }
        }
        return pixels;
    }

    private static ImageFormatException Bad(string what) => new(ImageFault.BadHeader, $"GIF: {what}.");
}
