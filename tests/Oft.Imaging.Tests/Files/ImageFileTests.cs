using System.Security.Cryptography;
using System.Text.Json;
using Oft.Imaging.Files;

namespace Oft.Imaging.Tests.Files;

public sealed class ImageFileTests
{
    [Theory]
    [InlineData("images")]
    [InlineData("png")]
    public void Every_recorded_file_is_read_as_the_reference_reads_it_or_refused_where_it_refuses(string golden)
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Need.Golden($"{golden}/decode.json")));
        foreach (var item in cases.RootElement.EnumerateArray())
        {
            var name = item.GetProperty("file").GetString()!;
            var file = File.ReadAllBytes(Need.Golden($"{golden}/decode/{name}"));
            if (item.TryGetProperty("error_type", out _))
            {
                Assert.Throws<ImageFormatException>(() => ImageFile.Decode(file));
                continue;
            }
            var image = ImageFile.Decode(file);
            Assert.Equal(item.GetProperty("shape").EnumerateArray().Select(x => x.GetInt32()), [image.Height, image.Width, image.Channels]);
            Assert.True(item.GetProperty("sha256").GetString() == Convert.ToHexStringLower(SHA256.HashData(image.Pixels.Span)), name);
        }
    }

    [Theory]
    [InlineData("bad_empty.jpg", ImageFault.Empty)]
    [InlineData("bad_text.jpg", ImageFault.UnknownFormat)]
    [InlineData("bad_soi_only.jpg", ImageFault.Truncated)]
    [InlineData("bad_truncated_half.jpg", ImageFault.Truncated)]
    [InlineData("bad_truncated_last2.jpg", ImageFault.Truncated)]
    [InlineData("bad_truncated_header.jpg", ImageFault.Truncated)]
    [InlineData("bad_zero_dim.jpg", ImageFault.BadHeader)]
    [InlineData("bad_huge_dim.jpg", ImageFault.TooLarge)]
    [InlineData("bad_png_crc.png", ImageFault.BadChecksum)]
    [InlineData("bad_png_truncated.png", ImageFault.Truncated)]
    public void A_refusal_names_its_reason(string name, ImageFault fault)
    {
        var file = File.ReadAllBytes(Need.Golden($"images/decode/{name}"));

        Assert.Equal(fault, Assert.Throws<ImageFormatException>(() => ImageFile.Decode(file)).Fault);
    }

    [Theory]
    [InlineData("tf_q50.jpg")]
    [InlineData("png_rgb.png")]
    [InlineData("bmp_rgb.bmp")]
    [InlineData("gif_1frame.gif")]
    public void A_picture_larger_than_accepted_is_refused_before_its_pixels_are_made(string name)
    {
        var file = File.ReadAllBytes(Need.Golden($"images/decode/{name}"));

        var error = Assert.Throws<ImageFormatException>(() => ImageFile.Decode(file, maximumPixels: 100));

        Assert.Equal(ImageFault.TooLarge, error.Fault);
        Assert.Contains("100 pixels", error.Message);
    }
}
