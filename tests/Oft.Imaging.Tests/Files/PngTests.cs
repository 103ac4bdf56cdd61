using Oft.Imaging.Files;

namespace Oft.Imaging.Tests.Files;

public sealed class PngTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void What_is_written_is_read_back(int channels)
    {
        var pixels = new byte[7 * 11 * channels];
        new Random(channels).NextBytes(pixels);

        var read = Png.Decode(Png.Encode(new ByteImage(7, 11, channels, pixels)));

        Assert.Equal((7, 11, channels), (read.Height, read.Width, read.Channels));
        Assert.Equal(pixels, read.Pixels.ToArray());
    }

    [Fact]
    public void Smooth_pictures_become_small()
    {
        var rgb = new byte[64 * 64 * 3];
        for (var i = 0; i < rgb.Length; i++) rgb[i] = (byte)(i / 3 % 64 + i / 192);

        Assert.True(Png.Encode(rgb, 64, 64).Length < rgb.Length / 10);
    }

    [Fact]
    public void A_tiny_file_that_promises_a_huge_picture_is_refused_before_memory_is_taken()
    {
        var file = Png.Encode(new byte[3], 1, 1);
        file[18] = file[22] = 0x10;                   // 4097 x 4097
        PngChecksums.MakeRight(file);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<ImageFormatException>(() => Png.Decode(file));

        Assert.Equal(ImageFault.Truncated, error.Fault);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }
}
