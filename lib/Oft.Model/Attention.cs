using Oft.Model.Taps;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model;

/// <summary>Scaled dot-product attention for every part of the model, fused or written out.</summary>
/// <remarks>
/// <code>
/// pattern = softmax(q kᵀ / √d + mask)        out = pattern · v
/// </code>
/// <para>Shapes: B samples, H heads, T queries, U keys, d features of a head.</para>
/// A fused kernel never forms the pattern. Where somebody looks at it, it is computed beside the kernel; where somebody
/// replaces it, attention is written out.
/// </remarks>
public static class Attention
{
    /// <summary>Fused, written out, or what was measured. The setting is process-wide.</summary>
    public static AttentionPath Path { get; set; } = AttentionPath.Measured;

    /// <summary>Attends.</summary>
    /// <param name="queries">[B, H, T, d]</param>
    /// <param name="keys">[B, H, U, d]</param>
    /// <param name="values">[B, H, U, d]</param>
    /// <param name="mask">Added to the scores: [B or 1, 1, 1 or T, U]; null lets every query see every key.</param>
    /// <param name="pattern">Sees [B, H, T, U].</param>
    /// <returns>[B, H, T, d]</returns>
    public static Tensor Attend(Tensor queries, Tensor keys, Tensor values, Tensor? mask, Tap pattern)
    {
        if (pattern.Replaces || !IsFused(queries))
            return matmul(pattern.call(Pattern(queries, keys, mask)), values);
        if (pattern.IsOpen)
            using (no_grad())
                pattern.call(Pattern(queries, keys, mask));
        return functional.scaled_dot_product_attention(queries, keys, values, mask);
    }

    private static Tensor Pattern(Tensor queries, Tensor keys, Tensor? mask)
    {
        var scores = matmul(queries * (1 / Math.Sqrt(queries.shape[^1])), keys.transpose(-2, -1));    // [B, H, T, U]
        if (mask is not null) scores = scores + mask;
        return scores.softmax(-1);
    }

    // One kernel exists on CUDA; on a CPU, bfloat16 is faster written out (2 to 4 times, forward and backward).
    private static bool IsFused(Tensor queries) => Path switch
    {
        AttentionPath.Fused => true,
        AttentionPath.Composed => false,
        _ => queries.device_type == DeviceType.CUDA,
    };
}
