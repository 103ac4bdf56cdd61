using System.Buffers.Binary;
using System.IO.Compression;

namespace Oft.Imaging.Files;

/// <summary>Reads PNG as libpng reads it for TensorFlow: what is critical must be right, what is ancillary may be wrong.</summary>
/// <remarks>
/// A wrong checksum, an unknown name or an early end refuses a critical chunk. An ancillary chunk with a wrong checksum is
/// passed over, and only <c>tRNS</c> of a palette is looked at: TensorFlow asks libpng for no gamma and no background.
/// <para>Upstream: tensorflow/core/lib/png/png_io.cc, CommonInitDecode with channels = 0.</para>
/// </remarks>
internal ref struct PngReader
{
    // Deflate cannot shrink further than 258 bytes into two bits.
    private const long MostExpansion = 1032;

    private ReadOnlySpan<byte> rest;
    private PngHeader? header;
    private byte[]? palette;     // [256, 3], black beyond the file's entries
    private int colors;          // the file's entries
    private byte[]? alpha;       // [256], opaque beyond the file's entries

    internal static ByteImage Read(ReadOnlySpan<byte> file, long maximumPixels)
    {
        if (!file.StartsWith(Png.Signature))
            throw new ImageFormatException(file.IsEmpty ? ImageFault.Empty : ImageFault.UnknownFormat, "PNG: the signature is missing.");
        var reader = new PngReader { rest = file[Png.Signature.Length..] };
        return reader.Read(maximumPixels);
    }

    private ByteImage Read(long maximumPixels)
    {
        ByteImage? image = null;
        while (true)
        {
            var chunk = Next(out var name, out var sound);
            if (header is null && !name.SequenceEqual("IHDR"u8)) throw Bad("the first chunk is not IHDR");
            if (name.SequenceEqual("IHDR"u8))
            {
                if (header is not null) throw Bad("there are two IHDR chunks");
                header = PngHeader.Read(chunk, maximumPixels);
            }
            else if (name.SequenceEqual("PLTE"u8)) ReadPalette(chunk);
            else if (name.SequenceEqual("tRNS"u8) && sound && image is null) ReadTransparency(chunk);
            else if (name.SequenceEqual("IDAT"u8)) image ??= ReadPixels(chunk);
            else if (name.SequenceEqual("IEND"u8))
                return image ?? throw new ImageFormatException(ImageFault.Truncated, "PNG: there is no IDAT chunk.");
            else if (IsCritical(name)) throw new ImageFormatException(ImageFault.Unsupported, "PNG: an unknown critical chunk.");
        }
    }

    /// <summary>Steps over one chunk: length, name, data, checksum.</summary>
    private ReadOnlySpan<byte> Next(out ReadOnlySpan<byte> name, out bool sound)
    {
        if (rest.Length < 12) throw new ImageFormatException(ImageFault.Truncated, $"PNG: expected a chunk of at least 12 bytes, {rest.Length} are left.");
        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        name = rest.Slice(4, 4);
        foreach (var letter in name)
            if (!char.IsAsciiLetter((char)letter)) throw Bad("a chunk name is not four letters");
        if (length > (uint)rest.Length - 12) throw new ImageFormatException(ImageFault.Truncated, $"PNG: a chunk of {length} bytes, {rest.Length - 12} are left.");
        var data = rest.Slice(8, (int)length);
        sound = Crc32.Of(rest.Slice(4, 4 + (int)length)) == BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + (int)length)..]);
        if (!sound && IsCritical(name)) throw new ImageFormatException(ImageFault.BadChecksum, $"PNG: the checksum of a critical chunk of {length} bytes is wrong.");
        rest = rest[(12 + (int)length)..];
        return data;
    }

    private static bool IsCritical(ReadOnlySpan<byte> name) => char.IsAsciiLetterUpper((char)name[0]);

    private void ReadPalette(ReadOnlySpan<byte> chunk)
    {
        if (header!.ColorType != PngHeader.Palette) return;      // a hint for screens of 256 colours
        if (palette is not null) throw Bad("there are two palettes");
        if (chunk.Length % 3 != 0 || chunk.Length is 0 or > 768) throw Bad($"a palette of {chunk.Length} bytes");
        palette = new byte[768];
        colors = Math.Min(chunk.Length / 3, 1 << header.Depth);
        chunk[..(3 * colors)].CopyTo(palette);
    }

    private void ReadTransparency(ReadOnlySpan<byte> chunk)
    {
        // Upstream: the one transparent colour of a grey or RGB file is dropped, since no alpha was asked for.
        if (palette is null || chunk.IsEmpty || chunk.Length > colors) return;
        alpha = new byte[256];
        alpha.AsSpan().Fill(255);
        chunk.CopyTo(alpha);
    }

    private ByteImage ReadPixels(ReadOnlySpan<byte> first)
    {
        var head = header!;
        if (head.ColorType == PngHeader.Palette && palette is null) throw Bad("the palette is missing");
        var pack = new MemoryStream();
        pack.Write(first);
        while (rest.Length >= 8 && rest.Slice(4, 4).SequenceEqual("IDAT"u8))
            pack.Write(Next(out _, out _));
        pack.Position = 0;

        if ((long)head.RowBytes(head.Width) * head.Height > pack.Length * MostExpansion)
            throw new ImageFormatException(ImageFault.Truncated, $"PNG: {pack.Length} compressed bytes cannot hold {head.Width}x{head.Height} pixels.");
        var unpack = new PngRowUnpacker(head, palette, alpha);
        var pixels = new byte[(long)head.Width * head.Height * unpack.Channels];
        try
        {
            using var zlib = new ZLibStream(pack, CompressionMode.Decompress);
            foreach (var (x, y, stepX, stepY) in head.Passes)
                ReadPass(zlib, unpack, pixels, x, y, stepX, stepY);
        }
        catch (InvalidDataException e)
        {
            throw new ImageFormatException(ImageFault.BadData, "PNG: the compressed pixels are damaged.", e);
        }
        catch (EndOfStreamException e)
        {
            throw new ImageFormatException(ImageFault.Truncated, "PNG: the compressed pixels end early.", e);
        }
        return new ByteImage(head.Height, head.Width, unpack.Channels, pixels);
    }

    private readonly void ReadPass(ZLibStream zlib, PngRowUnpacker unpack, byte[] pixels, int x, int y, int stepX, int stepY)
    {
        var head = header!;
        var columns = (head.Width - x + stepX - 1) / stepX;
        if (columns <= 0) return;
        byte[] row = new byte[head.RowBytes(columns) + 1], above = new byte[row.Length];
        for (; y < head.Height; y += stepY)
        {
            zlib.ReadExactly(row);
            PngFilter.Undo(row[0], row.AsSpan(1), above.AsSpan(1), head.FilterStep);
            var start = ((long)y * head.Width + x) * unpack.Channels;
            unpack.Unpack(row.AsSpan(1), columns, pixels.AsSpan((int)start), stepX * unpack.Channels);
            (row, above) = (above, row);
        }
    }

    private static ImageFormatException Bad(string what) => new(ImageFault.BadHeader, $"PNG: {what}.");
}
