using Xunit;

namespace Oft.Testing;

/// <summary>Ten thousand damaged copies of good files, through a reader that may refuse them but nothing else.</summary>
/// <remarks>
/// At least half of the damage is done to structure (headers, lengths, offsets), where it matters. What may happen is: the copy is read, or the
/// reader throws the one exception it promises. Anything else, or one copy that makes it allocate more than the bound, fails the test.
/// </remarks>
public static class Mutations
{
    /// <summary>Copies per format.</summary>
    public const int Count = 10_000;

    /// <summary>A good file and where its structure lies.</summary>
    /// <param name="Bytes">The whole file.</param>
    /// <param name="Structure">Ranges of headers, lengths, offsets; null where all of it is structure.</param>
    /// <param name="Rewrite">Damage that keeps the outer form whole (right lengths, right checksums), used for every second copy.</param>
    public sealed record Seed(byte[] Bytes, IReadOnlyList<Range>? Structure = null, Func<Random, byte[]>? Rewrite = null);

    /// <summary>Damages, reads, counts, prints the outcomes by name.</summary>
    /// <param name="format">For the printed lines.</param>
    /// <param name="seeds">Used in turn.</param>
    /// <param name="read">Reads a copy completely.</param>
    /// <param name="fault">The name of an error the reader promises, null for any other exception.</param>
    /// <param name="allocationBound">Managed bytes that reading one copy may allocate.</param>
    public static void Run(string format, IReadOnlyList<Seed> seeds, Action<byte[]> read, Func<Exception, string?> fault, long allocationBound = 64 << 20)
    {
        foreach (var seed in seeds) read(seed.Bytes);                           // the seeds themselves are good
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (structural, largest) = (0, 0L);
        for (var i = 0; i < Count; i++)
        {
            var seed = seeds[i % seeds.Count];
            var copy = Damage(seed, new Random(i), out var hitsStructure);
            if (hitsStructure) structural++;
            var before = GC.GetAllocatedBytesForCurrentThread();
            var outcome = "read";
            try
            {
                read(copy);
            }
            catch (Exception e) when (fault(e) is { } name)
            {
                outcome = name;
            }
            catch (Exception e)
            {
                Assert.Fail($"{format}, mutation {i}: {e}");
            }
            largest = Math.Max(largest, GC.GetAllocatedBytesForCurrentThread() - before);
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }
        var refused = Count - outcomes.GetValueOrDefault("read");
        TestContext.Current.TestOutputHelper?.WriteLine($"{format}: {Count} mutations, {structural} in structure, at most {largest / 1024} KiB for one");
        foreach (var (name, count) in outcomes) TestContext.Current.TestOutputHelper?.WriteLine($"  {name,-16} {count}");
        Assert.True(structural * 2 >= Count, $"{format}: only {structural} of {Count} mutations hit structure");
        Assert.True(refused * 3 >= Count, $"{format}: only {refused} of {Count} mutations were refused");
        Assert.True(largest <= allocationBound, $"{format}: one mutation made the reader allocate {largest} bytes");
    }

    /// <summary>One to three injuries near one place.</summary>
    public static byte[] Damage(byte[] bytes, Random random) => Damage(new Seed(bytes), random, out _);

    private static byte[] Damage(Seed seed, Random random, out bool hitsStructure)
    {
        hitsStructure = true;
        if (seed.Rewrite is { } rewrite && random.Next(2) == 0) return rewrite(random);
        hitsStructure = seed.Structure is null || random.Next(4) != 0;
        var range = seed.Structure is { Count: > 0 } ranges && hitsStructure ? ranges[random.Next(ranges.Count)] : ..;
        var (start, length) = range.GetOffsetAndLength(seed.Bytes.Length);
        var at = start + random.Next(Math.Max(1, length));
        var bytes = seed.Bytes.ToArray();
        for (var rounds = random.Next(3); rounds >= 0; rounds--)
            bytes = Once(bytes, Math.Min(at, bytes.Length), random);
        return bytes;
    }

    private static byte[] Once(byte[] bytes, int at, Random random)
    {
        var few = Math.Min(1 + random.Next(16), bytes.Length - at);
        switch (random.Next(9))
        {
            case 0 when at < bytes.Length:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1 when at < bytes.Length:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 2:                                                             // an extreme number where one may stand
                var extreme = BitConverter.GetBytes(random.Next(6) switch
                {
                    0 => long.MaxValue, 1 => -1L, 2 => 1L << 31, 3 => 1L << 40, 4 => 0x7fffffffL, _ => 0L,
                });
                extreme.AsSpan(0, Math.Min(1 << random.Next(4), bytes.Length - at)).CopyTo(bytes.AsSpan(at));
                return bytes;
            case 3:
                return bytes[..at];
            case 4:                                                             // a few bytes gone
                return [.. bytes[..at], .. bytes[(at + few)..]];
            case 5:                                                             // a few bytes twice
                return [.. bytes[..(at + few)], .. bytes[at..]];
            case 6:                                                             // a few foreign bytes
                var foreign = new byte[1 + random.Next(16)];
                random.NextBytes(foreign);
                return [.. bytes[..at], .. foreign, .. bytes[at..]];
            case 7:                                                             // a piece of the file somewhere else
                var from = random.Next(bytes.Length + 1);
                bytes.AsSpan(from, Math.Min(few, bytes.Length - from)).CopyTo(bytes.AsSpan(at));
                return bytes;
            default:                                                            // text: another digit, bracket or quote
                if (at < bytes.Length) bytes[at] = (byte)"0123456789-\"{}[],:"[random.Next(18)];
                return bytes;
        }
    }
}
