namespace Oft.Host.Running;

/// <summary>How the run of one notebook ended.</summary>
/// <param name="Status">0 where every cell ran, 1 where one failed, 2 where it could not be run at all, 130 after an interrupt.</param>
/// <param name="Message">What went wrong, null where nothing did.</param>
/// <param name="Cells">What each cell took, in the order they ran.</param>
/// <param name="Elapsed">From the order to the end of its process.</param>
public sealed record RunResult(int Status, string? Message, IReadOnlyList<RunEvent> Cells, TimeSpan Elapsed);
