using Oft.Model;
using Oft.Model.Taps;

namespace Oft.Lab.Pictures;

/// <summary>The attention that each number of an action pays to the patches, by layer and head, in one byte a patch.</summary>
/// <remarks>Order: layer, head (the mean of all heads last), slot k·A + a, patch (view by view, row by row). A byte is the share of the map's greatest value, in 255ths.</remarks>
internal sealed class AttentionMaps
{
    private const long mostBytes = 8 << 20;
    private readonly byte[] bytes;

    /// <summary>Cuts the maps out of whole patterns.</summary>
    /// <exception cref="ArgumentException">A pattern has another shape, or there is more than a page can hold.</exception>
    public AttentionMaps(IReadOnlyList<TapReading> patterns, SequenceLayout layout, int actionWidth)
    {
        (Heads, Slots, Patches, ActionWidth) = ((int)patterns[0].Shape[1], layout.Actions, layout.Patches, actionWidth);
        foreach (var pattern in patterns)
            if (pattern.Shape is not [_, _, var from, var to] || to != layout.Length || pattern.Shape[1] != Heads || FirstRow(pattern, layout) < 0 || FirstRow(pattern, layout) + Slots > from)
                throw new ArgumentException($"{pattern.Address}: expected an attention pattern [B, {Heads}, {layout.Length}, {layout.Length}], or its rows {layout.ActionReads} alone, got [{string.Join(", ", pattern.Shape)}].", nameof(patterns));
        var size = (long)patterns.Count * (Heads + 1) * Slots * Patches;
        if (size > mostBytes)
            throw new ArgumentException($"attention view: {patterns.Count} layers of {Heads} heads are {size >> 20} MiB, more than the {mostBytes >> 20} MiB a page holds well. Look at fewer, for example {patterns[0].Address} alone.", nameof(patterns));
        bytes = new byte[size];
        (Greatest, Shares) = (new float[size / Patches], new float[size / Patches]);
        var map = 0;
        foreach (var pattern in patterns)
            for (var head = 0; head <= Heads; head++)
                for (var slot = 0; slot < Slots; slot++, map++)
                    Write(map, Cut(pattern, head, FirstRow(pattern, layout) + slot, layout.PatchTokens.Start.Value));
    }

    /// <summary>H, heads of a layer.</summary>
    public int Heads { get; }

    /// <summary>K·A, numbers of the chunk.</summary>
    public int Slots { get; }

    /// <summary>A, numbers of one action.</summary>
    public int ActionWidth { get; }

    /// <summary>V·P, patches of all views.</summary>
    public int Patches { get; }

    /// <summary>The greatest attention of each map, a share of 1.</summary>
    public float[] Greatest { get; }

    /// <summary>What each map adds up to: how much of the attention lies on pictures.</summary>
    public float[] Shares { get; }

    /// <summary>All maps.</summary>
    public string ToBase64() => Convert.ToBase64String(bytes);

    /// <summary>The mean over heads and slots of a layer: [V·P], and what it adds up to.</summary>
    public (float[] Map, double Share) Mean(int layer)
    {
        var mean = new float[Patches];
        var first = (layer * (Heads + 1) + Heads) * Slots;
        for (var slot = 0; slot < Slots; slot++)
            for (var patch = 0; patch < Patches; patch++)
                mean[patch] += bytes[(long)(first + slot) * Patches + patch] / 255f * Greatest[first + slot] / Slots;
        return (mean, Shares.AsSpan(first, Slots).ToArray().Average());
    }

    // The last layer may hold the rows that are read and no other.
    private static int FirstRow(TapReading pattern, SequenceLayout layout) => layout.ActionReads.Start.Value - (pattern.Rows is [var rows, ..] ? rows.Start.Value : 0);

    private float[] Cut(TapReading pattern, int head, int row, int firstPatch)
    {
        var (map, rows, length) = (new float[Patches], (int)pattern.Shape[2], (int)pattern.Shape[3]);
        var heads = head < Heads ? Enumerable.Range(head, 1) : Enumerable.Range(0, Heads);
        foreach (var one in heads)
            for (var patch = 0; patch < Patches; patch++)
                map[patch] += pattern.Values[((long)one * rows + row) * length + firstPatch + patch] / (head < Heads ? 1 : Heads);
        return map;
    }

    private void Write(int index, float[] map)
    {
        (Greatest[index], Shares[index]) = (map.Max(), map.Sum());
        for (var patch = 0; patch < Patches; patch++)
            bytes[(long)index * Patches + patch] = Greatest[index] > 0 ? (byte)Math.Round(255 * map[patch] / Greatest[index]) : (byte)0;
    }
}
