namespace Oft.Simulation.Bimanual;

/// <summary>One of the two arms, as the operator sees them.</summary>
public enum Side
{
    /// <summary>The arm at negative x, the first seven numbers.</summary>
    Left,

    /// <summary>The arm at positive x, the last seven.</summary>
    Right,
}
