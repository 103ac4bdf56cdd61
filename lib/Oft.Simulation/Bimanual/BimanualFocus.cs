namespace Oft.Simulation.Bimanual;

/// <summary>What a task is about.</summary>
/// <param name="Object">The named thing.</param>
/// <param name="Goal">The thing it goes to; null where it goes to the other hand.</param>
internal sealed record BimanualFocus(string Object, string? Goal);
