using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Language;

/// <summary>Turns queries and keys by their position, so that attention sees distances.</summary>
/// <remarks>
/// <code>
/// angle(p, i) = p / θ^(2i/d)          x ← x · cos + [−x₂ ‖ x₁] · sin          halves [x₁ ‖ x₂], not pairs
/// </code>
/// <para>Shapes: T positions, H heads, d features of a head.</para>
/// <para>Upstream: transformers, models/llama/modeling_llama.py, LlamaRotaryEmbedding and apply_rotary_pos_emb.</para>
/// </remarks>
public sealed class RotaryEmbedding
{
    private readonly int headWidth;
    private readonly double theta;
    private Kept? kept;

    /// <summary>Prepares rotations for heads of one width.</summary>
    public RotaryEmbedding(int headWidth, double theta) => (this.headWidth, this.theta) = (headWidth, theta);

    /// <summary>Keeps the last tables that were asked for, since a policy asks for the same again and again.</summary>
    public bool Keeps { get; set; }

    /// <summary>Cosines and sines of consecutive positions, computed in float32 and rounded once.</summary>
    /// <param name="start">First position.</param>
    /// <param name="length">T, how many.</param>
    /// <param name="dtype">Precision they are rounded to.</param>
    /// <param name="device">Where they live.</param>
    /// <returns>[T, d] each; both halves of d hold the same angles.</returns>
    public (Tensor Cosines, Tensor Sines) Tables(long start, long length, ScalarType dtype, Device device)
    {
        if (!Keeps) return Computed(start, length, dtype, device);
        // A model may answer on several threads: each sees a whole record, and one that was replaced lives as long as somebody holds it.
        if (kept is { } known && known.Fits(start, length, dtype, device)) return (known.Cosines, known.Sines);
        var (cosines, sines) = Computed(start, length, dtype, device);
        kept = new(start, length, cosines.DetachFromDisposeScope(), sines.DetachFromDisposeScope());
        return (cosines, sines);
    }

    private sealed record Kept(long Start, long Length, Tensor Cosines, Tensor Sines)
    {
        public bool Fits(long start, long length, ScalarType dtype, Device device)
            => (start, length, dtype) == (Start, Length, Cosines.dtype) && Cosines.device_type == device.type && (Cosines.device_index == device.index || device.index < 0 || device.type == DeviceType.CPU);
    }

    private (Tensor Cosines, Tensor Sines) Computed(long start, long length, ScalarType dtype, Device device)
    {
        // The frequencies stay float32 whatever the model's precision: a cast of the whole module would round them.
        var exponents = arange(0, headWidth, 2, dtype: ScalarType.Float32, device: device) / headWidth;          // [d/2]
        var frequencies = 1 / full([headWidth / 2], theta, dtype: ScalarType.Float32, device: device).pow(exponents);
        var positions = arange(start, start + length, dtype: ScalarType.Float32, device: device);                // [T]
        var angles = positions.unsqueeze(1) * frequencies.unsqueeze(0);                                         // [T, d/2]
        var both = cat([angles, angles], 1);                                                                    // [T, d]
        return (both.cos().to(dtype), both.sin().to(dtype));
    }

    /// <summary>Turns features.</summary>
    /// <param name="x">[B, H, T, d]</param>
    /// <param name="cosines">[T, d]</param>
    /// <param name="sines">[T, d]</param>
    /// <returns>[B, H, T, d]</returns>
    public static Tensor Rotate(Tensor x, Tensor cosines, Tensor sines)
    {
        var half = x.shape[^1] / 2;
        var turned = cat([x.narrow(-1, half, half).neg(), x.narrow(-1, 0, half)], -1);    // [B, H, T, d]
        return x * cosines.to(x.dtype) + turned * sines.to(x.dtype);
    }
}
