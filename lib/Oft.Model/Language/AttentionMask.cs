using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Language;

/// <summary>Who may look at whom in the language model. Every path of the model takes its mask from here.</summary>
/// <remarks>
/// OFT turns the causal language model into a bidirectional one: every position sees every other that is not padding, padding
/// itself included as a looker. Only the autoregressive baseline looks backwards alone.
/// <para>Masks are added to the scores: zero where a key is seen, the smallest finite number where it is not.</para>
/// <para>Upstream: transformers-openvla-oft, models/llama/modeling_llama.py, LlamaSdpaAttention.</para>
/// </remarks>
public static class AttentionMask
{
    /// <summary>Every position sees every position that is not padding.</summary>
    /// <param name="present">[B, T] true where a position is real; null when all are.</param>
    /// <param name="dtype">Precision of the scores.</param>
    /// <returns>[B, 1, 1, T], the same for every query; null when nothing is hidden.</returns>
    // Upstream: a mask of all ones is dropped, otherwise the last query's row is given to every query.
    public static Tensor? Bidirectional(Tensor? present, ScalarType dtype)
        => present is null ? null : Hidden(present.logical_not(), dtype).unsqueeze(1).unsqueeze(1);

    /// <summary>A position sees itself and what came before. New positions see everything that was cached.</summary>
    /// <param name="length">Positions that ask now.</param>
    /// <param name="cached">Positions before them.</param>
    /// <param name="dtype">Precision of the scores.</param>
    /// <param name="device">Where the mask lives.</param>
    /// <returns>[1, 1, T, cached + T]; null when nothing is hidden.</returns>
    public static Tensor? Causal(long length, long cached, ScalarType dtype, Device device)
    {
        if (length == 1) return null;
        var asking = arange(cached, cached + length, dtype: ScalarType.Int64, device: device).unsqueeze(1);     // [T, 1]
        var asked = arange(0, cached + length, dtype: ScalarType.Int64, device: device).unsqueeze(0);           // [1, cached + T]
        return Hidden(asked.gt(asking), dtype).unsqueeze(0).unsqueeze(0);
    }

    private static Tensor Hidden(Tensor hidden, ScalarType dtype)
        => zeros(hidden.shape, dtype: dtype, device: hidden.device).masked_fill(hidden, Lowest(dtype));

    private static double Lowest(ScalarType dtype) => dtype switch
    {
        ScalarType.BFloat16 => -3.3895313892515355e38,
        ScalarType.Float16 => -65504,
        ScalarType.Float64 => double.MinValue,
        _ => float.MinValue,
    };
}
