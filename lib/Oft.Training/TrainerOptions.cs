using static TorchSharp.torch;

namespace Oft.Training;

/// <summary>How weights are moved.</summary>
public sealed record TrainerOptions
{
    /// <summary>Optimizer steps in all.</summary>
    public required int Steps
    {
        get;
        init { ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, nameof(Steps)); field = value; }
    }

    /// <summary>The rate of every step.</summary>
    public required LearningRate LearningRate { get; init; }

    /// <summary>AdamW's pull of weights to zero; the paper's recipe takes 0.01.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>AdamW's memory of gradients.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>AdamW's memory of their squares.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>AdamW's smallest denominator.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Largest norm of all gradients together; null clips nothing, as the paper's recipe.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>Micro-batches per optimizer step.</summary>
    public int Accumulation
    {
        get;
        init { ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, nameof(Accumulation)); field = value; }
    } = 1;

    /// <summary>What matrix products are computed in; weights keep their own type.</summary>
    public ScalarType Compute { get; init; } = ScalarType.Float32;
}
