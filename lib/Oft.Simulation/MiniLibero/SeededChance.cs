namespace Oft.Simulation.MiniLibero;

/// <summary>Random numbers that are the same for a seed on every machine and in every later version.</summary>
/// <remarks>SplitMix64 (Steele, Lea, Flood 2014). Written out because fixed initial states must not move when a runtime changes its generator.</remarks>
public sealed class SeededChance(ulong seed)
{
    private ulong state = seed;

    /// <summary>Sixty-four random bits.</summary>
    public ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform between two numbers.</summary>
    public double Between(double least, double most) => least + (most - least) * Unit();

    /// <summary>A whole number from 0 to <paramref name="count"/> - 1.</summary>
    public int Below(int count) => (int)(Unit() * count);

    /// <summary>Normal with mean 0 and deviation 1, by Box and Muller.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());

    /// <summary>A seed that a text and numbers stand for: FNV-1a, then one mixing step per number.</summary>
    public static ulong SeedOf(string text, params ReadOnlySpan<ulong> numbers)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var letter in text) hash = (hash ^ letter) * 0x100000001B3;
        foreach (var number in numbers) hash = new SeededChance(hash ^ number).Next();
        return hash;
    }
}
