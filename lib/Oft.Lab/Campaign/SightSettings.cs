namespace Oft.Lab.Campaign;

/// <summary>How towers learn to see.</summary>
public sealed record SightSettings
{
    /// <summary>Random scenes drawn, one picture a view each.</summary>
    public int Scenes { get; init; } = 20_512;

    /// <summary>Scenes of one pool of things.</summary>
    public int ScenesPerPool { get; init; } = 64;

    /// <summary>Scenes of the whole that no step sees; what the read-outs are judged by.</summary>
    public int HeldOut { get; init; } = 512;

    /// <summary>Optimizer steps.</summary>
    public int Steps { get; init; } = 3_600;

    /// <summary>Scenes per step.</summary>
    public int Batch { get; init; } = 40;

    /// <summary>Rate before the cosine, which ends at zero.</summary>
    public double LearningRate { get; init; } = 1.5e-3;

    /// <summary>How much an empty patch counts beside one with something in it.</summary>
    public double EmptyWeight { get; init; } = 0.15;

    /// <summary>For everything that is drawn.</summary>
    public int Seed { get; init; } = 7;
}
