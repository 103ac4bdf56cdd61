using Oft.Imaging.Files;
using Oft.Imaging.Resampling;

namespace Oft.Imaging.Tests.Traps;

/// <summary>Traps 5 and 6 of the specification: what happens to a picture, and in which order. Sums are those of its image A, recorded with TensorFlow.</summary>
public class PictureTrapTests
{
    private static readonly ByteImage imageA = new(256, 256, 3, Enumerable.Range(0, 256 * 256 * 3).Select(i => (byte)(5 * (i / 3 % 256) + 3 * (i / 768) + 40 * (i % 3))).ToArray());

    [Fact]
    public void Trap_5_JPEG_is_decoded_by_the_fast_inverse_transform()
    {
        Assert.Equal(25_067_520, Sum(imageA));
        Assert.Equal(25_007_935, Sum(PolicyImage.ThroughJpeg(imageA)));
        Assert.Equal(25_150_031, Sum(Jpeg.Decode(Jpeg.Encode(imageA), InverseDct.Accurate)));          // the wrong path
    }

    [Fact]
    public void Trap_5_Lanczos_goes_over_rows_first_and_rounds_half_to_even()
        => Assert.Equal(19_193_199, Sum(Lanczos3.ResizeToBytes(imageA, 224, 224)));

    [Fact]
    public void Trap_5_the_crop_keeps_the_root_of_nine_tenths_a_side_and_truncates_at_255_and_a_half_steps()
    {
        Assert.Equal(MathF.Sqrt(0.9f), CropBox.Side);
        Assert.Equal(19_137_954, Sum(PolicyImage.CenterCrop(Lanczos3.ResizeToBytes(imageA, 224, 224))));
    }

    [Fact]
    public void Trap_6_JPEG_comes_first_then_the_resize_then_the_crop()
    {
        var resized = Lanczos3.ResizeToBytes(PolicyImage.ThroughJpeg(imageA), 224, 224);

        Assert.Equal(19_147_355, Sum(resized));
        Assert.Equal(19_091_746, Sum(PolicyImage.Prepare(imageA)));
        Assert.Equal(PolicyImage.CenterCrop(resized).Pixels.ToArray(), PolicyImage.Prepare(imageA).Pixels.ToArray());
        Assert.NotEqual(Sum(PolicyImage.ThroughJpeg(PolicyImage.CenterCrop(Lanczos3.ResizeToBytes(imageA, 224, 224)))), Sum(PolicyImage.Prepare(imageA)));
    }

    [Fact]
    public void Trap_6_a_picture_that_reaches_the_model_at_another_size_is_compressed_and_resized_a_second_time()
    {
        var sent = Lanczos3.ResizeToBytes(PolicyImage.ThroughJpeg(imageA), 256, 256);                  // a client that resized to 256

        Assert.Equal(PolicyImage.CenterCrop(Lanczos3.ResizeToBytes(PolicyImage.ThroughJpeg(sent), 224, 224)).Pixels.ToArray(), PolicyImage.Prepare(sent).Pixels.ToArray());
        Assert.NotEqual(PolicyImage.Prepare(imageA).Pixels.ToArray(), PolicyImage.Prepare(sent).Pixels.ToArray());
    }

    private static long Sum(ByteImage image)
    {
        var sum = 0L;
        foreach (var sample in image.Pixels.Span) sum += sample;
        return sum;
    }
}
