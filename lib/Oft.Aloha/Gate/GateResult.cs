namespace Oft.Aloha.Gate;

/// <summary>What a gate made of one wanted action.</summary>
/// <param name="Command">[A] what may be sent; null where the robot must hold.</param>
/// <param name="Rules">Which rules acted.</param>
/// <param name="Reason">Why it must hold, in words; null otherwise.</param>
public readonly record struct GateResult(double[]? Command, GateRule Rules, string? Reason);
