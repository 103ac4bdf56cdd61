namespace Oft.Lab.Slice;

/// <summary>How large the first slice is.</summary>
public sealed record SliceSettings
{
    /// <summary>The suite its task comes from.</summary>
    public string Suite { get; init; } = "mini_base";

    /// <summary>The task's place in the suite, from 0.</summary>
    public int Task { get; init; }

    /// <summary>Demonstrations of the scripted expert.</summary>
    public int Demonstrations { get; init; } = 50;

    /// <summary>Random starts, two frames each, in which the hand's pose says nothing about the target.</summary>
    public int Clips { get; init; } = 3000;

    /// <summary>Standard deviation of the noise that demonstrations recover from.</summary>
    public double Noise { get; init; } = 0.3;

    /// <summary>Minutes of training, demonstrations not counted.</summary>
    public double Minutes { get; init; } = 5;

    /// <summary>Optimizer steps; null measures a few and fills the minutes.</summary>
    public int? Steps { get; init; }

    /// <summary>Samples per step.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Closed-loop episodes, each from another of the task's fixed initial states.</summary>
    public int Episodes { get; init; } = 20;

    /// <summary>For everything that is drawn.</summary>
    public int Seed { get; init; } = 7;
}
