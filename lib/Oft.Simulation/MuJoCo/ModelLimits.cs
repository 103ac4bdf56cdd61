namespace Oft.Simulation.MuJoCo;

/// <summary>What a model's text may ask for before MuJoCo sees it.</summary>
public sealed record ModelLimits
{
    /// <summary>Room for every scene of the kit and of LIBERO.</summary>
    public static ModelLimits Default { get; } = new();

    /// <summary>Characters of text.</summary>
    public int Characters { get; init; } = 8 << 20;

    /// <summary>Elements in all.</summary>
    public int Elements { get; init; } = 20_000;

    /// <summary>Elements inside one another.</summary>
    public int Depth { get; init; } = 64;

    /// <summary>Bodies, joints, geoms and sites in all.</summary>
    public int Parts { get; init; } = 8_000;

    /// <summary>The largest number that may stand where MuJoCo allocates by it: contacts, constraints, stack, user numbers.</summary>
    public int Count { get; init; } = 20_000;

    /// <summary>Pixels along one side of a texture or cells along one side of a height field.</summary>
    public int Side { get; init; } = 4_096;

    /// <summary>True when the text may name mesh, texture and height files; false for text that should stand alone.</summary>
    public bool Files { get; init; } = true;
}
