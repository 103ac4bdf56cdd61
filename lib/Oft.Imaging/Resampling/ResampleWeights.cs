using System.Collections.Concurrent;

namespace Oft.Imaging.Resampling;

/// <summary>How one axis is resampled: which source samples each result sees, and how much each of them counts.</summary>
/// <remarks>
/// N source samples become M results, each from at most L neighbours (all float32, every operation rounded):
/// <code>
/// scale = M / N      inv = 1 / scale      k = max(inv, 1)                 k widens the kernel when shrinking
/// s = (x + 0.5) · inv                                                     the result's place in the source
/// first = ceil(s − 3k − 0.5)      last = floor(s + 3k − 0.5)              kept inside [0, N − 1]
/// w_j = L(|(j + 0.5 − s) · (1/k)|) · (1 / Σ L)                            so borders renormalise
/// L(u) = 3 sin(πu) sin(πu/3) / (π²u²)                                     1 up to 0.001, 0 beyond 3
/// </code>
/// The sine is the C library's <c>sinf</c>, which is not always the nearest float; another one moves results by 1e-4.
/// <para>Upstream: TensorFlow's op ScaleAndTranslate with kernel lanczos3 and antialias.</para>
/// </remarks>
public sealed class ResampleWeights
{
    private const float Radius = 3;
    private const float Pi = 3.14159265359f;
    private const int Remembered = 64;
    private static readonly ConcurrentDictionary<(int, int), ResampleWeights> Known = new();

    private readonly int[] first;
    private readonly int[] count;
    private readonly float[] weights;      // [M, L], zero after a row's count

    private ResampleWeights(int sources, int results)
    {
        (Sources, Results) = (sources, results);
        var inverse = 1f / ((float)results / sources);
        var kernel = MathF.Max(inverse, 1);
        var reach = Radius * kernel;
        first = new int[results];
        count = new int[results];
        for (var x = 0; x < results; x++)
        {
            var place = (x + 0.5f) * inverse;
            first[x] = Math.Clamp((int)MathF.Ceiling(place - reach - 0.5f), 0, sources - 1);
            count[x] = Math.Clamp((int)MathF.Floor(place + reach - 0.5f), 0, sources - 1) - first[x] + 1;
        }
        Longest = count.Max();
        weights = new float[(long)results * Longest];
        for (var x = 0; x < results; x++) Fill(x, (x + 0.5f) * inverse, 1 / kernel);
    }

    /// <summary>N, samples of the source axis.</summary>
    public int Sources { get; }

    /// <summary>M, samples of the result axis.</summary>
    public int Results { get; }

    /// <summary>L, the most neighbours a result has.</summary>
    public int Longest { get; }

    /// <summary>The Lanczos-3 weights between two sizes; those of the usual sizes are computed once.</summary>
    /// <param name="sources">N, at least 1.</param>
    /// <param name="results">M, at least 1.</param>
    public static ResampleWeights Lanczos3(int sources, int results)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sources);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(results);
        if (Known.TryGetValue((sources, results), out var known)) return known;
        var made = new ResampleWeights(sources, results);
        if (Known.Count < Remembered) Known.TryAdd((sources, results), made);
        return made;
    }

    /// <summary>The first source sample that result x sees.</summary>
    public int First(int x) => first[x];

    /// <summary>The weights of result x, for the source samples from <see cref="First"/> on.</summary>
    public ReadOnlySpan<float> Of(int x) => weights.AsSpan(x * Longest, count[x]);

    private void Fill(int x, float place, float shrink)
    {
        var row = weights.AsSpan(x * Longest, count[x]);
        var sum = 0f;
        for (var j = 0; j < row.Length; j++)
        {
            row[j] = Lanczos(MathF.Abs((first[x] + j + 0.5f - place) * shrink));
            sum += row[j];
        }
        var scale = 1 / sum;
        for (var j = 0; j < row.Length; j++) row[j] *= scale;
    }

    private static float Lanczos(float u) => u switch
    {
        > Radius => 0,
        <= 0.001f => 1,
        _ => Radius * MathF.Sin(Pi * u) * MathF.Sin(Pi * u / Radius) / (Pi * Pi * u * u),
    };
}
