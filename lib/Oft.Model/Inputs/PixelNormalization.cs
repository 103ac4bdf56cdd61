using System.Text.Json;
using Oft.Formats;
using Oft.Imaging;

namespace Oft.Model.Inputs;

/// <summary>What each tower takes off a colour and divides it by.</summary>
/// <remarks>
/// <code>
/// (x / 255 - mean) / std       in float32, per colour and tower
/// </code>
/// <para>Upstream: tvf_normalize_params of preprocessor_config.json. Its numbers are ImageNet's rounded to bfloat16, because the
/// conversion script ran in that precision; training used the same.</para>
/// </remarks>
public sealed class PixelNormalization
{
    private readonly float[][] tables;                                          // [6][256]: DINOv2 red, green, blue, then SigLIP's

    /// <summary>Takes the constants.</summary>
    /// <param name="mean">[2][3] DINOv2, then SigLIP.</param>
    /// <param name="std">[2][3] DINOv2, then SigLIP.</param>
    /// <exception cref="ArgumentException">They are not two times three numbers, or one to divide by is not positive.</exception>
    public PixelNormalization(IReadOnlyList<IReadOnlyList<float>> mean, IReadOnlyList<IReadOnlyList<float>> std)
    {
        if (mean.Count != 2 || std.Count != 2 || mean.Concat(std).Any(x => x.Count != 3) || !std.SelectMany(x => x).All(x => x > 0))
            throw new ArgumentException($"pixels: expected two towers of three means and three positive deviations, got [{string.Join(", ", mean.Select(x => x.Count))}] and [{string.Join(", ", std.SelectMany(x => x))}].");
        tables = [.. Enumerable.Range(0, 6).Select(i => Table(mean[i / 3][i % 3], std[i / 3][i % 3]))];
    }

    /// <summary>The constants of every checkpoint derived from OpenVLA.</summary>
    public static PixelNormalization OpenVla { get; } = new(
        [[0.484375f, 0.455078125f, 0.40625f], [0.5f, 0.5f, 0.5f]],
        [[0.228515625f, 0.2236328125f, 0.224609375f], [0.5f, 0.5f, 0.5f]]);

    /// <summary>The constants of a checkpoint folder: of its <c>preprocessor_config.json</c>, else OpenVLA's.</summary>
    /// <exception cref="DamagedFileException">The file is there and does not hold them.</exception>
    public static PixelNormalization Read(string folder)
    {
        var path = Path.Combine(folder, "preprocessor_config.json");
        if (!File.Exists(path)) return OpenVla;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var towers = document.RootElement.GetProperty("tvf_normalize_params").EnumerateArray().ToList();
            return new(Numbers(towers, "mean"), Numbers(towers, "std"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new DamagedFileException(path, FileFault.Header, $"expected tvf_normalize_params of two towers: {e.Message}", e);
        }
    }

    /// <summary>Pixels along a side that a checkpoint's <c>preprocessor_config.json</c> prepares; null where it does not say.</summary>
    /// <exception cref="DamagedFileException">The file is there and is no JSON of that kind.</exception>
    public static int? SizeOf(string folder)
    {
        var path = Path.Combine(folder, "preprocessor_config.json");
        if (!File.Exists(path)) return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.TryGetProperty("input_sizes", out var sizes) ? sizes[0][1].GetInt32() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IndexOutOfRangeException or FormatException)
        {
            throw new DamagedFileException(path, FileFault.Header, $"expected input_sizes [[3, size, size], …]: {e.Message}", e);
        }
    }

    /// <summary>Normalises one view for both towers.</summary>
    /// <param name="rgb">[H, W, 3].</param>
    /// <param name="channels">[6, H, W] result.</param>
    public void Apply(ByteImage rgb, Span<float> channels)
    {
        var pixels = rgb.Pixels.Span;
        var plane = rgb.Height * rgb.Width;
        for (var channel = 0; channel < 6; channel++)
        {
            ReadOnlySpan<float> table = tables[channel];
            var to = channels.Slice(channel * plane, plane);
            for (int i = 0, from = channel % 3; i < to.Length; i++, from += 3) to[i] = table[pixels[from]];
        }
    }

    private static float[] Table(float mean, float std) => [.. Enumerable.Range(0, 256).Select(x => (x / 255f - mean) / std)];

    private static float[][] Numbers(List<JsonElement> towers, string name) =>
        [.. towers.Select(x => x.GetProperty(name).EnumerateArray().Select(y => y.GetSingle()).ToArray())];
}
