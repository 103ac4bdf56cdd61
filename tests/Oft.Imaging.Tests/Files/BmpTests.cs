using System.Buffers.Binary;
using Oft.Imaging.Files;

namespace Oft.Imaging.Tests.Files;

public sealed class BmpTests
{
    private static readonly byte[] TwoRows = [1, 2, 3, 0, 4, 5, 6, 0];      // one pixel of 24 bits a row, padded to four bytes

    [Fact]
    public void The_last_row_comes_first_and_blue_comes_first() =>
        Assert.Equal([6, 5, 4, 3, 2, 1], Bmp.Decode(File(1, 2, 24, TwoRows)).Pixels.ToArray());

    [Fact]
    public void A_negative_height_means_that_the_top_row_comes_first() =>
        Assert.Equal([3, 2, 1, 6, 5, 4], Bmp.Decode(File(1, -2, 24, TwoRows)).Pixels.ToArray());

    [Fact]
    public void Thirty_two_bits_keep_their_alpha() =>
        Assert.Equal([3, 2, 1, 9], Bmp.Decode(File(1, 1, 32, [1, 2, 3, 9])).Pixels.ToArray());

    [Fact]
    public void Palette_indices_are_taken_for_grey_as_the_reference_takes_them() =>
        Assert.Equal([7, 8], Bmp.Decode(File(2, 1, 8, [7, 8, 0, 0])).Pixels.ToArray());

    [Theory]
    [InlineData(1, 2, 16, ImageFault.Unsupported)]
    [InlineData(0, 2, 24, ImageFault.BadHeader)]
    [InlineData(1, 0, 24, ImageFault.BadHeader)]
    [InlineData(1, 3, 24, ImageFault.Truncated)]
    [InlineData(1, 1, 24, ImageFault.BadHeader)]
    [InlineData(int.MaxValue, int.MinValue, 24, ImageFault.TooLarge)]
    public void A_header_that_does_not_fit_its_file_is_refused(int width, int height, int bits, ImageFault fault) =>
        Assert.Equal(fault, Assert.Throws<ImageFormatException>(() => Bmp.Decode(File(width, height, bits, TwoRows))).Fault);

    private static byte[] File(int width, int height, int bits, byte[] pixels)
    {
        var header = new byte[54];
        "BM"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(10), header.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(22), height);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(28), (short)bits);
        return [.. header, .. pixels];
    }
}
