using System.Text.RegularExpressions;
using Oft.Imaging;

namespace Oft.Lab.Verification.Aloha;

/// <summary>The pictures that folders describe by a rule instead of carrying them.</summary>
internal static partial class SyntheticPictures
{
    [GeneratedRegex(@"^image\((\d+),(\d+),(\d+),(\d+|cam)\)$")]
    private static partial Regex SquareRule { get; }

    [GeneratedRegex(@"^xorshift32 seed (\d+)$")]
    private static partial Regex NoiseRule { get; }

    /// <summary>The picture of a rule.</summary>
    /// <param name="rule"><c>A</c>, <c>image(h,w,t,cam)</c>, <c>xorshift32 seed n</c>, or one number for all samples (<c>zeros</c> is 0).</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="seed">Of the folder.</param>
    /// <param name="camera">Where the rule leaves it open.</param>
    public static ByteImage Of(string rule, int height, int width, int seed, int camera = 0) => new(height, width, 3, Samples(rule, height, width, seed, camera));

    private static byte[] Samples(string rule, int height, int width, int seed, int camera)
    {
        if (SquareRule.Match(rule) is { Success: true } square)
        {
            int Part(int i) => square.Groups[i].Value == "cam" ? camera : int.Parse(square.Groups[i].ValueSpan);
            return Part(1) == height && Part(2) == width ? Square(height, width, Part(3), Part(4), seed) : throw new VerifyException($"rule '{rule}' and size {height}x{width} disagree.");
        }
        if (NoiseRule.Match(rule) is { Success: true } noise) return Noise(height * width * 3, uint.Parse(noise.Groups[1].ValueSpan));
        var samples = new byte[height * width * 3];
        if (rule == "A")
            for (var i = 0; i < samples.Length; i++) samples[i] = (byte)(5 * (i / 3 % width) + 3 * (i / 3 / width) + 40 * (i % 3));
        else if (rule == "zeros" || byte.TryParse(rule, out _)) samples.AsSpan().Fill(rule == "zeros" ? (byte)0 : byte.Parse(rule));
        else throw new VerifyException($"picture rule '{rule}' is not known.");
        return samples;
    }

    private static byte[] Noise(int count, uint state)
    {
        var samples = new byte[count];
        for (var i = 0; i < count; i++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            samples[i] = (byte)(state >> 24);
        }
        return samples;
    }

    /// <summary>Two gradients and a square that moves: [h, w, 3].</summary>
    public static byte[] Square(int h, int w, int t, int cam, int seed)
    {
        var rgb = new byte[h * w * 3];
        for (var y = 0; y < h; y++)
            for (var x = 0; x < w; x++)
            {
                var at = (y * w + x) * 3;
                rgb[at] = (byte)(h < 8 ? 10 * (y + 1) : x * 255 / (w - 1));
                rgb[at + 1] = (byte)(h < 8 ? 20 * (x + 1) : y * 255 / (h - 1));
                rgb[at + 2] = (byte)(h < 8 ? 200 : (60 + 50 * cam + 3 * t + seed) % 256);
            }
        if (h < 8) return rgb;
        byte[] colour = (cam % 3) switch { 0 => [255, 240, 20], 1 => [10, 30, 250], _ => [20, 250, 60] };
        var side = Math.Max(4, h / 6);
        var (row, column) = ((t * 5 + cam * 11) % (h - side), (t * 7 + cam * 3 + seed) % (w - side));
        for (var y = row; y < row + side; y++)
            for (var x = column; x < column + side; x++)
                colour.CopyTo(rgb, (y * w + x) * 3);
        return rgb;
    }
}
