using System.Text.Json;
using Oft.Imaging;
using Oft.Imaging.Augmentation;
using Oft.Imaging.Resampling;

namespace Oft.Lab.Verification.Images;

/// <summary>The operators of training with recorded parameters, and the generator that drew them.</summary>
internal static class AugmentationChecks
{
    private const string Input = "uint8 input", Result = "float32 result, not clipped";

    private static readonly string[] Recipe = ["random_resized_crop", "random_brightness", "random_contrast", "random_saturation", "random_hue"];

    /// <summary><c>augment-operators</c>: one operator on a recorded picture, not clipped.</summary>
    internal static void Operator(VerifyCase of, CaseReport report)
    {
        RecordedImages.Knows(of.Group, ["sha256"], [Input, Result]);
        var input = RecordedImages.Bytes(of.Group.TensorFile(of), of.Tensors(Input).Single().Name);
        RecordedImages.Compare(of, report, "sha256", Result, Apply(of.Value, PixelConversion.ToFloat(input)));
    }

    /// <summary><c>augment-chain</c>: all operators in turn, clipped after each, then bytes; and the recipe's order in one call.</summary>
    internal static void Chain(VerifyCase of, CaseReport report)
    {
        RecordedImages.Knows(of.Group, ["uint8_sha256", "steps/*/sha256_unclipped", "steps/*/sha256_clipped"], ["uint8", "unclipped"]);
        var input = RecordedImages.Load(of);
        var image = PixelConversion.ToFloat(input);
        var whole = new ImageAugmentation();
        foreach (var step in of.Value.GetProperty("steps").EnumerateArray())
        {
            var op = Name(step);
            image = Apply(step, image);
            RecordedImages.Compare(of with { Value = step }, report, "sha256_unclipped", "", image);
            foreach (var (file, name, free) in RecordedImages.Arrays(of, "unclipped"))
                if (free["op"] == op) report.Numbers("unclipped", RecordedImages.Numbers<float>(file, name), image.Pixels.Span);
            image = Clip(image);
            RecordedImages.Compare(of with { Value = step }, report, "sha256_clipped", "", image);
            whole = With(whole, step);
        }
        RecordedImages.Compare(of, report, "uint8_sha256", "uint8", PixelConversion.ToBytes(image));
        if (of.Value.GetProperty("steps").EnumerateArray().Select(Name).SequenceEqual(Recipe))
            RecordedImages.Compare(of, report, "uint8_sha256", "uint8", whole.Apply(input));
    }

    /// <summary><c>philox</c>: key, counter, bits, floats, integers and the next seed of a seed.</summary>
    internal static void Philox(VerifyCase of, CaseReport report)
    {
        var integers = of.Value.GetProperty("seed");
        var seed = new StatelessSeed(integers[0].GetInt32(), integers[1].GetInt32());
        report.Equal<ulong>("key", [.. of.Value.GetProperty("key").EnumerateArray().Select(x => x.GetUInt64())], [seed.Key]);
        report.Equal<ulong>("counter", [.. of.Value.GetProperty("counter").EnumerateArray().Select(x => x.GetUInt64())], [0, seed.Counter]);
        uint[] expected = [.. of.Value.GetProperty("bits_uint32").EnumerateArray().Select(x => x.GetUInt32())], bits = new uint[expected.Length];
        seed.Bits(bits);
        report.Equal<uint>("bits_uint32", expected, bits);
        report.Equal("uniform_f32_hex", of.Value.Texts("uniform_f32_hex"), [.. bits.Select(x => Hex(StatelessSeed.ToUnit(x)))]);
        report.Equal("uniform_08_12_hex", of.Value.Text("uniform_08_12_hex"), Hex(seed.Uniform(0.8f, 1.2f)));
        report.Equal("next_seed", of.Value.Integers("next_seed"), [seed.Next.First, seed.Next.Second]);
        report.Equal("int_maxval_int32max", of.Value.Integers("int_maxval_int32max"), [.. bits.Take(of.Value.Integers("int_maxval_int32max").Count).Select(x => (int)(x % int.MaxValue))]);
    }

    private static FloatImage Apply(JsonElement step, FloatImage image)
    {
        if (Name(step) == "random_resized_crop") return CropAndResize.Apply(image, Box(step), image.Height, image.Width);
        var samples = image.Pixels.ToArray();
        switch (Name(step))
        {
            case "random_brightness": Brightness.Add(samples, Value(step)); break;
            case "random_contrast": Contrast.Scale(samples, Value(step)); break;
            case "random_saturation": Saturation.Scale(samples, Value(step)); break;
            case "random_hue": Hue.Shift(samples, Value(step)); break;
            default: throw new VerifyException($"operator '{Name(step)}' is not known.");
        }
        return new FloatImage(image.Height, image.Width, image.Channels, samples);
    }

    private static ImageAugmentation With(ImageAugmentation whole, JsonElement step) => Name(step) switch
    {
        "random_resized_crop" => whole with { Crop = Box(step) },
        "random_brightness" => whole with { Brightness = Value(step) },
        "random_contrast" => whole with { Contrast = Value(step) },
        "random_saturation" => whole with { Saturation = Value(step) },
        _ => whole with { Hue = Value(step) },
    };

    private static FloatImage Clip(FloatImage image)
    {
        var samples = image.Pixels.ToArray();
        ImageAugmentation.Clip(samples);
        return new FloatImage(image.Height, image.Width, image.Channels, samples);
    }

    private static string Name(JsonElement step) => step.Text("op") ?? throw new VerifyException("a step names no operator.");

    private static float Value(JsonElement step) => RecordedImages.FromHex(step.Text("value_f32_hex") ?? throw new VerifyException("a step has no value_f32_hex."));

    private static CropBox Box(JsonElement step) => step.Texts("box_f32_hex") is [var top, var left, var bottom, var right]
        ? new CropBox(RecordedImages.FromHex(top), RecordedImages.FromHex(left), RecordedImages.FromHex(bottom), RecordedImages.FromHex(right))
        : throw new VerifyException("a crop has no box_f32_hex.");

    private static string Hex(float value) => Convert.ToHexStringLower(BitConverter.GetBytes(value));
}
