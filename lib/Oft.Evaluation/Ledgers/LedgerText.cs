using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Oft.Evaluation.Ledgers;

/// <summary>Lines of a ledger to JSON and back. A ledger may come from anybody: what does not fit is named with its line.</summary>
internal static class LedgerText
{
    /// <summary>Longer lines are no ledger's: an episode takes a few hundred bytes, a header a few thousand.</summary>
    private const int longestLine = 1 << 20;

    private static readonly JsonSerializerOptions options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public static string Line<T>(T value) => JsonSerializer.Serialize(value, options);

    /// <summary>Whole lines of a file; what follows the last line end was cut off by a crash and is left out.</summary>
    /// <param name="path">The ledger.</param>
    /// <param name="whole">Bytes up to and with the last line end.</param>
    public static List<string> Lines(string path, out long whole)
    {
        // Others may still be writing: this takes no lock against them.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        List<string> lines = [];
        List<byte> line = [];
        whole = 0;
        var buffer = new byte[1 << 16];
        for (int count; (count = file.Read(buffer)) > 0;)
            foreach (var value in buffer.AsSpan(0, count))
            {
                if (value != '\n')
                {
                    if (line.Count == longestLine) throw new LedgerException($"{path}, line {lines.Count + 1}: expected a line of at most {longestLine} bytes; this is no ledger.");
                    line.Add(value);
                    continue;
                }
                whole += line.Count + 1;
                lines.Add(Encoding.UTF8.GetString([.. line]));
                line.Clear();
            }
        return lines;
    }

    public static T Parse<T>(string line, string path, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, options) ?? throw new JsonException("the line is null.");
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException or NotSupportedException)
        {
            var known = string.Join(", ", typeof(T).GetProperties().Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)));
            throw new LedgerException($"{path}, line {number}: expected {(typeof(T) == typeof(LedgerHeader) ? "a header" : "an episode")} with {known}. {broken.Message}", broken);
        }
    }
}
