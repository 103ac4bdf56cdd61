using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Oft.Imaging.Resampling;

/// <summary>Computes a bilinear crop one result row at a time.</summary>
/// <remarks>Mixing along a source row does not depend on the result row, so the two source rows mixed last are kept.</remarks>
internal sealed class CropRows<T> : IDisposable
{
    private const int None = -1;

    private readonly CropAxis[] rows;
    private readonly CropAxis[] columns;
    private readonly int channels;
    private readonly ReadOnlyMemory<T> source;
    private readonly RowConversion<T> convert;
    private readonly int sourceStride;
    private readonly float[] line;         // one source row as float32
    private readonly float[] result;
    private (int Row, float[] Mixed) upper;
    private (int Row, float[] Mixed) lower;

    /// <param name="samples">[sourceHeight, sourceWidth, channels].</param>
    /// <param name="sourceHeight">Rows of the picture.</param>
    /// <param name="sourceWidth">Columns of the picture.</param>
    /// <param name="channels">Samples a pixel.</param>
    /// <param name="box">What is cut out.</param>
    /// <param name="height">Rows of the result.</param>
    /// <param name="width">Columns of the result.</param>
    /// <param name="convert">From the picture's samples to float32.</param>
    internal CropRows(ReadOnlyMemory<T> samples, int sourceHeight, int sourceWidth, int channels, CropBox box, int height, int width, RowConversion<T> convert)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        rows = CropAxis.Sample(box.Top, box.Bottom, sourceHeight, height);
        columns = CropAxis.Sample(box.Left, box.Right, sourceWidth, width);
        (source, this.convert, this.channels) = (samples, convert, channels);
        sourceStride = checked(sourceWidth * channels);
        Stride = checked(width * channels);
        line = Rent(sourceStride);
        result = Rent(Stride);
        upper = (None, Rent(Stride));
        lower = (None, Rent(Stride));
    }

    /// <summary>Samples of a result row.</summary>
    internal int Stride { get; }

    /// <summary>The samples of result row y, valid until the next call.</summary>
    /// <param name="y">0 to height − 1.</param>
    internal ReadOnlySpan<float> Mix(int y)
    {
        var row = rows[y];
        var samples = result.AsSpan(0, Stride);
        if (!row.Inside)
        {
            samples.Clear();
            return samples;
        }
        if (lower.Row == row.Before || upper.Row == row.After) (upper, lower) = (lower, upper);
        MixAlong(row.Before, ref upper);
        MixAlong(row.After, ref lower);

        ref var top = ref MemoryMarshal.GetArrayDataReference(upper.Mixed);
        ref var bottom = ref MemoryMarshal.GetArrayDataReference(lower.Mixed);
        ref var target = ref MemoryMarshal.GetArrayDataReference(result);
        var done = 0;
        for (var part = Vector256.Create(row.Part); done <= Stride - Vector256<float>.Count; done += Vector256<float>.Count)
        {
            var above = Vector256.LoadUnsafe(ref top, (nuint)done);
            (above + (Vector256.LoadUnsafe(ref bottom, (nuint)done) - above) * part).StoreUnsafe(ref target, (nuint)done);
        }
        for (; done < Stride; done++)
            result[done] = upper.Mixed[done] + (lower.Mixed[done] - upper.Mixed[done]) * row.Part;
        return samples;
    }

    public void Dispose()
    {
        foreach (var array in (float[][])[line, result, upper.Mixed, lower.Mixed]) ArrayPool<float>.Shared.Return(array);
    }

    private static float[] Rent(int samples) => ArrayPool<float>.Shared.Rent(samples + PixelVector.Slack);

    private void MixAlong(int row, ref (int Row, float[] Mixed) kept)
    {
        if (kept.Row == row) return;
        kept.Row = row;
        convert(source.Span.Slice(row * sourceStride, sourceStride), line.AsSpan(0, sourceStride));
        ref var from = ref MemoryMarshal.GetArrayDataReference(line);
        ref var to = ref MemoryMarshal.GetArrayDataReference(kept.Mixed);
        for (var x = 0; x < columns.Length; x++)
        {
            ref readonly var column = ref columns[x];
            for (var c = 0; c < channels; c += PixelVector.MostChannels)
            {
                var left = PixelVector.Load(ref from, column.Before * channels + c);
                var right = PixelVector.Load(ref from, column.After * channels + c);
                var pixel = left + (right - left) * Vector128.Create(column.Part);
                // Outside the picture both rows are 0, and so is what lies between them.
                PixelVector.Store(column.Inside ? pixel : default, ref to, x * channels + c);
            }
        }
    }
}
