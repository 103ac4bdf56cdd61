using System.Runtime.Intrinsics;

namespace Oft.Imaging.Resampling;

/// <summary>From 8-bit samples to float32 and back, as the reference converts them.</summary>
/// <remarks>
/// <code>
/// to float   u · float32(1/255)                    a multiplication, not u / 255
/// to bytes   trunc(clip(x · 255.5, 0, 255))        not the rounding of x · 255; not a number becomes 0
/// rounded    trunc(clip(round half to even(x), 0, 255))   for samples on the scale of 0 to 255
/// </code>
/// Upstream: tf.image.convert_image_dtype(saturate) and tf.cast after tf.round, in experiments/robot/openvla_utils.py.
/// </remarks>
public static class PixelConversion
{
    private const float Unit = 1f / 255;
    private const float Steps = 255.5f;

    /// <summary>Bytes to samples from 0 to 1.</summary>
    public static void ToFloat(ReadOnlySpan<byte> bytes, Span<float> samples) => Widen(bytes, samples, Unit);

    /// <summary>Bytes to samples from 0 to 1.</summary>
    public static FloatImage ToFloat(ByteImage image)
    {
        var samples = new float[image.Pixels.Length];
        ToFloat(image.Pixels.Span, samples);
        return new FloatImage(image.Height, image.Width, image.Channels, samples);
    }

    /// <summary>Samples from 0 to 1 to bytes.</summary>
    public static void ToBytes(ReadOnlySpan<float> samples, Span<byte> bytes)
    {
        var done = 0;
        if (Vector256.IsHardwareAccelerated)
            for (var steps = Vector256.Create(Steps); done <= samples.Length - 32; done += 32)
            {
                var s = samples[done..];
                Narrow(Vector256.Create(s) * steps, Vector256.Create(s[8..]) * steps, Vector256.Create(s[16..]) * steps, Vector256.Create(s[24..]) * steps).CopyTo(bytes[done..]);
            }
        for (; done < samples.Length; done++) bytes[done] = Clip(samples[done] * Steps);
    }

    /// <summary>Samples from 0 to 1 to bytes.</summary>
    public static ByteImage ToBytes(FloatImage image)
    {
        var bytes = new byte[image.Pixels.Length];
        ToBytes(image.Pixels.Span, bytes);
        return new ByteImage(image.Height, image.Width, image.Channels, bytes);
    }

    /// <summary>Samples from 0 to 255 to bytes, rounded half to even.</summary>
    public static void RoundToBytes(ReadOnlySpan<float> samples, Span<byte> bytes)
    {
        var done = 0;
        if (Vector256.IsHardwareAccelerated)
            for (; done <= samples.Length - 32; done += 32)
            {
                var s = samples[done..];
                Narrow(Vector256.Round(Vector256.Create(s)), Vector256.Round(Vector256.Create(s[8..])), Vector256.Round(Vector256.Create(s[16..])), Vector256.Round(Vector256.Create(s[24..]))).CopyTo(bytes[done..]);
            }
        for (; done < samples.Length; done++) bytes[done] = Clip(MathF.Round(samples[done]));
    }

    /// <summary>Bytes to samples on the same scale, 0 to 255.</summary>
    internal static void Widen(ReadOnlySpan<byte> bytes, Span<float> samples) => Widen(bytes, samples, 1);

    private static void Widen(ReadOnlySpan<byte> bytes, Span<float> samples, float unit)
    {
        samples = samples[..bytes.Length];
        var done = 0;
        if (Vector256.IsHardwareAccelerated)
            for (var factor = Vector256.Create(unit); done <= bytes.Length - 16; done += 16)
            {
                var (low, high) = Vector128.Widen(Vector128.Create(bytes[done..]));
                (Vector256.ConvertToSingle(Vector256.WidenLower(low.ToVector256()).AsInt32()) * factor).CopyTo(samples[done..]);
                (Vector256.ConvertToSingle(Vector256.WidenLower(high.ToVector256()).AsInt32()) * factor).CopyTo(samples[(done + 8)..]);
            }
        for (; done < bytes.Length; done++) samples[done] = bytes[done] * unit;
    }

    // A comparison, not a maximum: what is not a number becomes 0.
    private static byte Clip(float x) => (byte)(x > 0 ? MathF.Min(x, 255) : 0);

    private static Vector256<int> Clip(Vector256<float> x) =>
        Vector256.ConvertToInt32(Vector256.Min(Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256<float>.Zero), x, Vector256<float>.Zero), Vector256.Create(255f)));

    private static Vector256<byte> Narrow(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d) =>
        Vector256.Narrow(Vector256.Narrow(Clip(a), Clip(b)), Vector256.Narrow(Clip(c), Clip(d))).AsByte();
}
