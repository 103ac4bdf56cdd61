using System.Text.RegularExpressions;
using Oft.Formats;
using Oft.Imaging.Resampling;

namespace Oft.Lab.Verification.Images;

/// <summary>Resizes, crops and conversions alone, on recorded arrays.</summary>
internal static partial class ResampleChecks
{
    [GeneratedRegex(@"^(\d+) x (\d+) result of box (\d+)$")]
    private static partial Regex ResultOfBox { get; }

    /// <summary><c>lanczos</c>: a picture to height x width, as float and as bytes.</summary>
    internal static void Lanczos(VerifyCase of, CaseReport report)
    {
        RecordedImages.Knows(of.Group, ["float_sha256", "uint8_sha256"], ["float", "uint8"]);
        var (height, width) = (of.Value.GetProperty("height").GetInt32(), of.Value.GetProperty("width").GetInt32());
        var input = RecordedImages.Load(of);
        RecordedImages.Compare(of, report, "float_sha256", "float", Lanczos3.Resize(input, height, width));
        RecordedImages.Compare(of, report, "uint8_sha256", "uint8", Lanczos3.ResizeToBytes(input, height, width));
    }

    /// <summary><c>lanczos-float-input</c>: the same from an array of floats.</summary>
    internal static void LanczosOfFloats(VerifyGroup group, GroupReport report)
    {
        RecordedImages.Knows(group, [], ["input", "float"]);
        var file = group.TensorFile();
        var inputs = Arrays(group, "input").ToList();
        foreach (var (name, free) in Arrays(group, "float"))
            report.Case(name, x =>
            {
                // Several pictures share their placeholders with their results; a single one has none.
                var input = inputs.Single(y => y.Free.All(z => !free.ContainsKey(z.Key) || free[z.Key] == z.Value)).Name;
                var resized = Lanczos3.Resize(RecordedImages.Floats(file, input), int.Parse(free["height"]), int.Parse(free["width"]));
                x.Equal("shape", file.Tensors[name].Shape, [resized.Height, resized.Width, resized.Channels]);
                x.Numbers("float", RecordedImages.Numbers<float>(file, name), resized.Pixels.Span);
            });
    }

    /// <summary><c>lanczos-weights</c>: N to M, as a matrix [M, N], or as first indices [M] and rows [M, L].</summary>
    internal static void LanczosWeights(VerifyGroup group, GroupReport report)
    {
        var file = group.TensorFile();
        var arrays = Keys(group).SelectMany(key => Arrays(group, key))
            .Where(x => Digits(x.Free["N"]) && Digits(x.Free["M"])).DistinctBy(x => x.Name)
            .GroupBy(x => (N: int.Parse(x.Free["N"]), M: int.Parse(x.Free["M"])));
        foreach (var size in arrays)
            report.Case($"{size.Key.N} to {size.Key.M}", x =>
            {
                var start = size.SingleOrDefault(y => file.Tensors[y.Name].Type == ElementType.Int32).Name;
                var rows = size.Single(y => y.Name != start).Name;
                var length = (int)file.Tensors[rows].Shape[1];
                x.Equal("rows", size.Key.M, (int)file.Tensors[rows].Shape[0]);
                if (start is null) x.Equal("columns", size.Key.N, length);
                var weights = ResampleWeights.Lanczos3(size.Key.N, size.Key.M);
                float[] expected = new float[size.Key.N], got = new float[size.Key.N];
                for (var row = 0; row < size.Key.M; row++)
                {
                    var first = start is null ? 0 : RecordedImages.Numbers<int>(file, start)[row];
                    Array.Clear(expected);
                    Array.Clear(got);
                    // A row shorter than the longest ends in zeros, which may stand for samples past the last.
                    RecordedImages.Numbers<float>(file, rows).Slice(row * length, Math.Min(length, size.Key.N - first)).CopyTo(expected.AsSpan(first));
                    weights.Of(row).CopyTo(got.AsSpan(weights.First(row)));
                    x.Numbers("weights", expected, got);
                }
            });
    }

    /// <summary><c>crop-and-resize</c>: box i of the image to the size of result i.</summary>
    internal static void CropAndResize(VerifyGroup group, GroupReport report)
    {
        var file = group.TensorFile();
        var keys = Keys(group).ToList();
        var image = RecordedImages.Floats(file, Arrays(group, keys.Single(x => x.StartsWith("float image", StringComparison.Ordinal))).Single().Name);
        var boxes = Arrays(group, keys.Single(x => x.StartsWith("boxes ", StringComparison.Ordinal))).Single().Name;
        foreach (var key in keys)
            foreach (var (name, free) in Arrays(group, key))
            {
                var box = ResultOfBox.Match(key) is { Success: true } match ? match.Groups[3].Value : free.GetValueOrDefault("i");
                if (box is not null && Digits(box)) report.Case(name, x => One(x, name, int.Parse(box)));
            }

        void One(CaseReport x, string name, int box)
        {
            var shape = file.Tensors[name].Shape;
            var edges = RecordedImages.Numbers<float>(file, boxes).Slice(4 * box, 4);
            var crop = Imaging.Resampling.CropAndResize.Apply(image, new CropBox(edges[0], edges[1], edges[2], edges[3]), (int)shape[0], (int)shape[1]);
            x.Numbers("result", RecordedImages.Numbers<float>(file, name), crop.Pixels.Span);
        }
    }

    /// <summary><c>dtype-conversion</c>: first the floats of all bytes, then floats and their bytes by turns.</summary>
    internal static void Conversions(VerifyGroup group, GroupReport report)
    {
        var file = group.TensorFile();
        var names = Keys(group).Select(key => Arrays(group, key).Single().Name).ToList();
        report.Case(names[0], x =>
        {
            var floats = new float[256];
            PixelConversion.ToFloat([.. Enumerable.Range(0, 256).Select(y => (byte)y)], floats);
            x.Numbers("floats", RecordedImages.Numbers<float>(file, names[0]), floats);
        });
        for (var i = 1; i + 1 < names.Count; i += 2)
        {
            var (input, output) = (names[i], names[i + 1]);
            report.Case(input, x =>
            {
                var floats = RecordedImages.Numbers<float>(file, input);
                var bytes = new byte[floats.Length];
                PixelConversion.ToBytes(floats, bytes);
                x.Numbers<byte>("bytes", file.Bytes(output), bytes);
            });
        }
    }

    private static bool Digits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static IEnumerable<string> Keys(VerifyGroup group) =>
        group.Json.Member("tensors")?.Member("keys")?.EnumerateObject().Select(x => x.Name) ?? throw new VerifyException($"group '{group.Name}' has no tensors.");

    private static IEnumerable<(string Name, IReadOnlyDictionary<string, string> Free)> Arrays(VerifyGroup group, string key) =>
        CasePattern.Match(group.Json.GetProperty("tensors").GetProperty("keys").GetProperty(key).GetString()!, default, [], group.TensorFile().Tensors.Keys);
}
