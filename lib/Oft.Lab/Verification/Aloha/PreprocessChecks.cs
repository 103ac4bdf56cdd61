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
        var picture = SyntheticPictures.Square(height, width, one.Value.GetProperty("t").GetInt32(), one.Value.GetProperty("cam").GetInt32(), seed);
        report.Sha256("input", one.Value.Text("input_sha256")!, picture);
        report.Sha256("output", one.Value.Text("output_sha256")!, PillowResize.Apply(new ByteImage(height, width, 3, picture), AlohaPreprocessor.Size, AlohaPreprocessor.Size).Pixels.Span);
    }
}
