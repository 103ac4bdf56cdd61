using Oft.Simulation.Libero.Catalog;

namespace Oft.Simulation.Libero.Composition;

/// <summary>A movable thing or fixture of a scene, by the names it has in the model.</summary>
public sealed record SceneThing
{
    /// <summary>The instance's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its category's name.</summary>
    public required string Category { get; init; }

    /// <summary>What is known of the category.</summary>
    public required ThingClass Class { get; init; }

    /// <summary>True where it is fixed in place.</summary>
    public required bool IsFixture { get; init; }

    /// <summary>Its outermost body.</summary>
    public string Body => $"{Name}_main";

    /// <summary>Its joints in document order; a movable thing's free joint is the last.</summary>
    public required IReadOnlyList<string> Joints { get; init; }

    /// <summary>Shapes it touches others with.</summary>
    public required IReadOnlyList<string> ContactGeoms { get; init; }

    /// <summary>[3] from its origin to where it stands, metres.</summary>
    public required IReadOnlyList<double> Bottom { get; init; }

    /// <summary>[3] from its origin to where others stand on it.</summary>
    public required IReadOnlyList<double> Top { get; init; }

    /// <summary>How far others are kept off when a scene is laid out, metres.</summary>
    public required double Radius { get; init; }
}
