using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Oft.Imaging.Resampling;

/// <summary>Computes a bilinear crop one result row at a time.</summary>
/// <remarks>Mixing along a source row does not depend on the result row, so the two source rows mixed last are kept.</remarks>
internal sealed class CropRows : IDisposable
{
    private const int None = -1;

    private readonly CropAxis[] rows;
    private readonly CropAxis[] columns;
    private readonly int channels;
    private readonly int sourceStride;
    private readonly float[] result;
    private (int Row, float[] Mixed) upper;
    private (int Row, float[] Mixed) lower;

    internal CropRows(int sourceHeight, int sourceWidth, int channels, CropBox box, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        rows = CropAxis.Sample(box.Top, box.Bottom, sourceHeight, height);
        columns = CropAxis.Sample(box.Left, box.Right, sourceWidth, width);
        this.channels = channels;
        sourceStride = sourceWidth * channels;
        Stride = checked(width * channels);
        result = Rent();
        upper = (None, Rent());
        lower = (None, Rent());
    }

    /// <summary>Samples of a result row.</summary>
    internal int Stride { get; }

    /// <summary>The samples of result row y, valid until the next call.</summary>
    /// <param name="source">[H, W, C] and <see cref="PixelVector.Slack"/> samples behind it.</param>
    /// <param name="y">0 to height − 1.</param>
    internal ReadOnlySpan<float> Mix(float[] source, int y)
    {
        var row = rows[y];
        var samples = result.AsSpan(0, Stride);
        if (!row.Inside)
        {
            samples.Clear();
            return samples;
        }
        if (lower.Row == row.Before || upper.Row == row.After) (upper, lower) = (lower, upper);
        upper = MixAlong(source, row.Before, upper);
        lower = MixAlong(source, row.After, lower);

        ref var top = ref MemoryMarshal.GetArrayDataReference(upper.Mixed);
        ref var bottom = ref MemoryMarshal.GetArrayDataReference(lower.Mixed);
        var done = 0;
        for (var part = Vector256.Create(row.Part); done <= Stride - Vector256<float>.Count; done += Vector256<float>.Count)
        {
            var above = Vector256.LoadUnsafe(ref top, (nuint)done);
            (above + (Vector256.LoadUnsafe(ref bottom, (nuint)done) - above) * part).CopyTo(samples[done..]);
        }
        for (; done < Stride; done++)
            samples[done] = upper.Mixed[done] + (lower.Mixed[done] - upper.Mixed[done]) * row.Part;
        return samples;
    }

    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(result);
        ArrayPool<float>.Shared.Return(upper.Mixed);
        ArrayPool<float>.Shared.Return(lower.Mixed);
    }

    private float[] Rent() => ArrayPool<float>.Shared.Rent(Stride + PixelVector.Slack);

    private (int Row, float[] Mixed) MixAlong(float[] source, int row, (int Row, float[] Mixed) kept)
    {
        if (kept.Row == row) return kept;
        ref var start = ref source[row * sourceStride];
        ref var target = ref MemoryMarshal.GetArrayDataReference(kept.Mixed);
        for (var x = 0; x < columns.Length; x++)
        {
            ref readonly var column = ref columns[x];
            for (var c = 0; c < channels; c += PixelVector.MostChannels)
            {
                var left = PixelVector.Load(ref start, column.Before * channels + c);
                var right = PixelVector.Load(ref start, column.After * channels + c);
                var pixel = left + (right - left) * Vector128.Create(column.Part);
                // Outside the picture both rows are 0, and so is what lies between them.
                PixelVector.Store(column.Inside ? pixel : default, ref target, x * channels + c);
            }
        }
        return (row, kept.Mixed);
    }
}
