using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Oft.Contracts;

namespace Oft.Model.Heads;

/// <summary>The noise that a diffusion policy starts from: normal numbers that follow from a seed and from what is seen.</summary>
/// <remarks>
/// So a run repeats, and a row of a batch is answered as it would be alone. Another seed draws another sample for the same observation.
/// <para>Upstream draws from the device's own generator, whose numbers depend on device and history.</para>
/// </remarks>
public static class StartNoise
{
    /// <summary>Draws.</summary>
    /// <param name="observation">What is seen.</param>
    /// <param name="seed">Of the policy.</param>
    /// <param name="count">K·A, numbers of a chunk.</param>
    public static float[] Of(Observation observation, int seed, int count)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in seed)));
        hash.AppendData(Encoding.UTF8.GetBytes(observation.Sentence));
        hash.AppendData(MemoryMarshal.AsBytes(observation.Proprio.Span));
        foreach (var view in observation.Views) hash.AppendData(view.Rgb.Span);
        var random = new Random(BinaryPrimitives.ReadInt32LittleEndian(hash.GetHashAndReset()));
        // Box and Muller.
        return [.. Enumerable.Range(0, count).Select(_ => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];
    }
}
