using System.Text.Json;
using Oft.Aloha.Ros1.Types;

namespace Oft.Lab.Verification.Aloha;

/// <summary>Fields of messages as the index writes them: numbers, texts, <c>{secs, nsecs}</c>, uint8[] as <c>{base64}</c>.</summary>
internal static class RosJson
{
    public static IReadOnlyDictionary<string, object> Fields(RosCatalog catalog, RosDefinition definition, JsonElement json) =>
        definition.Fields.ToDictionary(x => x.Name, x => Field(catalog, x, json.GetProperty(x.Name)));

    public static void Compare(CaseReport report, RosCatalog catalog, RosDefinition definition, JsonElement expected, IReadOnlyDictionary<string, object> got, string path)
    {
        report.Equal<string>($"fields{path}", [.. expected.EnumerateObject().Select(x => x.Name)], [.. got.Keys]);
        foreach (var field in definition.Fields)
            Compare(report, catalog, field, Field(catalog, field, expected.GetProperty(field.Name)), got[field.Name], expected.GetProperty(field.Name), $"{path}.{field.Name}");
    }

    private static void Compare(CaseReport report, RosCatalog catalog, RosField field, object expected, object got, JsonElement json, string path)
    {
        switch (expected, got)
        {
            case (IReadOnlyDictionary<string, object>, IReadOnlyDictionary<string, object> inner): Compare(report, catalog, catalog.Message(field.Type), json, inner, path); break;
            case (object[] many, object[] found) when !field.IsBuiltIn:
                report.Equal($"length of {path}", many.Length, found.Length);
                for (var i = 0; i < Math.Min(many.Length, found.Length); i++) Compare(report, catalog, field, many[i], found[i], json[i], $"{path}[{i}]");
                break;
            case (double x, double y): report.Numbers<double>(path, [x], [y]); break;
            case (float x, float y): report.Numbers<float>(path, [x], [y]); break;
            case (double[] x, double[] y): report.Numbers<double>(path, x, y); break;
            case (float[] x, float[] y): report.Numbers<float>(path, x, y); break;
            case (byte[] x, byte[] y): report.Numbers<byte>(path, x, y); break;
            case (Array x, Array y): report.Equal<object?>(path, [.. x.Cast<object?>()], [.. y.Cast<object?>()]); break;
            default: report.Equal(path, expected, got); break;
        }
    }

    private static object Field(RosCatalog catalog, RosField field, JsonElement json)
    {
        if (!field.IsArray) return One(catalog, field, json);
        if (field.Type is "uint8" or "char") return json.ValueKind == JsonValueKind.Object ? Convert.FromBase64String(json.GetProperty("base64").GetString()!) : json.EnumerateArray().Select(x => x.GetByte()).ToArray();
        object[] values = [.. json.EnumerateArray().Select(x => One(catalog, field, x))];
        return field.Type switch
        {
            "int8" or "byte" => values.Cast<sbyte>().ToArray(), "int16" => values.Cast<short>().ToArray(), "uint16" => values.Cast<ushort>().ToArray(),
            "int32" => values.Cast<int>().ToArray(), "uint32" => values.Cast<uint>().ToArray(), "int64" => values.Cast<long>().ToArray(), "uint64" => values.Cast<ulong>().ToArray(),
            "float32" => values.Cast<float>().ToArray(), "float64" => values.Cast<double>().ToArray(), "string" => values.Cast<string>().ToArray(),
            _ => values,
        };
    }

    private static object One(RosCatalog catalog, RosField field, JsonElement json) => field.Type switch
    {
        "bool" => json.ValueKind == JsonValueKind.Number ? json.GetInt32() != 0 : json.GetBoolean(),
        "int8" or "byte" => json.GetSByte(), "uint8" or "char" => json.GetByte(), "int16" => json.GetInt16(), "uint16" => json.GetUInt16(), "int32" => json.GetInt32(),
        "uint32" => json.GetUInt32(), "int64" => json.GetInt64(), "uint64" => json.GetUInt64(), "float32" => (float)Recorded.Number(json), "float64" => Recorded.Number(json),
        "string" => json.GetString()!,
        "time" => new RosTime(json.GetProperty("secs").GetUInt32(), json.GetProperty("nsecs").GetUInt32()),
        "duration" => new RosDuration(json.GetProperty("secs").GetInt32(), json.GetProperty("nsecs").GetInt32()),
        _ => Fields(catalog, catalog.Message(field.Type), json),
    };
}
