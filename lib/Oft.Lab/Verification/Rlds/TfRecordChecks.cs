using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Oft.Formats;
using Oft.Formats.TfRecord;
using Oft.Formats.Tfds;

namespace Oft.Lab.Verification.Rlds;

/// <summary>The kinds of check about record files and Examples.</summary>
internal static class TfRecordChecks
{
    public static void Crc(VerifyCase one, CaseReport report)
    {
        var data = Convert.FromHexString(one.Value.Text("data_hex")!);
        report.Equal("crc32c", one.Value.GetProperty("crc32c").GetUInt32(), MaskedCrc.Crc32C(data));
        report.Equal("masked", one.Value.GetProperty("masked").GetUInt32(), MaskedCrc.Of(data));
    }

    public static void Files(VerifyCase one, CaseReport report)
    {
        var hashes = new List<string>();
        DamagedFileException? damage = null;
        try
        {
            using var reader = TfRecordReader.Open(one.File("file"), one.Value.Text("compression") switch
            {
                "GZIP" => TfRecordCompression.Gzip,
                "ZLIB" => TfRecordCompression.Zlib,
                _ => TfRecordCompression.None,
            });
            while (reader.Read(out var data)) hashes.Add(Convert.ToHexStringLower(SHA256.HashData(data.Span))[..16]);
        }
        catch (DamagedFileException e)
        {
            damage = e;
        }
        if (one.Value.Member("records") is not null) report.Equal("records", one.Value.Texts("records"), hashes);
        var mustFail = one.Value.Member("error_type") is not null || one.Value.Member("process_exit_code") is not null;
        var mayFail = Path.GetFileName(one.Value.Text("file") ?? "").StartsWith("bad_", StringComparison.Ordinal);
        report.That("end", mustFail ? damage is not null : damage is null || mayFail, mustFail ? "expected a named error, got a clean end" : $"expected a clean end, got: {damage?.Message}");
    }

    public static void Offsets(VerifyGroup group, GroupReport report)
    {
        var path = group.Folder[group.Json.Member("data")?.Text("file") ?? throw new VerifyException($"group '{group.Name}' has no data 'file'.")];
        using var reader = TfRecordReader.Open(path);
        foreach (var one in group.Cases())
        {
            report.Case(one.Name, x => x.Equal("offset", one.Value.GetInt64(), reader.Position));
            reader.Read(out _);
        }
    }

    public static void Example(VerifyCase one, CaseReport report)
    {
        var example = TfExample.Parse(Convert.FromHexString(one.Value.Text("hex")!), one.Name);
        var expected = one.Value.GetProperty("parsed");
        report.Equal("names", [.. expected.EnumerateObject().Select(x => x.Name).Order(StringComparer.Ordinal)], [.. example.Features.Keys.Order(StringComparer.Ordinal)]);
        foreach (var feature in expected.EnumerateObject())
        {
            var got = example.Features[feature.Name];
            report.Equal($"{feature.Name} kind", feature.Value.Text("kind"), KindName(got.Kind));
            if (feature.Value.Member("values") is not { } values) continue;
            var count = values.GetArrayLength();
            if (count != got.Count) report.Fail(feature.Name, $"expected {count} values, got {got.Count}");
            else if (got.Kind == FeatureKind.Bytes) report.Equal(feature.Name, [.. values.EnumerateArray().Select(x => x.GetString()!)], [.. Enumerable.Range(0, count).Select(i => Convert.ToHexStringLower(got.Bytes(i).Span))]);
            else if (got.Kind == FeatureKind.Float) report.Numbers<float>(feature.Name, [.. values.EnumerateArray().Select(Number)], got.Floats);
            else report.Numbers<long>(feature.Name, [.. values.EnumerateArray().Select(x => x.GetInt64())], got.Integers);
        }
    }

    public static void ExampleLayout(VerifyCase one, CaseReport report)
    {
        using var reader = TfRecordReader.Open(one.File("file"));
        reader.Read(out var data);
        var features = TfExample.Parse(data, one.File("file")).Features;
        if (!features.TryGetValue(one.Stars[^1], out var feature)) report.Fail(one.Stars[^1], "it is not in the record");
        else
        {
            report.Equal("kind", one.Value.Text("kind"), KindName(feature.Kind));
            report.Equal("count", one.Value.GetProperty("count").GetInt32(), feature.Count);
        }
    }

    private static string? KindName(FeatureKind kind) => kind switch { FeatureKind.Bytes => "bytes_list", FeatureKind.Float => "float_list", FeatureKind.Int64 => "int64_list", _ => null };

    private static float Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetSingle() : value.GetString() switch
    {
        "inf" => float.PositiveInfinity,
        "-inf" => float.NegativeInfinity,
        var text => float.Parse(text!, CultureInfo.InvariantCulture),
    };
}
