namespace Oft.Testing;

/// <summary>Seeded numbers from managed code: the same on every machine and every libtorch.</summary>
public static class Numbers
{
    /// <summary>Standard normal numbers in row-major order.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Same seed, same numbers.</param>
    public static float[] Normal(int count, int seed)
    {
        var random = new Random(seed);
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return values;
    }
}
