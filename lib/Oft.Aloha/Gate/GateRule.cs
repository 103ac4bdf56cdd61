namespace Oft.Aloha.Gate;

/// <summary>Which rules acted on a command.</summary>
[Flags]
public enum GateRule
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A number was NaN or infinite, or there were too many or too few.</summary>
    NotAnAction = 1,

    /// <summary>A target lay outside its range; a gripper's, farther than <see cref="GripperLimit.Beyond"/>.</summary>
    Position = 2,

    /// <summary>A step was too long for one period.</summary>
    Velocity = 4,

    /// <summary>A step differed too much from the one before.</summary>
    Acceleration = 8,

    /// <summary>The first target after a start, a hold or a new chunk was far from the measured pose: approached slowly.</summary>
    SlowApproach = 16,

    /// <summary>A hand would have left its space.</summary>
    Workspace = 32,

    /// <summary>The arm does not follow.</summary>
    Lag = 64,

    /// <summary>Too many clamped targets in a row.</summary>
    Clamps = 128,
}
