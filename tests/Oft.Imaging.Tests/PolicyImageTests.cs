using System.Security.Cryptography;
using System.Text.Json;
using Oft.Imaging.Files;

namespace Oft.Imaging.Tests;

public sealed class PolicyImageTests
{
    [Fact]
    public void Recorded_pictures_reach_the_policy_byte_for_byte()
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Need.Golden("images/policy_path.json")));
        foreach (var item in cases.RootElement.EnumerateObject())
        {
            var input = Png.Decode(File.ReadAllBytes(Need.Golden($"images/inputs/{item.Name}.png")));
            var resized = PolicyImage.Resize(input);
            Expect("decoded_sha256", PolicyImage.ThroughJpeg(input));
            Expect("policy_224_sha256", resized);
            Expect("policy_224_center_crop_sha256", PolicyImage.CenterCrop(resized));
            if (item.Value.TryGetProperty("prepare_224_sha256", out _)) Expect("prepare_224_sha256", PolicyImage.Prepare(input));
            else Expect("policy_224_center_crop_sha256", PolicyImage.Prepare(input));

            void Expect(string field, ByteImage image) =>
                Assert.True(item.Value.GetProperty(field).GetString() == Convert.ToHexStringLower(SHA256.HashData(image.Pixels.Span)), $"{item.Name}: {field}");
        }
    }

    [Fact]
    public void A_picture_of_the_right_size_is_neither_compressed_nor_resized()
    {
        var picture = Png.Decode(File.ReadAllBytes(Need.Golden("images/inputs/chart_224.png")));

        Assert.Same(picture, PolicyImage.Prepare(picture, centerCrop: false));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_picture_that_is_not_rgb_is_refused(int channels) =>
        Assert.Throws<ArgumentException>(() => PolicyImage.Prepare(new ByteImage(224, 224, channels, new byte[224 * 224 * channels])));

    [Fact]
    public void Two_threads_do_not_disturb_each_other()
    {
        var picture = Png.Decode(File.ReadAllBytes(Need.Golden("images/inputs/scene_84.png")));
        var expected = PolicyImage.Prepare(picture).Pixels.ToArray();

        Parallel.For(0, 40, _ => Assert.Equal(expected, PolicyImage.Prepare(picture).Pixels.ToArray()));
    }
}
