using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Oft.Aloha.Wire;
using Oft.Aloha.Wire.Act;
using Oft.Aloha.Wire.Numpy;

namespace Oft.Lab.Verification.Wire;

/// <summary>json_numpy texts, written and read.</summary>
internal static partial class JsonNumpyChecks
{
    [GeneratedRegex("""^\{"__numpy__": "([A-Za-z0-9+/]*={0,2})", "dtype": "[<>|][biuf]([1248])", "shape": \[([0-9, ]*)\]\}$""")]
    private static partial Regex PlainArray { get; }

    /// <summary><c>json-numpy-encode</c>: an array from its bytes, anything else from the text itself, to the same text.</summary>
    internal static void Encode(VerifyCase of, CaseReport report)
    {
        var text = of.Value.Text("text") ?? throw new VerifyException("the case has no text.");
        object? value;
        try
        {
            value = JsonNumpyReader.Read(Encoding.UTF8.GetBytes(text));
        }
        catch (WireException refused) when (refused.Fault == WireFault.Array)
        {
            throw new NotOfferedException(refused.Message);
        }
        if (of.Value.Text("dtype") is { } dtype && value is NumpyArray read)
        {
            if (of.Value.Text("c_order_hex") is { } hex && hex.Length == 2 * read.Bytes.Length) value = new NumpyArray(NumpyType.Parse(dtype), of.Value.Integers("shape"), Convert.FromHexString(hex));
            report.Equal("dtype", dtype, read.Type.Descriptor);
            report.Equal<int>("shape", of.Value.Integers("shape"), read.Shape);
            if (of.Value.Text("sha256") is { } sha) report.Sha256("bytes", sha, read.Bytes.Span);
            if (of.Value.Member("values") is { ValueKind: JsonValueKind.Array } values && read.Type.IsNumber) report.Equal<double>("values", [.. values.EnumerateArray().Select(Number)], read.ToDoubles());
        }
        // The server's form has no space behind a separator.
        var compact = !text.Contains("\": ", StringComparison.Ordinal) && !text.Contains(", ", StringComparison.Ordinal);
        report.Equal("text", text, Encoding.UTF8.GetString(JsonNumpyWriter.Write(value, compact).Span));
    }

    /// <summary><c>json-numpy-decode</c>: the same verdict and value; a text that only Python's leniency takes may be refused.</summary>
    internal static void Decode(VerifyCase of, CaseReport report)
    {
        var text = of.Value.Text("text") ?? Rule(of.Value.Text("text_rule") ?? throw new VerifyException("the case has neither text nor text_rule."));
        object? value;
        try
        {
            value = JsonNumpyReader.Read(Encoding.UTF8.GetBytes(text));
        }
        catch (WireException refused)
        {
            report.That("verdict", !of.Value.Flag("ok") || !IsPlain(text), $"refused: {refused.Message}");
            return;
        }
        report.That("verdict", of.Value.Flag("ok"), "was read, and is refused by the original");
        if (value is not NumpyArray array || of.Value.Text("hex") is not { } hex) return;
        report.Equal("dtype", of.Value.Text("dtype"), array.Type.Descriptor);
        report.Equal<int>("shape", of.Value.Integers("shape"), array.Shape);
        report.Equal("bytes", hex, Convert.ToHexStringLower(array.Bytes.Span));
    }

    /// <summary>SHA-256 in the form of the files.</summary>
    internal static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    // An array as the encoder writes it, with as many bytes as its shape needs: no reader may refuse it.
    private static bool IsPlain(string text)
    {
        if (PlainArray.Match(text) is not { Success: true } match) return false;
        var needed = match.Groups[3].Value.Split(',', StringSplitOptions.RemoveEmptyEntries).Aggregate(decimal.Parse(match.Groups[2].Value), (product, size) => product * decimal.Parse(size));
        return Convert.TryFromBase64String(match.Groups[1].Value, new byte[match.Groups[1].Length], out var bytes) && needed == bytes;
    }

    private static double Number(JsonElement json) => json.ValueKind == JsonValueKind.Number ? json.GetDouble() : json.GetString() switch
    {
        "NaN" or "nan" => double.NaN,
        "Infinity" or "inf" => double.PositiveInfinity,
        "-Infinity" or "-inf" => double.NegativeInfinity,
        var odd => throw new VerifyException($"'{odd}' is no number."),
    };

    // "100000 times '[' then as many ']'"
    private static string Rule(string rule)
    {
        var match = Regex.Match(rule, @"^(\d+) times '(.)' then as many '(.)'$");
        if (!match.Success) throw new VerifyException($"text_rule '{rule}' is not known.");
        var count = int.Parse(match.Groups[1].Value);
        return new string(match.Groups[2].Value[0], count) + new string(match.Groups[3].Value[0], count);
    }
}
