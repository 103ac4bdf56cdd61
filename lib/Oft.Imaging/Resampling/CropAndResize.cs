using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Oft.Imaging.Resampling;

/// <summary>Cuts a box out of a picture and resizes it bilinearly, byte-equal to <c>tf.image.crop_and_resize</c>.</summary>
/// <remarks>
/// For H source rows, h result rows and a box from y1 to y2 (columns alike; all float32, every operation rounded):
/// <code>
/// step = ((y2 − y1) · (H − 1)) / (h − 1)        y = y1 · (H − 1) + i · step
/// y = 0.5 · ((y1 + y2) · (H − 1))               when h = 1
/// top = tl + (tr − tl) · tx      bottom = bl + (br − bl) · tx      result = top + (bottom − top) · ty
/// </code>
/// What lies outside [0, H − 1] is 0.
/// <para>Upstream: TensorFlow's op CropAndResize, as called by crop_and_resize in experiments/robot/openvla_utils.py and by dlimp.</para>
/// </remarks>
public static class CropAndResize
{
    /// <summary>Cuts and resizes.</summary>
    /// <param name="image">[H, W, C].</param>
    /// <param name="box">May be flipped or reach outside.</param>
    /// <param name="height">h.</param>
    /// <param name="width">w.</param>
    /// <returns>[h, w, C], not clipped.</returns>
    public static FloatImage Apply(FloatImage image, CropBox box, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        var padded = ArrayPool<float>.Shared.Rent(image.Pixels.Length + PixelVector.Slack);
        try
        {
            image.Pixels.Span.CopyTo(padded);
            var result = Apply(padded, image.Height, image.Width, image.Channels, box, height, width);
            return new FloatImage(height, width, image.Channels, result.AsMemory(0, height * width * image.Channels));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(padded);
        }
    }

    /// <summary>The same from [H, W, C] to [h, w, C], both with <see cref="PixelVector.Slack"/> samples behind them.</summary>
    internal static float[] Apply(float[] source, int sourceHeight, int sourceWidth, int channels, CropBox box, int height, int width)
    {
        var rows = CropAxis.Sample(box.Top, box.Bottom, sourceHeight, height);
        var columns = CropAxis.Sample(box.Left, box.Right, sourceWidth, width);
        var result = GC.AllocateUninitializedArray<float>(checked(height * width * channels + PixelVector.Slack));
        for (var y = 0; y < height; y++)
        {
            var target = result.AsSpan(y * width * channels, width * channels + PixelVector.Slack);
            if (!rows[y].Inside) target.Clear();
            else Mix(source, rows[y], columns, sourceWidth * channels, channels, target);
        }
        return result;
    }

    private static void Mix(float[] source, CropAxis row, CropAxis[] columns, int stride, int channels, Span<float> result)
    {
        ref var upper = ref source[row.Before * stride];
        ref var lower = ref source[row.After * stride];
        ref var target = ref MemoryMarshal.GetReference(result);
        for (var x = 0; x < columns.Length; x++)
            for (var c = 0; c < channels; c += PixelVector.MostChannels)
            {
                var column = columns[x];
                var (left, right) = (column.Before * channels + c, column.After * channels + c);
                var top = Mix(PixelVector.Load(ref upper, left), PixelVector.Load(ref upper, right), column.Part);
                var bottom = Mix(PixelVector.Load(ref lower, left), PixelVector.Load(ref lower, right), column.Part);
                var pixel = column.Inside ? Mix(top, bottom, row.Part) : default;
                PixelVector.Store(pixel, ref target, x * channels + c);
            }
    }

    private static Vector128<float> Mix(Vector128<float> a, Vector128<float> b, float part) => a + (b - a) * part;
}
