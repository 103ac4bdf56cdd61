using System.Text.Json;

namespace Oft.Lab.Verification.Aloha;

/// <summary>Numbers as the index files of ALOHA write them: shortest texts, and words for what JSON has no number for.</summary>
internal static class Recorded
{
    // numpy's NaN is positive, .NET's is negative: bytes are compared.
    private static readonly double nan = BitConverter.UInt64BitsToDouble(0x7FF8_0000_0000_0000);

    public static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : value.GetString() switch
    {
        "NaN" => nan,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        var text => throw new VerifyException($"'{text}' is no number."),
    };

    public static double[] Numbers(JsonElement row) => [.. row.EnumerateArray().Select(Number)];

    public static string Hex(double value) => Convert.ToHexStringLower(BitConverter.GetBytes(value));

    public static string Hex(float value) => Convert.ToHexStringLower(BitConverter.GetBytes(value));

    /// <summary>A float64 by its bits; NaN equals NaN.</summary>
    public static void Number(CaseReport report, string part, double expected, double got) => report.Numbers<double>(part, [expected], [got]);
}
