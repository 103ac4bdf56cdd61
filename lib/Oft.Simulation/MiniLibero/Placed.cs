namespace Oft.Simulation.MiniLibero;

/// <summary>One thing of a scene and where it may begin.</summary>
/// <param name="Name">The instance: kind, underscore, number.</param>
/// <param name="Thing">What it is.</param>
/// <param name="Region">Where its centre may begin, on the table or, with <paramref name="Support"/>, around that thing's landing.</param>
/// <param name="Support">A fixture it begins on, or null for the table.</param>
/// <param name="Near">A thing whose place the region is relative to, or null.</param>
/// <param name="Group">Things of one group take each other's regions at random, so a place says nothing about which of them stands there.</param>
/// <param name="Joint">The value its moving part begins at.</param>
internal sealed record Placed(string Name, Thing Thing, Region Region, string? Support = null, string? Near = null, string? Group = null, double Joint = 0);
