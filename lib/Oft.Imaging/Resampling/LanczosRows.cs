using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Oft.Imaging.Resampling;

/// <summary>Computes a Lanczos resize one result row at a time.</summary>
internal sealed class LanczosRows : IDisposable
{
    private readonly ResampleWeights down;
    private readonly ResampleWeights across;
    private readonly int channels;
    private readonly int sourceStride;
    private readonly float[] mixed;        // one row of the source's width, between the two passes
    private readonly float[] result;

    internal LanczosRows(int sourceHeight, int sourceWidth, int channels, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        (down, across) = (ResampleWeights.Lanczos3(sourceHeight, height), ResampleWeights.Lanczos3(sourceWidth, width));
        this.channels = channels;
        sourceStride = sourceWidth * channels;
        Stride = checked(width * channels);
        mixed = ArrayPool<float>.Shared.Rent(sourceStride + PixelVector.Slack);
        result = ArrayPool<float>.Shared.Rent(Stride + PixelVector.Slack);
    }

    /// <summary>Samples of a result row.</summary>
    internal int Stride { get; }

    /// <summary>The samples of result row y, valid until the next call.</summary>
    /// <param name="source">[H, W, C].</param>
    /// <param name="y">0 to height − 1.</param>
    internal ReadOnlySpan<float> Mix(ReadOnlySpan<float> source, int y)
    {
        var weights = down.Of(y);
        MixRows(source.Slice(down.First(y) * sourceStride, weights.Length * sourceStride), weights);
        if (channels <= PixelVector.MostChannels) MixColumns();
        else MixColumnsOfMany();
        return result.AsSpan(0, Stride);
    }

    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(mixed);
        ArrayPool<float>.Shared.Return(result);
    }

    private void MixRows(ReadOnlySpan<float> source, ReadOnlySpan<float> weights)
    {
        ref var start = ref MemoryMarshal.GetReference(source);
        ref var target = ref MemoryMarshal.GetArrayDataReference(mixed);
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
            a.StoreUnsafe(ref target, (nuint)done);
            b.StoreUnsafe(ref target, (nuint)(done + width));
            c.StoreUnsafe(ref target, (nuint)(done + 2 * width));
            d.StoreUnsafe(ref target, (nuint)(done + 3 * width));
        }
        for (; done < sourceStride; done++)
        {
            var (sum, at) = (0f, done);
            foreach (var weight in weights)
            {
                sum += source[at] * weight;
                at += sourceStride;
            }
            mixed[done] = sum;
        }
    }

    private void MixColumns()
    {
        ref var source = ref MemoryMarshal.GetArrayDataReference(mixed);
        ref var target = ref MemoryMarshal.GetArrayDataReference(result);
        for (var x = 0; x < across.Results; x++)
        {
            var sum = Vector128<float>.Zero;
            var at = across.First(x) * channels;
            foreach (var weight in across.Of(x))
            {
                sum += PixelVector.Load(ref source, at) * Vector128.Create(weight);
                at += channels;
            }
            PixelVector.Store(sum, ref target, x * channels);
        }
    }

    private void MixColumnsOfMany()
    {
        for (var x = 0; x < across.Results; x++)
            for (var c = 0; c < channels; c++)
            {
                var (sum, at) = (0f, across.First(x) * channels + c);
                foreach (var weight in across.Of(x))
                {
                    sum += mixed[at] * weight;
                    at += channels;
                }
                result[x * channels + c] = sum;
            }
    }
}
