using System.Runtime.CompilerServices;

namespace Oft.Imaging.Augmentation;

/// <summary>A seed of two integers from which numbers follow as from TensorFlow's stateless generators.</summary>
/// <remarks>Philox-4x32 with ten rounds: a block cipher of a counter, so a seed stands for one fixed row of numbers.
/// <para>Source: Salmon et al., Parallel random numbers: as easy as 1, 2, 3 (2011). Upstream: tf.random.stateless_uniform, and
/// the choice of key and counter in its kernel.</para></remarks>
/// <param name="First">The first integer.</param>
/// <param name="Second">The second integer.</param>
public readonly record struct StatelessSeed(int First, int Second)
{
    private const ulong Scramble = 0x02461E29_3EC8F720;

    /// <summary>The key of this seed's numbers.</summary>
    public ulong Key => Join(Start[0], Start[1]);

    /// <summary>The upper half of the first counter; the lower one is 0.</summary>
    public ulong Counter => Join(Start[2], Start[3]);

    /// <summary>The seed of what is drawn next: dlimp gives every operator its own.</summary>
    public StatelessSeed Next
    {
        get
        {
            Span<uint> bits = stackalloc uint[2];
            Bits(bits);
            return new StatelessSeed((int)(bits[0] % int.MaxValue), (int)(bits[1] % int.MaxValue));
        }
    }

    /// <summary>The first number, from <paramref name="low"/> up to <paramref name="high"/>, in float32.</summary>
    public float Uniform(float low, float high)
    {
        Span<uint> bits = stackalloc uint[1];
        Bits(bits);
        return ToUnit(bits[0]) * (high - low) + low;
    }

    /// <summary>The first numbers as raw bits.</summary>
    public void Bits(Span<uint> bits)
    {
        var (key, high) = (Key, Counter);
        for (ulong block = 0; bits.Length > 0; block++)
        {
            var words = Philox(key, block, high);
            var count = Math.Min(4, bits.Length);
            ((ReadOnlySpan<uint>)words)[..count].CopyTo(bits);
            bits = bits[count..];
        }
    }

    /// <summary>Bits to a float from 0 up to 1: the lower 23 become the fraction of a number from 1 to 2.</summary>
    public static float ToUnit(uint bits) => BitConverter.UInt32BitsToSingle(127u << 23 | bits & 0x7FFFFF) - 1;

    private Words Start => Philox(Scramble, (ulong)(long)First, (ulong)(long)Second);

    private static ulong Join(uint low, uint high) => (ulong)high << 32 | low;

    private static Words Philox(ulong key, ulong counterLow, ulong counterHigh)
    {
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        var (c0, c1, c2, c3) = ((uint)counterLow, (uint)(counterLow >> 32), (uint)counterHigh, (uint)(counterHigh >> 32));
        for (var round = 0; round < 10; round++)
        {
            var (a, b) = (0xD2511F53ul * c0, 0xCD9E8D57ul * c2);
            (c0, c1, c2, c3) = ((uint)(b >> 32) ^ c1 ^ k0, (uint)b, (uint)(a >> 32) ^ c3 ^ k1, (uint)a);
            unchecked { k0 += 0x9E3779B9; k1 += 0xBB67AE85; }
        }
        var words = default(Words);
        (words[0], words[1], words[2], words[3]) = (c0, c1, c2, c3);
        return words;
    }

    [InlineArray(4)]
    private struct Words
    {
        private uint first;
    }
}
