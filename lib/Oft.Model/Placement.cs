using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Oft.Model;

/// <summary>Where new weights live, in which precision, and whether they get starting values.</summary>
/// <remarks>Weights that a checkpoint fills next need no starting values; on the meta device they have names and shapes but no memory.</remarks>
public sealed record Placement
{
    /// <summary>Precision of the weights.</summary>
    public ScalarType Dtype { get; init; } = ScalarType.Float32;

    /// <summary>Device of the weights.</summary>
    public Device Device { get; init; } = CPU;

    /// <summary>Draw starting values from libtorch's own generator; without them the weights hold whatever memory held.</summary>
    public bool StartValues { get; init; } = true;

    /// <summary>Single precision on the CPU, with starting values.</summary>
    public static Placement Default { get; } = new();

    /// <summary>Names and shapes only.</summary>
    public static Placement Meta { get; } = new() { Device = META, StartValues = false };

    /// <summary>A new weight without values.</summary>
    internal Parameter Weight(params long[] shape) => nn.Parameter(empty(shape, dtype: Dtype, device: Device));

    /// <summary>A new weight with one value everywhere.</summary>
    internal Parameter Constant(double value, params long[] shape)
    {
        var weight = Weight(shape);
        if (StartValues) Fill(() => weight.fill_(value));
        return weight;
    }

    /// <summary>A new weight with normal values around zero.</summary>
    internal Parameter Normal(double deviation, params long[] shape)
    {
        var weight = Weight(shape);
        if (StartValues) Fill(() => weight.normal_(0, deviation));
        return weight;
    }

    /// <summary>A new weight with even values between -bound and bound: PyTorch's start of a linear layer, bound = 1/√inputs.</summary>
    internal Parameter Uniform(double bound, params long[] shape)
    {
        var weight = Weight(shape);
        if (StartValues) Fill(() => weight.uniform_(-bound, bound));
        return weight;
    }

    /// <summary>A linear layer that no adapter reaches.</summary>
    internal Linear Linear(long inputs, long outputs) => nn.Linear(Uniform(1 / Math.Sqrt(inputs), outputs, inputs), Uniform(1 / Math.Sqrt(inputs), outputs));

    private static void Fill(Func<Tensor> draw)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        draw();
    }
}
