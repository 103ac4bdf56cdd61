namespace Oft.Simulation.Predicates;

/// <summary>When a joint counts as open and when as closed. Some fixtures open towards positive values, some towards negative ones.</summary>
/// <param name="Open">The value past which it is open.</param>
/// <param name="Closed">The value past which it is closed, the other way.</param>
public sealed record JointLimits(double Open, double Closed)
{
    /// <summary>LIBERO's drawers, which slide towards negative values.</summary>
    public static JointLimits Cabinet { get; } = new(-0.14, 0.0);

    /// <summary>LIBERO's microwave door.</summary>
    public static JointLimits Microwave { get; } = new(-1.3, -0.005);

    /// <summary>LIBERO's short cabinet.</summary>
    public static JointLimits ShortCabinet { get; } = new(0.10, 0.0);

    /// <summary>LIBERO's short fridge.</summary>
    public static JointLimits ShortFridge { get; } = new(2.0, 0.0);

    /// <summary>True past the open limit.</summary>
    public bool IsOpen(double q) => Open < Closed ? q < Open : q > Open;

    /// <summary>True past the closed limit.</summary>
    public bool IsClosed(double q) => Open < Closed ? q > Closed : q < Closed;
}
