namespace Oft.Host.Running;

/// <summary>A cell that begins or has ended.</summary>
/// <param name="Cell">Its index in the notebook, from 0.</param>
/// <param name="Number">The number in its brackets.</param>
/// <param name="Step">How many cells of the run have begun, this one included.</param>
/// <param name="Of">How many there are.</param>
/// <param name="Label">Its first line.</param>
/// <param name="Seconds">How long it took; null where it begins.</param>
/// <param name="Error">Why it failed, null where it did not.</param>
/// <param name="WorkingSet">Bytes of the process when it ended.</param>
public sealed record RunEvent(int Cell, int Number, int Step, int Of, string Label, double? Seconds = null, string? Error = null, long WorkingSet = 0);
