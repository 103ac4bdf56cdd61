using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Oft.Data.Aloha;
using Oft.Formats;
using Oft.Formats.Hdf5;
using Oft.Imaging.Files;

namespace Oft.Lab.Verification.Aloha;

/// <summary>The kinds of check about HDF5 files, sound and broken.</summary>
internal static class Hdf5Checks
{
    public static void Content(VerifyCase one, CaseReport report)
    {
        using var file = Hdf5File.Open(one.File("file"));
        var refused = one.Group.Lists("refuse", one);
        Attributes(file, one.Value.GetProperty("attributes"), report);
        foreach (var stated in one.Value.GetProperty("datasets").EnumerateArray()) Dataset(file, stated, report, refused);
        if (one.Value.Member("frames") is not { } frames) return;
        using var recording = AlohaRecording.Open(one.File("file"));
        foreach (var frame in frames.EnumerateArray()) Frame(recording, frame, report);
    }

    public static void Broken(VerifyCase one, CaseReport report)
    {
        var kind = one.Value.Text("kind") ?? throw new VerifyException($"case '{one.Name}' has no kind.");
        var verdict = one.Group.Json.GetProperty("verdict");
        var expected = verdict.EnumerateObject().Where(x => verdict.Texts(x.Name).Intersect(one.Names).Any()).Select(x => x.Name).FirstOrDefault()
            ?? verdict.Text(kind) ?? throw new VerifyException($"the verdict says nothing of kind '{kind}'.");
        var path = one.File("file");
        string? refusal = null;
        try
        {
            Hdf5Worker.ReadWhole(path);
        }
        catch (DamagedFileException e)
        {
            refusal = e.Message;
        }
        var problems = AlohaCheck.Look(path).Where(finding => finding.Problem).Select(finding => finding.Message).ToList();
        report.That(expected, expected switch
        {
            "refuse" => refusal is not null,
            "report" => refusal is not null || problems.Count > 0,
            "accept" => refusal is null && problems.Count == 0,
            "either" => true,
            _ => throw new VerifyException($"verdict '{expected}' is not known."),
        }, $"{one.Value.Text("expect")}; got {(refusal ?? (problems.Count > 0 ? string.Join(" ", problems) : "nothing to object"))}");
        if (expected == "report" && refusal is null)
            report.That("names file, data set or step", problems.All(x => x.Contains('/') || x.Contains("cam_", StringComparison.Ordinal) || x.Contains("frame", StringComparison.Ordinal)), string.Join(" ", problems));
    }

    public static void Library(VerifyCase one, CaseReport report)
    {
        var name = one.Stars[0];
        var tried = Tried(one, name);
        Hdf5File? file = null;
        try
        {
            file = Hdf5File.Open(one.File("file"));
        }
        catch (DamagedFileException)
        {
        }
        using (file)
        {
            report.Equal("open", one.Value.Text("open"), file is null ? "failed" : "ok");
            if (file is null) return;
            var failed = new List<string>();
            foreach (var path in tried)
                try
                {
                    Hdf5Worker.ReadWhole(file, file.Dataset(path) is { MissingFilter: null } sound ? sound : throw new DamagedFileException(name, FileFault.Unsupported, path));
                }
                catch (DamagedFileException)
                {
                    failed.Add(path);
                }
            report.Equal("datasets_ok", one.Value.GetProperty("datasets_ok").GetInt32(), tried.Count - failed.Count);
            report.Equal<string>("not_ok", [.. one.Value.GetProperty("not_ok").EnumerateArray().Select(x => x[0].GetString()!)], failed);
        }
    }

    private static IReadOnlyList<string> Tried(VerifyCase one, string name)
    {
        var rule = one.Group.Json.GetProperty("data_sets");
        foreach (var index in rule.Texts("from"))
            if (Named(one.Group.Folder.Document(index), name) is { } listed)
                return [.. listed.GetProperty("datasets").EnumerateArray().Select(x => x.Text("path")!)];
        return rule.Texts("else");
    }

    // An index lists files at its own depth; what has this file's name and data sets is the one.
    private static JsonElement? Named(JsonElement at, string name)
    {
        if (at.ValueKind == JsonValueKind.Object && at.Text("file") == name && at.Member("datasets") is not null) return at;
        var inner = at.ValueKind switch
        {
            JsonValueKind.Object => at.EnumerateObject().Select(x => x.Value),
            JsonValueKind.Array => at.EnumerateArray(),
            _ => Enumerable.Empty<JsonElement>(),
        };
        foreach (var value in inner)
            if (Named(value, name) is { } found) return found;
        return null;
    }

    private static void Attributes(Hdf5File file, JsonElement stated, CaseReport report)
    {
        var attributes = file.Attributes().ToDictionary(x => x.Name);
        report.Equal("attributes", [.. stated.EnumerateObject().Select(x => x.Name).Order(StringComparer.Ordinal)], [.. attributes.Keys.Order(StringComparer.Ordinal)]);
        foreach (var attribute in stated.EnumerateObject())
        {
            if (!attributes.TryGetValue(attribute.Name, out var got)) continue;
            var value = attribute.Value.GetProperty("value");
            report.Equal($"type of {attribute.Name}", attribute.Value.Text("h5_type"), got.TypeName);
            report.Equal($"shape of {attribute.Name}", [.. attribute.Value.GetProperty("shape").EnumerateArray().Select(x => x.GetInt64())], got.Shape);
            report.Equal(attribute.Name, [.. (value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : Enumerable.Repeat(value, 1)).Select(Text)], [.. got.Values.Select(Text)]);
        }
    }

    public static void Dataset(Hdf5File file, JsonElement stated, CaseReport report, bool refused)
    {
        var path = stated.Text("path")!;
        var info = file.Dataset(path);
        report.Equal($"shape of {path}", [.. stated.GetProperty("shape").EnumerateArray().Select(x => x.GetInt64())], info.Shape);
        if (refused && info.MissingFilter is not null)
        {
            var error = Record(() => file.ReadBytes(path));
            report.That(path, error is DamagedFileException && error.Message.Contains(info.MissingFilter, StringComparison.Ordinal), $"expected an error that names the filter, got {error?.Message ?? "none"}");
            return;
        }
        if (info.Type.Class == Hdf5Class.Variable)
        {
            report.Equal($"dtype of {path}", stated.Text("dtype"), $"vlen {info.Type.Element!.Code}");
            return;
        }
        report.Equal($"dtype of {path}", stated.Text("dtype"), info.Type.Code);
        if (stated.Text("sha256_little_endian_c_order") is { } hash) report.Sha256(path, hash, file.ReadBytes(path));
        if (stated.Member("first_row") is null || info.Count == 0) return;
        var values = Doubles(file.ReadBytes(path), info.Type);
        var width = (int)info.RowCount;
        Row("first_row", values.AsSpan(0, width));
        Row("last_row", values.AsSpan(values.Length - width));

        // Long rows are recorded by their first numbers.
        void Row(string name, ReadOnlySpan<double> got)
        {
            if (stated.Member(name) is not { } row) return;
            var numbers = Recorded.Numbers(row);
            report.Numbers<double>($"{name} of {path}", numbers, got[..Math.Min(got.Length, numbers.Length)]);
        }
    }

    private static void Frame(AlohaRecording recording, JsonElement stated, CaseReport report)
    {
        var camera = recording.Cameras.First(x => x.Name == stated.Text("camera"));
        var step = stated.GetProperty("frame").GetInt32();
        var jpeg = recording.Encoded(camera, step);
        var part = $"{camera.Name} {step}";
        report.Equal($"{part} length", stated.GetProperty("jpeg_bytes_to_end_marker").GetInt32(), jpeg.Length);
        report.Equal($"{part} padded", stated.GetProperty("padded").GetInt32(), recording.Stored(camera, step).Length);
        report.Sha256($"{part} JPEG", stated.Text("jpeg_sha256")!, jpeg);
        var decoded = Jpeg.Decode(jpeg, InverseDct.Accurate);
        report.Equal($"{part} shape", stated.Integers("decoded_shape"), [decoded.Height, decoded.Width, decoded.Channels]);
        report.Sha256($"{part} pixels", stated.Text("pillow_sha256")!, decoded.Pixels.Span);
        var turned = recording.Frame(camera, step).Pixels.ToArray();
        report.Equal($"{part} true colours", stated.Text("cv2_imdecode_sha256"), Convert.ToHexStringLower(SHA256.HashData(turned)));
    }

    private static double[] Doubles(byte[] bytes, Hdf5Type type) => (type.Class, type.Size, type.Signed) switch
    {
        (Hdf5Class.Float, 2, _) => [.. MemoryMarshal.Cast<byte, Half>(bytes).ToArray().Select(x => (double)x)],
        (Hdf5Class.Float, 4, _) => [.. MemoryMarshal.Cast<byte, float>(bytes).ToArray().Select(x => (double)x)],
        (Hdf5Class.Float, 8, _) => MemoryMarshal.Cast<byte, double>(bytes).ToArray(),
        (Hdf5Class.Integer, 1, false) => [.. bytes.Select(x => (double)x)],
        _ => throw new VerifyException($"rows of {type.Name} are not compared."),
    };

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble().ToString("R", CultureInfo.InvariantCulture) : value.ToString();

    private static string Text(object value) => value switch
    {
        bool flag => flag.ToString(),
        long number => ((double)number).ToString("R", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static Exception? Record(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }
}
