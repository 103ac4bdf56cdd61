using Oft.Imaging.Files;

namespace Oft.Imaging.Tests.Files;

public sealed class JpegTests
{
    [Theory]
    [InlineData("scene_84")]
    [InlineData("noise_1x17")]
    [InlineData("chart_53x47")]
    public void An_encoded_picture_has_tensorflows_bytes(string name)
    {
        var picture = Png.Decode(File.ReadAllBytes(Need.Golden($"images/inputs/{name}.png")));

        Assert.Equal(File.ReadAllBytes(Need.Golden($"images/jpeg/{name}.tf-q95.jpg")), Jpeg.Encode(picture));
    }

    [Fact]
    public void The_file_says_300_dots_an_inch() =>
        Assert.Equal([1, 1, 44, 1, 44], Jpeg.Encode(new byte[3], 1, 1)[13..18]);

    [Theory]
    [InlineData("tf_q95_420.jpg")]
    [InlineData("pil_progressive_420.jpg")]
    [InlineData("cjpeg_arith.jpg")]
    [InlineData("pil_gray_progressive.jpg")]
    public void A_file_is_refused_wherever_it_is_cut(string name)
    {
        var file = File.ReadAllBytes(Need.Golden($"images/decode/{name}"));
        for (var length = 3; length < file.Length; length += length < 700 ? 1 : 37)
            Assert.Throws<ImageFormatException>(() => Jpeg.Decode(file.AsSpan(0, length)));
        Assert.Throws<ImageFormatException>(() => Jpeg.Decode(file.AsSpan(0, file.Length - 1)));
    }

    // A segment whose length points past the end would swallow a few bytes of any fence; the longest must not swallow all of it.
    [Fact]
    public void A_last_segment_that_reaches_past_the_end_is_refused()
    {
        var file = File.ReadAllBytes(Need.Golden("images/decode/tf_q50.jpg"));
        byte[] longer = [.. file[..^2], 0xFF, 0xFE, 0xFF, 0xFF];

        Assert.Equal(ImageFault.Truncated, Assert.Throws<ImageFormatException>(() => Jpeg.Decode(longer)).Fault);
    }

    [Fact]
    public void What_follows_the_end_marker_is_not_looked_at()
    {
        var file = File.ReadAllBytes(Need.Golden("images/decode/tf_q50.jpg"));

        Assert.Equal(Jpeg.Decode(file).Pixels.ToArray(), Jpeg.Decode([.. file, 0xFF, 0xD8, 1, 2, 3]).Pixels.ToArray());
    }

    [Fact]
    public void The_two_inverse_transforms_give_different_pictures_of_one_file()
    {
        var file = File.ReadAllBytes(Need.Golden("images/decode/tf_q50.jpg"));
        var (fast, accurate) = (Jpeg.Decode(file, InverseDct.Fast), Jpeg.Decode(file, InverseDct.Accurate));

        var differences = fast.Pixels.ToArray().Zip(accurate.Pixels.ToArray(), (a, b) => Math.Abs(a - b)).ToList();

        Assert.InRange(differences.Count(x => x > 0), 1, differences.Count);
        Assert.InRange(differences.Max(), 1, 15);        // the reference names 15 levels as the most it saw
    }

    // Inks of a file without Adobe's marker are stored as they are: 255 is full ink there, and none with the marker.
    [Fact]
    public void Inks_are_turned_round_by_adobes_marker()
    {
        var file = File.ReadAllBytes(Need.Golden("images/decode/pil_cmyk.jpg"));
        var marker = file.AsSpan().IndexOf("Adobe"u8);
        var plain = file.ToArray();
        plain[marker] = (byte)'a';

        var (with, without) = (Jpeg.Decode(file).Pixels.ToArray(), Jpeg.Decode(plain).Pixels.ToArray());

        // White paper (ink 255 with the marker) becomes full ink.
        Assert.All(with.Zip(without).Where(x => x.First == 255), x => Assert.Equal(0, x.Second));
        Assert.NotEqual(with, without);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void A_quality_that_does_not_exist_is_refused(int quality) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Jpeg.Encode(new byte[3], 1, 1, quality));

    [Fact]
    public void A_grey_picture_stays_grey()
    {
        var grey = new ByteImage(8, 8, 1, Enumerable.Repeat<byte>(77, 64).ToArray());

        var read = Jpeg.Decode(Jpeg.Encode(grey));

        Assert.Equal(1, read.Channels);
        Assert.All(read.Pixels.ToArray(), sample => Assert.Equal(77, sample));
    }
}
