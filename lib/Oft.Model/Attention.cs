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
    /// <param name="rows">Which positions the queries are; null where they are all.</param>
    /// <returns>[B, H, T, d]</returns>
    public static Tensor Attend(Tensor queries, Tensor keys, Tensor values, Tensor? mask, Tap pattern, ReadRows? rows = null)
    {
        mask = mask?.to(queries.dtype);
        if (Precision.IsLifted(queries)) return Lifted(queries, keys, values, mask, pattern, rows);
        if (pattern.Replaces) return matmul(pattern.Pass(Pattern(queries, keys, mask), rows), values);
        if (pattern.IsOpen)
            using (no_grad())
                pattern.Pass(Pattern(queries, keys, mask), rows);
        return functional.scaled_dot_product_attention(queries, keys, values, mask);
    }

    private static Tensor Pattern(Tensor queries, Tensor keys, Tensor? mask) => Scores(queries, keys, mask).softmax(-1);

    private static Tensor Scores(Tensor queries, Tensor keys, Tensor? mask)
    {
        var scores = matmul(queries * (1 / Math.Sqrt(queries.shape[^1])), keys.transpose(-2, -1));    // [B, H, T, U]
        return mask is null ? scores : scores + mask;
    }

    // What a fused kernel does in half precision: scores and sums in float32, each weight rounded before it meets the values, the
    // quotient taken last.
    private static Tensor Lifted(Tensor queries, Tensor keys, Tensor values, Tensor? mask, Tap pattern, ReadRows? rows)
    {
        var precision = queries.dtype;
        var scores = matmul(queries.to(ScalarType.Float32), keys.to(ScalarType.Float32).transpose(-2, -1)).mul_(1 / Math.Sqrt(queries.shape[^1]));    // [B, H, T, U]
        if (mask is not null) scores = scores + mask.to(ScalarType.Float32);
        var weights = scores.sub_(scores.amax([-1], keepdim: true)).exp_();
        var sums = weights.sum(-1, keepdim: true);                                                    // [B, H, T, 1]
        var seen = pattern.IsOpen ? pattern.Pass(weights / sums, rows) : null;
        var mixed = pattern.Replaces
            ? matmul(seen!, values.to(ScalarType.Float32))
            : matmul(weights.to(precision).to(ScalarType.Float32), values.to(ScalarType.Float32)) / sums;
        return mixed.to(precision);
    }
}
