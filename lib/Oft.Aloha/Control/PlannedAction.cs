namespace Oft.Aloha.Control;

/// <summary>What a plan has for one tick.</summary>
/// <param name="Values">[A].</param>
/// <param name="Chunk">The newest chunk it comes from.</param>
/// <param name="Element">Which of its actions.</param>
/// <param name="Boundary">True where another chunk begins to count.</param>
public readonly record struct PlannedAction(double[] Values, long Chunk, int Element, bool Boundary);
