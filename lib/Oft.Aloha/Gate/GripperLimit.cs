using System.Text.Json.Serialization;
using Oft.Contracts;

namespace Oft.Aloha.Gate;

/// <summary>What a gripper may do between 0 closed and 1 open, and how its servo turns.</summary>
/// <param name="Velocity">Openings per second.</param>
/// <param name="Acceleration">Openings per second squared.</param>
/// <param name="AngleOpen">Servo angle of 1, rad.</param>
/// <param name="AngleClosed">Servo angle of 0, rad.</param>
/// <param name="PositionOpen">Finger position observed as 1, m.</param>
/// <param name="PositionClosed">Finger position observed as 0, m.</param>
/// <param name="Horn">Of the crank, m; null where what is commanded is what is observed.</param>
/// <param name="Rod">Of the crank, m; null likewise.</param>
/// <param name="Beyond">How far outside 0 … 1 a target is clipped as a matter of course: a policy learnt from leaders, whose closed hand is recorded a little below 0, and the crank reads a closed gripper back as -0.0001. Beyond that it is a target out of range.</param>
public sealed record GripperLimit(double Velocity, double Acceleration, double AngleOpen, double AngleClosed, double PositionOpen, double PositionClosed, double? Horn = null, double? Rod = null, double Beyond = 0.1)
{
    /// <summary>Its three quantities.</summary>
    [JsonIgnore]
    public GripperScale Scale => new(PositionOpen, PositionClosed, AngleOpen, AngleClosed);

    /// <summary>Between its servo and its fingers; null where there is none.</summary>
    [JsonIgnore]
    public GripperCrank? Crank => Horn is { } horn && Rod is { } rod ? new(horn, rod) : null;

    /// <summary>The command that keeps an observed gripper where it is: the two scales differ by the crank.</summary>
    public double CommandOf(double observed) => Crank is { } crank ? Scale.FromAngle(crank.Angle(Scale.ToPosition(observed))) : observed;

    /// <summary>What is observed when a command is tracked perfectly.</summary>
    public double ObservedOf(double command) => Crank is { } crank ? Scale.FromPosition(crank.Position(Scale.ToAngle(command))) : command;
}
