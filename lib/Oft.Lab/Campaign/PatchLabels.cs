using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Campaign;

/// <summary>What stands in every patch of one picture.</summary>
/// <param name="Classes">[P] 0 where no middle lies, else 1 + the kind's place in <see cref="RandomScenes.Kinds"/>.</param>
/// <param name="Offsets">[P, 2] where in its patch the middle lies, across and down, 0 to 1; zero where there is none.</param>
public sealed record PatchLabels(long[] Classes, float[] Offsets)
{
    private static readonly Dictionary<string, int> numbers = RandomScenes.Kinds.Select((kind, i) => (kind, i)).ToDictionary(known => known.kind, known => known.i + 1);

    /// <summary>What each class but the empty one is called in a sentence.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. RandomScenes.Kinds.Select(kind => kind.Replace('_', ' '))];

    /// <summary>Classes, nothing included.</summary>
    public static int Count => numbers.Count + 1;

    /// <summary>Sorts what was seen into patches; of several middles in one patch the nearest counts.</summary>
    /// <param name="seen">Of one picture.</param>
    /// <param name="side">Patches along a side.</param>
    public static PatchLabels Of(IReadOnlyList<SeenThing> seen, int side)
    {
        var labels = new PatchLabels(new long[side * side], new float[side * side * 2]);
        foreach (var thing in seen.OrderByDescending(thing => thing.Distance))
        {
            var (column, row) = ((int)(thing.Across * side), (int)(thing.Down * side));
            var patch = row * side + column;
            labels.Classes[patch] = numbers[thing.Kind];
            (labels.Offsets[patch * 2], labels.Offsets[patch * 2 + 1]) = ((float)(thing.Across * side - column), (float)(thing.Down * side - row));
        }
        return labels;
    }
}
