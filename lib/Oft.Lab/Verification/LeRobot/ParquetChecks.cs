using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Oft.Formats;
using Oft.Formats.Parquet;

namespace Oft.Lab.Verification.LeRobot;

/// <summary>The kinds of check about Parquet files alone.</summary>
internal static class ParquetChecks
{
    private const string noRows = "0 rows";

    public static void Table(VerifyCase one, CaseReport report)
    {
        using var file = ParquetFile.Open(one.File("file"));
        var tables = one.Group.Json.Member("tables") ?? throw new VerifyException($"group '{one.Group.Name}' has no tables.");
        var name = one.Value.Text("data") ?? throw new VerifyException($"case '{one.Name}' names no data.");
        var pattern = (tables.Text("by") ?? throw new VerifyException("tables say nothing of 'by'.")).Replace("{data}", name == noRows ? "base" : name);
        var table = CasePath.Walk(one.Group.Folder.Document(tables.Text("index")!), pattern).Single().Value;
        report.Equal("columns", [.. table.EnumerateObject().Select(x => x.Name).Order(StringComparer.Ordinal)], [.. file.Columns.Select(x => x.Name).Order(StringComparer.Ordinal)]);
        if (one.Value.Member("row_groups") is not null) report.Equal("row groups", [.. one.Value.Integers("row_groups").Select(x => (long)x)], file.Groups);
        foreach (var column in table.EnumerateObject())
        {
            if (file.Find(column.Name) is not { } node) continue;
            var rows = Enumerable.Range(0, file.Groups.Count).SelectMany(group => file.ReadRows(node, group)).Select(Written).ToList();
            report.Equal<string>(column.Name, name == noRows ? [] : [.. column.Value.EnumerateArray().Select(x => Written(x, node.Leaves.Any(leaf => leaf.Text)))], rows);
        }
    }

    public static void Hostile(VerifyCase one, CaseReport report)
    {
        string? refusal = null;
        try
        {
            using var file = ParquetFile.Open(one.File("file"));
            for (var group = 0; group < file.Groups.Count; group++)
                foreach (var column in file.Columns) file.ReadRows(column, group);
        }
        catch (DamagedFileException e)
        {
            refusal = e.Message;
        }
        Verdict(one, report, refusal, refusal);
    }

    /// <summary>Compares what was found with the verdict the group states for a case.</summary>
    /// <param name="one">The case.</param>
    /// <param name="report">Takes it.</param>
    /// <param name="refusal">The named error, or null.</param>
    /// <param name="objection">The error or the findings in words, or null.</param>
    public static string Verdict(VerifyCase one, CaseReport report, string? refusal, string? objection)
    {
        var verdict = one.Group.Json.Member("verdict") ?? throw new VerifyException($"group '{one.Group.Name}' states no verdict.");
        var expected = verdict.EnumerateObject().Select(x => x.Name).FirstOrDefault(x => verdict.Texts(x).Intersect(one.Names).Any())
            ?? verdict.Text("default") ?? throw new VerifyException($"the verdict says nothing of '{one.Name}'.");
        report.That(expected, expected switch
        {
            "refuse" => refusal is not null,
            "report" => objection is not null,
            "accept" => objection is null,
            "either" => true,
            _ => throw new VerifyException($"verdict '{expected}' is not known."),
        }, $"{one.Value.Text("note")}; got {objection ?? "nothing to object"}");
        return expected;
    }

    // Both sides in one spelling; numbers by their shortest text, which tells any two float32 or float64 apart.
    private static string Written(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => JsonSerializer.Serialize(text),
        byte[] bytes => $"{bytes.Length} bytes {Convert.ToHexStringLower(SHA256.HashData(bytes))}",
        float number => ((double)number).ToString("R", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        List<object?> list => $"[{string.Join(",", list.Select(Written))}]",
        Dictionary<string, object?> members => $"{{{string.Join(",", members.Select(x => $"{x.Key}:{Written(x.Value)}"))}}}",
        _ => throw new VerifyException($"values of {value.GetType().Name} are not known here."),
    };

    // Where a column holds no text, a text is a number that JSON cannot hold: NaN, an infinity, 64 bits.
    private static string Written(JsonElement value, bool texts) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => $"[{string.Join(",", value.EnumerateArray().Select(x => Written(x, texts)))}]",
        JsonValueKind.Object when value.Text("bytes_sha256") is { } hash => $"{value.GetProperty("length")} bytes {hash}",
        JsonValueKind.Object => $"{{{string.Join(",", value.EnumerateObject().Select(x => $"{x.Name}:{Written(x.Value, texts)}"))}}}",
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole.ToString(CultureInfo.InvariantCulture) : value.GetDouble().ToString("R", CultureInfo.InvariantCulture),
        _ => texts ? JsonSerializer.Serialize(value.GetString()) : value.GetString()!.Replace("inf", "Infinity").Replace("Infinityinity", "Infinity"),
    };
}
