using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Oft.Host.Documents;

/// <summary>How notebooks spell JSON: one space of indent, <c>\n</c>, text as a list of lines.</summary>
public static class NotebookJson
{
    /// <summary>Deeper files are refused.</summary>
    public const int Depth = 256;

    private static readonly JsonWriterOptions layout = new() { Indented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = Depth + 8 };

    /// <summary>Text that is one string or a list of them.</summary>
    public static string Text(JsonNode? node) => node switch
    {
        JsonArray lines => string.Concat(lines.Select(line => (string?)line)),
        null => "",
        _ => (string)node!,
    };

    /// <summary>A text as a list of its lines, each with its line end.</summary>
    public static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add((JsonNode)text[start..end]);
            start = end;
        }
        return lines;
    }

    /// <summary>The bytes of a file.</summary>
    public static byte[] Bytes(JsonNode root)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, layout)) root.WriteTo(writer);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>Reads JSON from outside and touches every value, so that nothing surprises later.</summary>
    /// <exception cref="NotebookException">It is not JSON, repeats a key or holds half a character.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> bytes, string name)
    {
        try
        {
            var node = JsonNode.Parse(bytes, null, new JsonDocumentOptions { MaxDepth = Depth });
            Touch(node);
            return node;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            throw new NotebookException($"{name} is not JSON that can be read: {e.Message} Save the notebook again from an editor that knows .ipynb.", e);
        }
    }

    // Strings and keys are decoded when they are asked for; half a surrogate pair or a repeated key shows only then.
    private static void Touch(JsonNode? node)
    {
        if (node is JsonObject members)
            foreach (var (_, value) in members) Touch(value);
        else if (node is JsonArray items)
            foreach (var item in items) Touch(item);
        else if (node is JsonValue value && value.GetValueKind() == JsonValueKind.String) value.GetValue<string>();
    }
}
