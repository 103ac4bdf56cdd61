using System.Buffers.Binary;
using Oft.Imaging.Files;

namespace Oft.Imaging.Tests.Files;

/// <summary>Ten thousand damaged files of each format: read, or refused by name, within bounded memory.</summary>
public sealed class HostileFileTests
{
    // Small, so that a damaged size is refused rather than filled with grey, and the run stays short.
    private const long MostPixels = 1 << 18;

    // Two pictures of four bytes a pixel, the file's copy with its fence, and room for tables.
    private const long MostBytes = 4 << 20;

    private static readonly string Folder = Need.Golden("images/decode");

    [Fact]
    public void A_damaged_jpeg_is_read_or_refused_by_name() =>
        Run("JPEG", JpegStructure, "tf_q50.jpg", "pil_progressive_420.jpg", "pil_gray_progressive.jpg", "pil_cmyk.jpg", "cjpeg_arith.jpg", "cjpeg_410.jpg", "pil_restart.jpg");

    [Fact]
    public void A_damaged_png_is_read_or_refused_by_name() =>
        Run("PNG", PngStructure, "png_rgb.png", "png_palette.png", "png_1bit.png", "png_la.png", "tf_png_rgb16.png");

    [Fact]
    public void A_damaged_png_whose_checksums_were_made_right_again_is_read_or_refused_by_name() =>
        Mutations.Run("PNG, checksums right", Seeds(PngStructure, "png_palette.png", "png_1bit.png", "png_la.png"), copy => Decode(PngChecksums.MakeRight(copy)), Fault, MostBytes);

    [Fact]
    public void A_damaged_bmp_is_read_or_refused_by_name() => Run("BMP", _ => [0..54], "bmp_rgb.bmp");

    [Fact]
    public void A_damaged_gif_is_read_or_refused_by_name() => Run("GIF", GifStructure, "gif_1frame.gif");

    private static void Run(string format, Func<byte[], List<Range>> structure, params string[] files) =>
        Mutations.Run(format, Seeds(structure, files), Decode, Fault, MostBytes);

    private static List<Mutations.Seed> Seeds(Func<byte[], List<Range>> structure, params string[] files) =>
        [.. files.Select(x => File.ReadAllBytes(Path.Combine(Folder, x))).Select(x => new Mutations.Seed(x, structure(x)))];

    private static void Decode(byte[] file) => ImageFile.Decode(file, MostPixels);

    private static string? Fault(Exception e) => (e as ImageFormatException)?.Fault.ToString();

    /// <summary>Markers and lengths, the frame header, the code lengths of tables, the scan headers, the end.</summary>
    private static List<Range> JpegStructure(byte[] file)
    {
        List<Range> ranges = [0..2, ^2..];
        for (var at = 2; file[at] == 0xFF;)
        {
            var (marker, length) = (file[at + 1], BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 2)));
            ranges.Add(at..(at + 4));
            if (marker is >= 0xC0 and <= 0xCF) ranges.Add((at + 4)..(at + 4 + Math.Min(17, length - 2)));
            if (marker == 0xDA)
            {
                ranges.Add((at + 4)..(at + 2 + length));
                break;
            }
            at += 2 + length;
        }
        return ranges;
    }

    /// <summary>Lengths and names of chunks with their checksums, and what IHDR says.</summary>
    private static List<Range> PngStructure(byte[] file)
    {
        List<Range> ranges = [0..8, 16..29];
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            ranges.AddRange([at..(at + 8), (at + 8 + length)..(at + 12 + length)]);
            at += 12 + length;
        }
        return ranges;
    }

    /// <summary>The screen, the frame's header, the code size and the lengths of the first blocks.</summary>
    private static List<Range> GifStructure(byte[] file)
    {
        var frame = 13 + 3 * (2 << (file[10] & 7));
        while (file[frame] == 0x21)
            for (frame += 2; ; frame += file[frame] + 1)
                if (file[frame] == 0) { frame++; break; }
        List<Range> ranges = [0..13, frame..(frame + 12)];
        for (var (block, count) = (frame + 11, 0); file[block] != 0 && count < 8; block += file[block] + 1, count++)
            ranges.Add(block..(block + 1));
        return ranges;
    }
}
