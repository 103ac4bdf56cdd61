namespace Oft.Contracts;

/// <summary>What a robot shows and takes: its cameras in order and the widths of its numbers.</summary>
public sealed record RobotSpec
{
    /// <summary>The robot's name, as manifests and ledgers spell it.</summary>
    public required string Name { get; init; }

    /// <summary>Camera names in the order the model reads them.</summary>
    public required IReadOnlyList<string> Views { get; init; }

    /// <summary>S, numbers of proprioception.</summary>
    public required int ProprioWidth { get; init; }

    /// <summary>A, numbers per action.</summary>
    public required int ActionWidth { get; init; }

    /// <summary>K, actions per chunk.</summary>
    public required int ChunkLength { get; init; }

    /// <summary>Actions per second.</summary>
    public required double ControlRateHz { get; init; }
}
