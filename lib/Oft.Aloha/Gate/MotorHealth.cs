namespace Oft.Aloha.Gate;

/// <summary>How a robot's motors are.</summary>
/// <param name="Hottest">Temperature of the hottest, °C.</param>
/// <param name="Error">Which motor reports which error; null where none does.</param>
public sealed record MotorHealth(double Hottest, string? Error);
