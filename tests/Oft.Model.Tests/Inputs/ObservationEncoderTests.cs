using Oft.Contracts;
using Oft.Imaging;
using Oft.Imaging.Augmentation;
using Oft.Imaging.Resampling;
using Oft.Model.Inputs;
using static TorchSharp.torch;

namespace Oft.Model.Tests.Inputs;

public sealed class ObservationEncoderTests : IDisposable
{
    private static readonly RobotSpec Robot = RobotSpec.Libero;
    private static readonly OftConfig Config = OftConfig.Tiny with { Robot = Robot };
    private static readonly ActionStatistics Statistics = new(Field(7, Robot.ActionMask), Field(8, null));
    private readonly IDisposable scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Each_view_gives_six_channels_in_the_robots_order()
    {
        var inputs = Encoder().Encode(Seen(84));
        var pixels = inputs.Pixels.data<float>().ToArray();

        Assert.Equal([1, 12, 84, 84], inputs.Pixels.shape);
        for (var view = 0; view < 2; view++)
        {
            var cropped = CropAndResize.Apply(new ByteImage(84, 84, 3, Picture(84, view)), CropBox.Centre, 84, 84).Pixels.Span;
            Assert.Equal((cropped[0] / 255f - 0.484375f) / 0.228515625f, pixels[view * 6 * 84 * 84]);                   // DINOv2, red, first pixel
            Assert.Equal((cropped[2] / 255f - 0.5f) / 0.5f, pixels[(view * 6 + 5) * 84 * 84]);                          // SigLIP, blue, first pixel
        }
    }

    [Fact]
    public void Trap_4_colours_are_normalised_with_the_constants_rounded_to_bfloat16()
    {
        var channels = new float[6];
        PixelNormalization.OpenVla.Apply(new ByteImage(1, 1, 3, new byte[] { 108, 108, 108 }), channels);
        float[] grey = [-0.2662644f, -0.1410737f, 0.0769310f, -0.1529412f, -0.1529412f, -0.1529412f];
        Assert.All(channels.Zip(grey), x => Assert.Equal(x.Second, x.First, 5e-7f));                                    // the facts have seven decimals
        PixelNormalization.OpenVla.Apply(new ByteImage(1, 1, 3, new byte[] { 0, 255, 255 }), channels);
        Assert.All(channels[..3].Zip([-2.1196583f, 2.4366813f, 2.6434782f]), x => Assert.Equal(x.Second, x.First, 5e-7f));
    }

    [Fact]
    public void A_larger_picture_goes_through_JPEG_when_acting_and_not_when_training()
    {
        var image = new ByteImage(128, 128, 3, Picture(128, 0));
        var acting = Encoder(centerCrop: false).Encode(Seen(128)).Pixels.data<float>().ToArray()[..(84 * 84)];
        var training = Encoder().EncodeForTraining([Seen(128)]).Pixels.data<float>().ToArray()[..(84 * 84)];

        Assert.Equal(Red(Lanczos3.ResizeToBytes(PolicyImage.ThroughJpeg(image), 84, 84)), acting);
        Assert.Equal(Red(Lanczos3.ResizeToBytes(image, 84, 84)), training);
    }

    [Fact]
    public void At_the_published_size_a_view_takes_the_policys_own_path()
    {
        var size = PolicyImage.Size;
        var config = Config with { Backbone = Config.Backbone with { Dino = Config.Backbone.Dino with { ImageSize = size }, Siglip = Config.Backbone.Siglip with { ImageSize = size } } };
        var encoder = new ObservationEncoder(config, TinyTokenizer.Instance, Statistics);

        var acting = encoder.Encode(Seen(256)).Pixels.data<float>().ToArray()[..(size * size)];

        Assert.Equal(Red(PolicyImage.Prepare(new ByteImage(256, 256, 3, Picture(256, 0)))), acting);
    }

    [Fact]
    public void Each_view_is_augmented_as_it_is_told()
    {
        var augmentation = ImageAugmentation.Draw(new StatelessSeed(3, 4));
        var inputs = Encoder().EncodeForTraining([Seen(84)], (_, view) => view == 0 ? augmentation : new ImageAugmentation());
        var pixels = inputs.Pixels.data<float>().ToArray();

        Assert.Equal(Red(augmentation.Apply(new ByteImage(84, 84, 3, Picture(84, 0)))), pixels[..(84 * 84)]);
        Assert.Equal(Red(new ImageAugmentation().Apply(new ByteImage(84, 84, 3, Picture(84, 1)))), pixels[(6 * 84 * 84)..(7 * 84 * 84)]);
    }

    [Fact]
    public void Proprioception_is_scaled_and_clipped_and_the_prompt_ends_with_the_space_piece()
    {
        var inputs = Encoder().Encode(Seen(84));

        Assert.Equal([1, 8], inputs.Proprio!.shape);
        Assert.Equal([-0.5f, 1, -1, 0, 0, 0, 0, -1], inputs.Proprio.data<float>().ToArray().Select(x => MathF.Round(x, 5)));        // the last number never changes
        Assert.Equal(0, Encoder().EncodeForTraining([Seen(84)]).Proprio!.data<float>().ToArray()[7]);
        Assert.Equal(new PromptBuilder(TinyTokenizer.Instance).Ids("fold shorts").Select(x => (long)x), inputs.Prompts[0]);
    }

    [Fact]
    public void A_batch_is_its_samples_side_by_side()
    {
        var (one, other) = (Seen(84), Seen(128) with { Sentence = "put the bowl on the plate" });
        var both = Encoder().Encode(one, other);

        Assert.Equal(Encoder().Encode(one).Pixels.data<float>().ToArray(), both.Pixels[0].data<float>().ToArray());
        Assert.Equal(Encoder().Encode(other).Pixels.data<float>().ToArray(), both.Pixels[1].data<float>().ToArray());
        Assert.Equal(Encoder().Encode(other).Prompts[0], both.Prompts[1]);
    }

    [Fact]
    public void A_target_comes_back_as_the_chunk_it_was()
    {
        var chunk = new ActionChunk(8, 7, Enumerable.Range(0, 56).Select(i => i % 7 == 6 ? i % 2 : Math.Sin(i) * 0.9).ToArray());

        var targets = Encoder().Targets(chunk);
        var back = Statistics.Chunk(targets.data<float>().ToArray(), Robot.Bounds);

        Assert.Equal([1, 8, 7], targets.shape);
        Assert.All(back.Values.ToArray().Zip(chunk.Values.ToArray()), x => Assert.Equal(x.Second, x.First, 1e-6));      // float32 between
        Assert.Throws<ArgumentException>(() => Encoder().Targets(new ActionChunk(4, 7, new double[28])));
    }

    [Fact]
    public void What_does_not_fit_the_robot_is_refused_with_what_was_expected()
    {
        var seen = Seen(84);
        Assert.Contains("full_image, wrist_image", Assert.Throws<ArgumentException>(() => Encoder().Encode(seen with { Views = [.. seen.Views.Reverse()] })).Message);
        Assert.Contains("expected 8 numbers", Assert.Throws<ArgumentException>(() => Encoder().Encode(seen with { Proprio = new double[7] })).Message);
        Assert.Contains("expected 8 numbers of proprioception", Assert.Throws<ArgumentException>(() => new ObservationEncoder(Config, TinyTokenizer.Instance, Statistics with { Proprio = null })).Message);
        Assert.Null(new ObservationEncoder(Config with { Proprio = false }, TinyTokenizer.Instance, Statistics with { Proprio = null }).Encode(seen).Proprio);
    }

    [Fact]
    public void A_checkpoint_folder_brings_tokenizer_statistics_and_constants()
    {
        using var folder = new TemporaryFolder();
        new StatisticsFile(new Dictionary<string, ActionStatistics> { ["mini"] = Statistics }).Write(folder["dataset_statistics.json"]);
        File.WriteAllBytes(folder["tokenizer.json"], TinyTokenizer.Json());
        File.WriteAllText(folder["preprocessor_config.json"], """{"tvf_normalize_params":[{"mean":[0,0,0],"std":[1,1,1]},{"mean":[0,0,0],"std":[1,1,1]}]}""");

        var pixels = ObservationEncoder.Load(folder.Path, Config, "mini").Encode(Seen(84)).Pixels;

        Assert.Equal(1f, pixels.max().item<float>());
        Assert.Equal(0f, pixels.min().item<float>());
    }

    private static ObservationEncoder Encoder(bool centerCrop = true) => new(Config, TinyTokenizer.Instance, Statistics) { CenterCrop = centerCrop };

    private static Observation Seen(int size) => new(
        [new("full_image", size, size, Picture(size, 0)), new("wrist_image", size, size, Picture(size, 1))],
        new double[] { -0.5, 7, -9, 0, 0, 0, 0, 2 }, "Fold shorts");

    /// <summary>Image A of the reference's facts, a little different for each view; black and white are in it.</summary>
    private static byte[] Picture(int size, int view)
    {
        var pixels = new byte[size * size * 3];
        for (var y = 0; y < size; y++)
            for (var x = 0; x < size; x++)
                for (var c = 0; c < 3; c++)
                    pixels[(y * size + x) * 3 + c] = y < size / 4 ? (byte)0 : y > 3 * size / 4 ? (byte)255 : (byte)(5 * x + 3 * y + 40 * c + 17 * view);
        return pixels;
    }

    private static IEnumerable<float> Red(ByteImage image)
    {
        var channels = new float[6 * image.Height * image.Width];
        PixelNormalization.OpenVla.Apply(image, channels);
        return channels[..(image.Height * image.Width)];
    }

    /// <summary>From -1 to 1, except the last number, which is always 2.</summary>
    private static FieldStatistics Field(int width, IReadOnlyList<bool>? mask)
    {
        double[] low = [.. Enumerable.Repeat(-1.0, width)], high = [.. Enumerable.Repeat(1.0, width)];
        if (mask is null) (low[^1], high[^1]) = (2, 2);
        return new() { Mean = new double[width], Std = new double[width], Min = low, Q01 = low, Max = high, Q99 = high, Mask = mask };
    }
}
