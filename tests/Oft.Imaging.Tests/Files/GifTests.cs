using Oft.Imaging.Files;

namespace Oft.Imaging.Tests.Files;

/// <summary>Small files made by hand: eight colours, colour i is (i, 10 i, 20 i).</summary>
public sealed class GifTests
{
    private static readonly byte[] Screen = [.. "GIF89a"u8, 9, 0, 9, 0, 0x82, 0, 0, .. Colors(1)];

    [Fact]
    public void A_frame_gives_its_colours() =>
        Assert.Equal([1, 10, 20, 2, 20, 40], Gif.Decode([.. Screen, .. Frame(0, 0, 2, 1, 0, [1, 2]), 0x3B]).Pixels.ToArray());

    [Fact]
    public void A_frames_own_colours_count_before_those_of_the_screen() =>
        Assert.Equal([2, 20, 40], Gif.Decode([.. Screen, .. Frame(0, 0, 1, 1, 0x82, [1], Colors(2)), 0x3B]).Pixels.ToArray());

    [Fact]
    public void Interlaced_rows_return_to_their_places()
    {
        byte[] stored = [0, 4, 2, 6, 1, 3, 5];       // rows 0; 4; 2, 6; 1, 3, 5 of seven

        Assert.Equal([0, 1, 2, 3, 4, 5, 6], Reds(Gif.Decode([.. Screen, .. Frame(0, 0, 1, 7, 0x40, stored), 0x3B])));
    }

    [Fact]
    public void A_transparent_pixel_is_black()
    {
        byte[] control = [0x21, 0xF9, 4, 1, 0, 0, 5, 0];

        Assert.Equal([3, 0], Reds(Gif.Decode([.. Screen, .. control, .. Frame(0, 0, 2, 1, 0, [3, 5]), 0x3B])));
    }

    [Fact]
    public void The_canvas_is_as_large_as_the_largest_frame_and_shows_the_first()
    {
        var image = Gif.Decode([.. Screen, .. Frame(1, 0, 2, 1, 0, [6, 7]), .. Frame(0, 0, 3, 2, 0, [1, 1, 1, 1, 1, 1]), 0x3B]);

        Assert.Equal((2, 3), (image.Height, image.Width));
        Assert.Equal([0, 6, 7, 0, 0, 0], Reds(image));
    }

    [Fact]
    public void Damage_after_the_first_frame_is_forgiven_and_within_it_is_not()
    {
        byte[] file = [.. Screen, .. Frame(0, 0, 2, 1, 0, [1, 2])];

        Assert.Equal([1, 2], Reds(Gif.Decode(file)));
        Assert.Equal(ImageFault.Truncated, Assert.Throws<ImageFormatException>(() => Gif.Decode(file.AsSpan(0, file.Length - 1))).Fault);
    }

    [Fact]
    public void A_colour_beyond_the_table_is_refused() =>
        Assert.Equal(ImageFault.BadData, Assert.Throws<ImageFormatException>(() => Gif.Decode([.. Screen, .. Frame(0, 0, 1, 1, 0, [9], bits: 4), 0x3B])).Fault);

    // The code 6 is used by the very step that defines it: the one case in which a string is its own first letter longer.
    [Fact]
    public void A_code_may_be_used_while_it_is_defined()
    {
        var packed = Pack([(4, 3), (1, 3), (6, 3), (5, 3)]);     // clear; 1; 1 1; end

        Assert.Equal([1, 1, 1], GifIndices(packed, width: 3));
    }

    private static int[] GifIndices(byte[] packed, byte width) =>
        Reds(Gif.Decode([.. Screen, 0x2C, 0, 0, 0, 0, width, 0, 1, 0, 0, 2, (byte)packed.Length, .. packed, 0, 0x3B]));

    private static byte[] Colors(int factor) => [.. Enumerable.Range(0, 8).SelectMany(i => (byte[])[(byte)(i * factor), (byte)(10 * i * factor), (byte)(20 * i * factor)])];

    private static int[] Reds(ByteImage image) => [.. image.Pixels.ToArray().Chunk(3).Select(x => (int)x[0])];

    /// <summary>A frame whose indices are packed without compression: a clear code before every pair keeps the codes short.</summary>
    private static byte[] Frame(byte left, byte top, byte width, byte height, byte flags, byte[] indices, byte[]? colors = null, int bits = 3)
    {
        var codes = indices.SelectMany((index, i) => ((int, int)[])(i % 2 == 0 ? [(1 << bits, bits + 1), (index, bits + 1)] : [(index, bits + 1)])).Append(((1 << bits) + 1, bits + 1));
        var packed = Pack(codes);
        return [0x2C, left, 0, top, 0, width, 0, height, 0, flags, .. colors ?? [], (byte)bits, (byte)packed.Length, .. packed, 0];
    }

    private static byte[] Pack(IEnumerable<(int Code, int Bits)> codes)
    {
        List<byte> bytes = [];
        var (window, held) = (0, 0);
        foreach (var (code, bits) in codes)
        {
            window |= code << held;
            for (held += bits; held >= 8; held -= 8, window >>= 8) bytes.Add((byte)window);
        }
        if (held > 0) bytes.Add((byte)window);
        return [.. bytes];
    }
}
