using System.Collections.Concurrent;
using System.Diagnostics;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The two ways to attention, and the choice between them.</summary>
/// <remarks>
/// A libtorch before 2.0 has no fused kernel, so there the composition is taken without asking. Later ones are timed once for
/// each type and kind of device on the processor, because bfloat16 without AMX is faster composed; on CUDA the fused kernel is
/// taken. <c>OFT_ATTENTION=fused|composed</c> decides instead, for runs that must repeat to the bit.
/// </remarks>
internal static class Attention
{
    private static readonly ConcurrentDictionary<(ScalarType, DeviceType), bool> choices = new();
    private static readonly string? told = Environment.GetEnvironmentVariable("OFT_ATTENTION");

    /// <summary>Whether libtorch has a fused kernel at all.</summary>
    public static bool CanFuse => Aten.scaled_dot_product_attention.Exists;

    /// <summary>Whether the fused kernel is taken for tensors like this one.</summary>
    public static bool Fuses(Tensor query) => CanFuse && told switch
    {
        "fused" => true,
        "composed" => false,
        _ => choices.GetOrAdd((query.dtype, query.device_type), static like => like.Item2 != DeviceType.CPU || FusedIsFaster(like.Item1)),
    };

    /// <summary>libtorch's own kernel.</summary>
    public static Tensor Fused(Tensor query, Tensor key, Tensor value, Tensor? mask, double dropout, bool causal) =>
        Aten.scaled_dot_product_attention.T([query, key, value, mask, dropout, causal]);

    /// <summary>The same of products and a softmax.</summary>
    public static Tensor Composed(Tensor query, Tensor key, Tensor value, Tensor? mask, double dropout, bool causal)
    {
        if (causal && mask is not null)
            throw new ArgumentException("scaled_dot_product_attention: expected a mask or is_casual, got both.");
        using var scope = NewDisposeScope();
        var scores = (query * (1 / Math.Sqrt(query.size(-1)))).matmul(key.transpose(-2, -1));      // […, T, S]
        if (causal) mask = ones(query.size(-2), key.size(-2), ScalarType.Bool, query.device).tril();
        if (mask is { dtype: ScalarType.Bool }) scores = scores.masked_fill(mask.logical_not(), double.NegativeInfinity);
        else if (mask is not null) scores = scores + mask;
        var weights = scores.softmax(-1);
        if (dropout > 0) weights = nn.functional.dropout(weights, dropout);
        return weights.matmul(value).MoveToOuterDisposeScope();
    }

    /// <summary>Times both on a transformer's usual sizes.</summary>
    public static bool FusedIsFaster(ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var source = new Generator(1);
        var x = randn((long[])[1, 8, 256, 64], generator: source).to_type(type);    // [B, H, T, D]
        return Time(() => Fused(x, x, x, null, 0, false)) <= Time(() => Composed(x, x, x, null, 0, false));
    }

    private static long Time(Func<Tensor> run)
    {
        var best = long.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var start = Stopwatch.GetTimestamp();
            run().Dispose();
            best = Math.Min(best, Stopwatch.GetTimestamp() - start);
        }
        return best;
    }
}
