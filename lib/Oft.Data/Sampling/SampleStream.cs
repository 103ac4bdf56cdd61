using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Oft.Contracts;

namespace Oft.Data.Sampling;

/// <summary>The endless order of samples of a mixture of sets. Drawing a sample's place is cheap; making the sample is not, and may happen elsewhere.</summary>
/// <remarks>The order is a pure function of the sets' sizes, shares, seed and shuffle buffer, so a position in it is a number.</remarks>
public sealed class SampleStream
{
    private readonly IReadOnlyList<SamplePart> parts;
    private readonly FrameStream places;
    private long drawn;

    /// <summary>Begins at the first sample.</summary>
    /// <param name="parts">What is learned from.</param>
    /// <param name="seed">Same seed, same order.</param>
    /// <param name="shuffleBuffer">Samples among which the next is drawn; 0 keeps the stored order.</param>
    public SampleStream(IReadOnlyList<SamplePart> parts, ulong seed, int shuffleBuffer = 100_000)
    {
        this.parts = parts;
        places = new FrameStream([.. parts.Select(part => part.Set.Episodes)], [.. parts.Select(part => part.Share)], seed, shuffleBuffer);
        var text = string.Join('\n', parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Share:R}|{part.Set.Identity}")));
        Identity = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"1|{seed}|{shuffleBuffer}\n{text}"))))[..32];
    }

    /// <summary>What it is drawn from: another one continues nothing.</summary>
    public string Identity { get; }

    /// <summary>Samples of all sets.</summary>
    public long PassLength => parts.Sum(part => part.Set.Episodes.Sum(x => (long)x));

    /// <summary>The next sample's number in the stream, and the way to make it: on any thread, as often as wanted.</summary>
    public (long Ordinal, Func<ChunkSample> Make) Next()
    {
        var place = places.Next();
        var set = parts[place.Dataset].Set;
        return (drawn++, () => set.Sample(place.Trajectory, place.Step));
    }

    /// <summary>Passes over samples.</summary>
    public void Skip(long samples)
    {
        for (var i = 0L; i < samples; i++, drawn++) places.Next();
    }
}
