using System.Diagnostics;
using Oft.Imaging;
using Oft.Imaging.Files;
using Oft.Imaging.Resampling;

namespace Oft.Lab.Benches;

/// <summary>What the policy's pictures cost, beside libjpeg-turbo's share of it.</summary>
/// <remarks>One thread. The parts are timed in turns; the ratio is taken within each round and its median counts, so a busy machine slows both.</remarks>
public sealed class ImagingBench : IBench
{
    private const int Side = 256;
    private const int CallsARound = 20;

    /// <inheritdoc/>
    public string Name => "imaging";

    /// <inheritdoc/>
    public string Question => "How much longer than JPEG encoding and decoding alone does the whole way of one 256x256 view to the policy take?";

    /// <inheritdoc/>
    public IReadOnlyList<BenchFigure> Run(BenchContext context)
    {
        var view = Scene(Side, Side);
        var file = Jpeg.Encode(view);
        var resized = PolicyImage.Resize(view);
        var frame = Scene(480, 640);
        (string Name, Action Work)[] parts =
        [
            ("JPEG encode and decode alone, 256x256", () => Jpeg.Decode(Jpeg.Encode(view))),
            ("policy path: JPEG, Lanczos to 224, centre crop", () => PolicyImage.Prepare(view)),
            ("JPEG encode", () => Jpeg.Encode(view)),
            ("JPEG decode", () => Jpeg.Decode(file)),
            ("Lanczos 256 to 224", () => Lanczos3.ResizeToBytes(view, PolicyImage.Size, PolicyImage.Size)),
            ("centre crop", () => PolicyImage.CenterCrop(resized)),
            ("Pillow bicubic 480x640 to 256x256", () => PillowResize.Apply(frame, Side, Side)),
        ];
        var rounds = Time(parts, context);
        return
        [
            new("policy path over JPEG encode and decode alone", Median(rounds[1].Zip(rounds[0], (path, alone) => path / alone)), "x", Better.Lower, 2.5),
            .. parts.Select((part, i) => new BenchFigure(part.Name, Median(rounds[i]), "ms", Better.Lower)),
        ];
    }

    /// <summary>Milliseconds of a call, by part and round.</summary>
    private static double[][] Time((string Name, Action Work)[] parts, BenchContext context)
    {
        var rounds = context.Long ? 400 : 100;
        var times = parts.Select(_ => new double[rounds]).ToArray();
        for (var round = -10; round < rounds; round++)               // the first rounds warm up the compiler and the pools
            for (var part = 0; part < parts.Length; part++)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                var start = Stopwatch.GetTimestamp();
                for (var call = 0; call < CallsARound; call++) parts[part].Work();
                if (round >= 0) times[part][round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds / CallsARound;
            }
        context.Say($"{rounds} rounds of {CallsARound} calls each");
        return times;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        return ordered[ordered.Length / 2];
    }

    /// <summary>A picture as a camera gives it: smooth surfaces, edges and a little noise.</summary>
    private static ByteImage Scene(int height, int width)
    {
        var random = new Random(1000);
        var pixels = new byte[height * width * 3];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                for (var c = 0; c < 3; c++)
                {
                    var table = 120 + 60 * Math.Sin((x + 2 * y) * 0.02 + c) + ((x / 40 + y / 56) % 2 == 0 ? 30 : -30);
                    pixels[(y * width + x) * 3 + c] = (byte)Math.Clamp(table + random.Next(-4, 5), 0, 255);
                }
        return new ByteImage(height, width, 3, pixels);
    }
}
