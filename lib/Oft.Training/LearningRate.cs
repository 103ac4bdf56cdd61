namespace Oft.Training;

/// <summary>The learning rate of every optimizer step, as a pure function of the step.</summary>
/// <remarks>
/// <code>
/// warm-up    base · (0.1 + 0.9 · min((step + 1) / warmup, 1))
/// step       base · DecayFactor from step `DecaySteps` on, and once more from each of the later ones
/// cosine     base · (1 + cos(π · step / DecaySteps)) / 2
/// </code>
/// <para>Source: paper, Tables IV and V; upstream vla-scripts/finetune.py.</para>
/// </remarks>
public sealed record LearningRate
{
    /// <summary>The rate before any decay.</summary>
    public required double Base
    {
        get;
        init { ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, nameof(Base)); field = value; }
    }

    /// <summary>Optimizer steps of warm-up; 0 for none.</summary>
    public int WarmupSteps
    {
        get;
        init { ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(WarmupSteps)); field = value; }
    }

    /// <summary>How it falls.</summary>
    public DecayShape Decay { get; init; }

    /// <summary>When it falls, in optimizer steps: the moment of a step decay, the end of a cosine.</summary>
    public int DecaySteps { get; init; }

    /// <summary>Further moments of a step decay; the paper's recipe has none.</summary>
    public IReadOnlyList<int> LaterDecays { get; init; } = [];

    /// <summary>What a step decay multiplies by.</summary>
    public double DecayFactor { get; init; } = 0.1;

    /// <summary>The rate that the optimizer uses at a step, counted from 0.</summary>
    public double At(int step)
    {
        var warmup = WarmupSteps > 0 ? 0.1 + 0.9 * Math.Min((step + 1.0) / WarmupSteps, 1) : 1;
        return Decay switch
        {
            DecayShape.Cosine => Base * warmup * (1 + Math.Cos(Math.PI * Math.Min((double)step / DecaySteps, 1))) / 2,
            // Upstream: finetune.py assigns the warm-up rate on every step, also after warm-up, which undoes the decay.
            DecayShape.Step when WarmupSteps == 0 && step >= DecaySteps => Base * Math.Pow(DecayFactor, 1 + LaterDecays.Count(later => step >= later)),
            _ => Base * warmup,
        };
    }
}
