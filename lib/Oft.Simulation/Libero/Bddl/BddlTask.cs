namespace Oft.Simulation.Libero.Bddl;

/// <summary>What a BDDL file says of a task. All names are lower case, as LIBERO reads them.</summary>
public sealed record BddlTask
{
    /// <summary>The file, for messages.</summary>
    public required string File { get; init; }

    /// <summary>Which kind of scene: libero_tabletop_manipulation and so on.</summary>
    public required string Problem { get; init; }

    /// <summary>The sentence in the file, word by word. What a policy is told comes from the file's name instead.</summary>
    public required IReadOnlyList<string> Language { get; init; }

    /// <summary>Places, in the file's order.</summary>
    public required IReadOnlyList<BddlRegion> Regions { get; init; }

    /// <summary>Fixtures and their categories: by a category's first appearance, then as they stand.</summary>
    public required IReadOnlyList<(string Instance, string Category)> Fixtures { get; init; }

    /// <summary>Movable things and their categories, in the same order.</summary>
    public required IReadOnlyList<(string Instance, string Category)> Objects { get; init; }

    /// <summary>What the task is about.</summary>
    public required IReadOnlyList<string> ObjectsOfInterest { get; init; }

    /// <summary>How the scene begins: atoms as word lists.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Initial { get; init; }

    /// <summary>What has to hold in the end: all of these atoms.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Goal { get; init; }
}
