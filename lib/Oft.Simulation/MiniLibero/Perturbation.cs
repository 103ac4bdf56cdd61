namespace Oft.Simulation.MiniLibero;

/// <summary>Axes along which a world may differ from the one demonstrations come from, each a switch of its own.</summary>
/// <remarks>Amounts are drawn per episode from the reset's seed, so an evaluation under a perturbation is as repeatable as one without.</remarks>
public sealed record Perturbation
{
    /// <summary>Nothing differs.</summary>
    public static Perturbation None { get; } = new();

    /// <summary>The agent's camera is moved by up to 4 cm and turned by up to 4 degrees.</summary>
    public bool Camera { get; init; }

    /// <summary>The lamp shines from another side, brighter or dimmer.</summary>
    public bool Light { get; init; }

    /// <summary>Table and floor have other colours.</summary>
    public bool Texture { get; init; }

    /// <summary>Pictures carry sensor noise of 12 grey levels.</summary>
    public bool Noise { get; init; }

    /// <summary>Movable things begin anywhere on the free table, or in each other's places.</summary>
    public bool Layout { get; init; }

    /// <summary>The arm begins up to 8 cm away from its usual pose.</summary>
    public bool RobotStart { get; init; }

    /// <summary>The sentence is one of the held-out paraphrases.</summary>
    public bool Language { get; init; }

    /// <summary>Each axis by its name, alone.</summary>
    public static IReadOnlyDictionary<string, Perturbation> Axes { get; } = new Dictionary<string, Perturbation>
    {
        ["camera"] = new() { Camera = true },
        ["light"] = new() { Light = true },
        ["texture"] = new() { Texture = true },
        ["noise"] = new() { Noise = true },
        ["layout"] = new() { Layout = true },
        ["robot-start"] = new() { RobotStart = true },
        ["language"] = new() { Language = true },
    };
}
