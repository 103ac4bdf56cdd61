using Oft.Data.Aloha;
using Oft.Formats.Hdf5;
using Oft.Imaging;
using Oft.Imaging.Resampling;

namespace Oft.Lab.Verification.Aloha;

/// <summary>The kinds of check about preparing recordings for training.</summary>
internal static class PreprocessChecks
{
    public static void Run(VerifyCase one, CaseReport report)
    {
        var sources = one.Files("raw");
        var split = AlohaSplit.Of(sources, one.Value.Integers("shuffled_indices"), one.Value.GetProperty("percent_val").GetDouble());
        var mapping = split.Train.Select((x, i) => $"{Path.GetFileName(x)} train/episode_{i}.hdf5").Concat(split.Validation.Select((x, i) => $"{Path.GetFileName(x)} val/episode_{i}.hdf5"));
        report.Equal("mapping", [.. one.Value.GetProperty("mapping").EnumerateArray().Select(x => $"{x[0].GetString()} {x[1].GetString()}")], [.. mapping]);
        var folder = Directory.CreateTempSubdirectory("oft-verify-").FullName;
        try
        {
            AlohaPreprocessor.Run(split, folder);
            foreach (var output in one.Value.GetProperty("outputs").EnumerateArray())
            {
                // The stated path ends in train/episode_0.hdf5 or val/episode_0.hdf5.
                var path = output.Text("file")!.Split('/');
                using var file = Hdf5File.Open(Path.Combine(folder, path[^2], path[^1]));
                report.Equal($"data sets of {path[^2]}/{path[^1]}", [.. output.GetProperty("datasets").EnumerateArray().Select(x => x.Text("path")!).Order(StringComparer.Ordinal)], [.. file.Datasets().Order(StringComparer.Ordinal)]);
                foreach (var dataset in output.GetProperty("datasets").EnumerateArray()) Hdf5Checks.Dataset(file, dataset, report, refused: false);
                report.Equal("sim", output.GetProperty("attributes").GetProperty("sim").GetProperty("value").GetBoolean(), file.Attributes().Single(x => x.Name == "sim").IsTrue);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static void Split(VerifyCase one, CaseReport report) =>
        report.Equal("held out", one.Value[2].GetInt32(), AlohaSplit.ValidationCount(one.Value[0].GetInt32(), one.Value[1].GetDouble()));

    public static void Sort(VerifyCase one, CaseReport report)
    {
        var folder = Directory.CreateTempSubdirectory("oft-verify-").FullName;
        try
        {
            List<string> expected = [.. one.Value.EnumerateArray().Select(x => x.GetString()!)];
            foreach (var name in expected.AsEnumerable().Reverse()) File.WriteAllBytes(Path.Combine(folder, name), []);
            report.Equal<string>("order", expected, [.. AlohaRecording.Find(folder).Select(x => Path.GetFileName(x))]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static void Bicubic(VerifyCase one, CaseReport report)
    {
        var (height, width) = (one.Value.GetProperty("height").GetInt32(), one.Value.GetProperty("width").GetInt32());
        var seed = one.Group.Folder.Parameters?.Member("seed")?.GetInt32() ?? 0;
        var picture = Picture(height, width, one.Value.GetProperty("t").GetInt32(), one.Value.GetProperty("cam").GetInt32(), seed);
        report.Sha256("input", one.Value.Text("input_sha256")!, picture);
        report.Sha256("output", one.Value.Text("output_sha256")!, PillowResize.Apply(new ByteImage(height, width, 3, picture), AlohaPreprocessor.Size, AlohaPreprocessor.Size).Pixels.Span);
    }

    // The rule of the synthetic pictures, as the folder's parameters state it.
    private static byte[] Picture(int h, int w, int t, int cam, int seed)
    {
        var rgb = new byte[h * w * 3];
        for (var y = 0; y < h; y++)
            for (var x = 0; x < w; x++)
            {
                var at = (y * w + x) * 3;
                rgb[at] = (byte)(h < 8 ? 10 * (y + 1) : x * 255 / (w - 1));
                rgb[at + 1] = (byte)(h < 8 ? 20 * (x + 1) : y * 255 / (h - 1));
                rgb[at + 2] = (byte)(h < 8 ? 200 : (60 + 50 * cam + 3 * t + seed) % 256);
            }
        if (h < 8) return rgb;
        byte[] colour = (cam % 3) switch { 0 => [255, 240, 20], 1 => [10, 30, 250], _ => [20, 250, 60] };
        var side = Math.Max(4, h / 6);
        var (row, column) = ((t * 5 + cam * 11) % (h - side), (t * 7 + cam * 3 + seed) % (w - side));
        for (var y = row; y < row + side; y++)
            for (var x = column; x < column + side; x++)
                colour.CopyTo(rgb, (y * w + x) * 3);
        return rgb;
    }
}
