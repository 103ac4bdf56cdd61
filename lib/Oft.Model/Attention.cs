using Oft.Model.Taps;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model;

/// <summary>Scaled dot-product attention for every part of the model.</summary>
/// <remarks>
/// <code>
/// pattern = softmax(q kᵀ / √d + mask)        out = pattern · v
/// </code>
/// <para>Shapes: B samples, H heads, T queries, U keys, d features of a head.</para>
/// The engine takes its fused kernel or the written-out form, whichever it measured faster for this precision here. A fused
/// kernel never forms the pattern: where somebody looks at it, it is computed beside the kernel; where somebody replaces it,
/// attention is written out.
/// </remarks>
public static class Attention
{
    /// <summary>Attends.</summary>
    /// <param name="queries">[B, H, T, d]</param>
    /// <param name="keys">[B, H, U, d]</param>
    /// <param name="values">[B, H, U, d]</param>
    /// <param name="mask">Added to the scores: [B or 1, 1, 1 or T, U]; null lets every query see every key.</param>
    /// <param name="pattern">Sees [B, H, T, U].</param>
    /// <returns>[B, H, T, d]</returns>
    public static Tensor Attend(Tensor queries, Tensor keys, Tensor values, Tensor? mask, Tap pattern)
    {
        var precision = queries.dtype;
        if (IsLifted(queries))
            (queries, keys, values, mask) = (queries.to(ScalarType.Float32), keys.to(ScalarType.Float32), values.to(ScalarType.Float32), mask?.to(ScalarType.Float32));
        else if (mask is not null)
            mask = mask.to(precision);

        if (pattern.Replaces) return matmul(pattern.call(Pattern(queries, keys, mask)), values).to(precision);
        if (pattern.IsOpen)
            using (no_grad())
                pattern.call(Pattern(queries, keys, mask));
        return functional.scaled_dot_product_attention(queries, keys, values, mask).to(precision);
    }

    private static Tensor Pattern(Tensor queries, Tensor keys, Tensor? mask)
    {
        var scores = matmul(queries * (1 / Math.Sqrt(queries.shape[^1])), keys.transpose(-2, -1));    // [B, H, T, U]
        if (mask is not null) scores = scores + mask;
        return scores.softmax(-1);
    }

    // Fused kernels accumulate half-precision scores in float32. Written out on a CPU they would be rounded twice on the way, so
    // acting computes them in float32; training keeps the faster rounding.
    private static bool IsLifted(Tensor queries)
        => queries.device_type == DeviceType.CPU && queries.dtype is (ScalarType.BFloat16 or ScalarType.Float16) && !is_grad_enabled();
}
