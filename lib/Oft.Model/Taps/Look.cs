using Oft.Contracts;

namespace Oft.Model.Taps;

/// <summary>One run, looked at: the chunk, and what passed the taps that were asked for. It owns no tensor.</summary>
public sealed class Look
{
    private readonly IReadOnlyDictionary<string, List<TapReading>> readings;

    internal Look(ActionChunk chunk, IReadOnlyDictionary<string, List<TapReading>> readings, SequenceLayout? layout, IReadOnlyList<string> tokenNames)
        => (Chunk, this.readings, Layout, TokenNames) = (chunk, readings, layout, tokenNames);

    /// <summary>The same chunk that acting gives.</summary>
    public ActionChunk Chunk { get; }

    /// <summary>Where everything sits in the sequence; null for the autoregressive baseline, whose sequence grows.</summary>
    public SequenceLayout? Layout { get; }

    /// <summary>What stands at every position of the sequence, for axes and tables.</summary>
    public IReadOnlyList<string> TokenNames { get; }

    /// <summary>Addresses that something passed.</summary>
    public IReadOnlyList<string> Addresses => [.. readings.Where(reading => reading.Value.Count > 0).Select(reading => reading.Key)];

    /// <summary>Addresses that were open and that nothing passed: those of each tower's last block, which is never run, and the slot reads of the autoregressive baseline.</summary>
    public IReadOnlyList<string> Silent => [.. readings.Where(reading => reading.Value.Count == 0).Select(reading => reading.Key)];

    /// <summary>What passed a tap first.</summary>
    /// <exception cref="KeyNotFoundException">The tap was not asked for, or nothing passed it.</exception>
    public TapReading this[string address] => this[address, 0];

    /// <summary>What passed a tap in one pass: a token of the autoregressive baseline, a diffusion step.</summary>
    /// <exception cref="KeyNotFoundException">The tap was not asked for, or nothing passed it in that pass.</exception>
    public TapReading this[string address, int pass]
    {
        get
        {
            if (!readings.TryGetValue(address, out var passes))
                throw new KeyNotFoundException($"tap '{address}' was not looked at; this look has: {string.Join(", ", readings.Keys.Take(8))}{(readings.Count > 8 ? ", …" : "")}");
            if (passes.Count == 0)
                throw new KeyNotFoundException($"tap '{address}' was open and nothing passed it: the last block of a tower is never run, and the autoregressive baseline reads no slots.");
            return pass >= 0 && pass < passes.Count ? passes[pass] : throw new KeyNotFoundException($"tap '{address}' was passed {passes.Count} times; there is no pass {pass}.");
        }
    }

    /// <summary>What stands at the rows of a reading over positions: all of <see cref="TokenNames"/>, or those that were computed.</summary>
    /// <param name="address">A reading whose second to last axis are positions.</param>
    public IReadOnlyList<string> RowNames(string address) => this[address].Rows is [var rows, ..] ? [.. TokenNames.Take(rows)] : TokenNames;

    /// <summary>Everything that passed a tap, in order.</summary>
    public IReadOnlyList<TapReading> Passes(string address) => readings.TryGetValue(address, out var passes) ? passes : [this[address]];

    /// <summary>The first pass of every address a pattern stands for, in module order.</summary>
    public IReadOnlyList<TapReading> Stack(string pattern)
        => [.. readings.Where(reading => reading.Value.Count > 0 && TapAddresses.Matches(pattern, reading.Key)).Select(reading => reading.Value[0])];
}
