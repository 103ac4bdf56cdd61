using System.Security.Cryptography;
using System.Text.Json;
using Oft.Imaging.Augmentation;
using Oft.Imaging.Files;
using Oft.Imaging.Resampling;

namespace Oft.Imaging.Tests.Augmentation;

public sealed class ImageAugmentationTests
{
    // From the seed alone: the generator, the derived seeds, the ranges and every operator must agree with dlimp's.
    [Fact]
    public void A_seed_gives_the_reference_pictures_byte_for_byte()
    {
        using var chain = JsonDocument.Parse(File.ReadAllBytes(Need.Golden("images/augment_chain.json")));
        foreach (var item in chain.RootElement.GetProperty("cases").EnumerateArray())
        {
            var name = item.GetProperty("input").GetString();
            var seed = item.GetProperty("seed");
            var input = Png.Decode(File.ReadAllBytes(Need.Golden($"images/inputs/{name}.png")));

            var augmented = ImageAugmentation.Draw(new StatelessSeed(seed[0].GetInt32(), seed[1].GetInt32())).Apply(input);

            Assert.True(item.GetProperty("uint8_sha256").GetString() == Convert.ToHexStringLower(SHA256.HashData(augmented.Pixels.Span)), $"{name}, seed {seed}");
        }
    }

    [Fact]
    public void Trap_29_drawn_parameters_stay_in_the_recipes_ranges_and_crops_slide_on_the_diagonal_only()
    {
        var seed = new StatelessSeed(3, 4);
        for (var i = 0; i < 200; i++, seed = seed.Next)
        {
            var drawn = ImageAugmentation.Draw(seed);
            Assert.Equal(drawn.Crop.Top, drawn.Crop.Left);
            Assert.InRange(drawn.Crop.Top, 0, 1 - CropBox.Side);
            Assert.InRange(drawn.Brightness, -0.2f, 0.2f);
            Assert.InRange(drawn.Contrast, 0.8f, 1.2f);
            Assert.InRange(drawn.Saturation, 0.8f, 1.2f);
            Assert.InRange(drawn.Hue, -0.05f, 0.05f);
        }
    }

    [Fact]
    public void Only_rgb_is_augmented() =>
        Assert.Throws<ArgumentException>(() => new ImageAugmentation().Apply(new ByteImage(1, 1, 1, new byte[1])));
}
