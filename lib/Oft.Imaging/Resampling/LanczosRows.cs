using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Oft.Imaging.Resampling;

/// <summary>Computes a Lanczos resize two result rows at a time.</summary>
/// <remarks>
/// Down the columns whole rows are mixed, eight samples a vector. Along a row the weights change with every pixel, so there
/// a vector holds one pixel of both rows: four samples of the one, four of the other. What a fourth sample carries that the
/// picture has not is computed in vain.
/// </remarks>
internal sealed class LanczosRows : IDisposable
{
    private const int Together = 2;
    private const int Slots = Together * PixelVector.MostChannels;

    private readonly ResampleWeights down;
    private readonly ResampleWeights across;
    private readonly int channels;
    private readonly int sourceStride;
    private readonly float[][] mixed;         // [2][source width · C], between the two passes
    private readonly float[] paired;          // [source width, 2, 4], both of them pixel by pixel
    private readonly float[][] results;       // [2][width · C]
    private int pair = -1;

    internal LanczosRows(int sourceHeight, int sourceWidth, int channels, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        (down, across) = (ResampleWeights.Lanczos3(sourceHeight, height), ResampleWeights.Lanczos3(sourceWidth, width));
        this.channels = channels;
        sourceStride = sourceWidth * channels;
        Stride = checked(width * channels);
        mixed = [Rent(sourceStride), Rent(sourceStride)];
        paired = Rent(checked(sourceWidth * Slots));
        results = [Rent(Stride), Rent(Stride)];
    }

    /// <summary>Samples of a result row.</summary>
    internal int Stride { get; }

    /// <summary>The samples of result row y, valid until a row of another pair is asked for.</summary>
    /// <param name="source">[H, W, C], the same in every call.</param>
    /// <param name="y">0 to height − 1.</param>
    internal ReadOnlySpan<float> Mix(ReadOnlySpan<float> source, int y)
    {
        if (pair != y / Together)
        {
            pair = y / Together;
            for (var row = 0; row < Together; row++)
                MixRows(source, Math.Min(pair * Together + row, down.Results - 1), mixed[row]);
            if (channels <= PixelVector.MostChannels) MixColumns();
            else MixColumnsOfMany();
        }
        return results[y % Together].AsSpan(0, Stride);
    }

    public void Dispose()
    {
        foreach (var array in (float[][])[.. mixed, paired, .. results]) ArrayPool<float>.Shared.Return(array);
    }

    private static float[] Rent(int samples) => ArrayPool<float>.Shared.Rent(samples + PixelVector.Slack);

    private void MixRows(ReadOnlySpan<float> source, int y, float[] target)
    {
        var weights = down.Of(y);
        source = source.Slice(down.First(y) * sourceStride, weights.Length * sourceStride);
        ref var start = ref MemoryMarshal.GetReference(source);
        ref var end = ref MemoryMarshal.GetArrayDataReference(target);
        var width = Vector256<float>.Count;
        var done = 0;
        for (; done <= sourceStride - 4 * width; done += 4 * width)
        {
            Vector256<float> a = default, b = default, c = default, d = default;
            var at = (nuint)done;
            foreach (var weight in weights)
            {
                var w = Vector256.Create(weight);
                a += Vector256.LoadUnsafe(ref start, at) * w;
                b += Vector256.LoadUnsafe(ref start, at + (nuint)width) * w;
                c += Vector256.LoadUnsafe(ref start, at + (nuint)(2 * width)) * w;
                d += Vector256.LoadUnsafe(ref start, at + (nuint)(3 * width)) * w;
                at += (nuint)sourceStride;
            }
            a.StoreUnsafe(ref end, (nuint)done);
            b.StoreUnsafe(ref end, (nuint)(done + width));
            c.StoreUnsafe(ref end, (nuint)(done + 2 * width));
            d.StoreUnsafe(ref end, (nuint)(done + 3 * width));
        }
        for (; done < sourceStride; done++)
        {
            var (sum, at) = (0f, done);
            foreach (var weight in weights)
            {
                sum += source[at] * weight;
                at += sourceStride;
            }
            target[done] = sum;
        }
    }

    private void MixColumns()
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(mixed[0]);
        ref var second = ref MemoryMarshal.GetArrayDataReference(mixed[1]);
        ref var both = ref MemoryMarshal.GetArrayDataReference(paired);
        for (var (x, at) = (0, 0); x < across.Sources; x++, at += channels)
        {
            PixelVector.Store(PixelVector.Load(ref first, at), ref both, x * Slots);
            PixelVector.Store(PixelVector.Load(ref second, at), ref both, x * Slots + PixelVector.MostChannels);
        }
        ref var upper = ref MemoryMarshal.GetArrayDataReference(results[0]);
        ref var lower = ref MemoryMarshal.GetArrayDataReference(results[1]);
        for (var x = 0; x < across.Results; x++)
        {
            var sum = Vector256<float>.Zero;
            var at = (nuint)(across.First(x) * Slots);
            foreach (var weight in across.Of(x))
            {
                sum += Vector256.LoadUnsafe(ref both, at) * Vector256.Create(weight);
                at += Slots;
            }
            PixelVector.Store(sum.GetLower(), ref upper, x * channels);
            PixelVector.Store(sum.GetUpper(), ref lower, x * channels);
        }
    }

    private void MixColumnsOfMany()
    {
        for (var row = 0; row < Together; row++)
            for (var x = 0; x < across.Results; x++)
                for (var c = 0; c < channels; c++)
                {
                    var (sum, at) = (0f, across.First(x) * channels + c);
                    foreach (var weight in across.Of(x))
                    {
                        sum += mixed[row][at] * weight;
                        at += channels;
                    }
                    results[row][x * channels + c] = sum;
                }
    }
}
