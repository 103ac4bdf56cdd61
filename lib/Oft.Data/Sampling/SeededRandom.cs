namespace Oft.Data.Sampling;

/// <summary>A small generator whose numbers are the same on every machine and every .NET.</summary>
/// <remarks>
/// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014): 64 bits of state, so a position can be saved as one number.
/// <c>System.Random</c> promises its sequence for no seed across versions, and cannot be saved.
/// </remarks>
/// <param name="seed">Same seed, same numbers.</param>
public sealed class SeededRandom(ulong seed)
{
    private ulong state = seed;

    /// <summary>A generator for one thing among many: same seed and same number, same generator.</summary>
    public static SeededRandom For(ulong seed, ulong number) => new(Mix(seed + 0x9E3779B97F4A7C15) ^ Mix(number * 0xD1342543DE82EF95 + 1));

    /// <summary>64 random bits.</summary>
    public ulong Next() => Mix(state += 0x9E3779B97F4A7C15);

    /// <summary>From 0 up to 1, 53 bits.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1L << 53));

    /// <summary>From 0 up to a bound, without bias worth measuring (2⁻³² at most).</summary>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)((Next() >> 32) * (ulong)bound >> 32);
    }

    /// <summary>Puts the items in a random order, in place.</summary>
    public void Shuffle(Span<int> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = Next(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
