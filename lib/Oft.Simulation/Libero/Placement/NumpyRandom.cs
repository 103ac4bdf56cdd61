namespace Oft.Simulation.Libero.Placement;

/// <summary>numpy's legacy global generator, <c>np.random.seed</c> and the three functions LIBERO and robosuite call.</summary>
/// <remarks>
/// MT19937 with 53-bit doubles; normal numbers in pairs by the polar method, the second of which waits for the next call.
/// <para>Upstream: numpy/random/mtrand.pyx, numpy/random/src/mt19937/mt19937.c, src/legacy/legacy-distributions.c.</para>
/// </remarks>
public sealed class NumpyRandom
{
    private const int Size = 624, Shift = 397;
    private readonly uint[] state = new uint[Size];
    private int position = Size;
    private double? waiting;

    /// <summary>A generator after <c>np.random.seed(seed)</c>.</summary>
    public NumpyRandom(uint seed)
    {
        for (var i = 0; i < Size; i++)
        {
            state[i] = seed;
            seed = 1812433253u * (seed ^ seed >> 30) + (uint)i + 1;
        }
    }

    /// <summary>Hears of every call; null for nobody.</summary>
    public Action<RandomDraw>? Drawn { get; set; }

    /// <summary><c>np.random.randn(count)</c></summary>
    public double[] Normal(int count)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = NextNormal();
        Drawn?.Invoke(new RandomDraw("randn", count, 0, 0, values));
        return values;
    }

    /// <summary><c>np.random.uniform(low, high)</c>; low may be the larger one.</summary>
    public double Uniform(double low, double high)
    {
        var value = low + (high - low) * NextDouble();
        Drawn?.Invoke(new RandomDraw("uniform", 1, low, high, [value]));
        return value;
    }

    /// <summary><c>np.random.randint(bound)</c>: a whole number below the bound. With one choice nothing is drawn.</summary>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var most = (uint)bound - 1;
        var mask = most == 0 ? 0 : uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(most);
        var value = 0u;
        if (most > 0)
            do value = NextWord() & mask;
            while (value > most);
        Drawn?.Invoke(new RandomDraw("randint", bound, 0, 0, [value]));
        return (int)value;
    }

    /// <summary>A double in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => ((NextWord() >> 5) * 67108864.0 + (NextWord() >> 6)) / 9007199254740992.0;

    private double NextNormal()
    {
        if (waiting is { } kept)
        {
            waiting = null;
            return kept;
        }
        double x, y, square;
        do
        {
            x = 2 * NextDouble() - 1;
            y = 2 * NextDouble() - 1;
            square = x * x + y * y;
        }
        while (square is >= 1 or 0);
        var scale = Math.Sqrt(-2 * Math.Log(square) / square);
        waiting = scale * x;
        return scale * y;
    }

    private uint NextWord()
    {
        if (position == Size) Refill();
        var y = state[position++];
        y ^= y >> 11;
        y ^= y << 7 & 0x9d2c5680u;
        y ^= y << 15 & 0xefc60000u;
        return y ^ y >> 18;
    }

    private void Refill()
    {
        for (var i = 0; i < Size; i++)
        {
            var mixed = state[i] & 0x80000000u | state[(i + 1) % Size] & 0x7fffffffu;
            state[i] = state[(i + Shift) % Size] ^ mixed >> 1 ^ ((mixed & 1) == 0 ? 0 : 0x9908b0dfu);
        }
        position = 0;
    }
}
