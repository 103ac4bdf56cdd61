using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using Oft.Host.Documents;

namespace Oft.Host.Cells;

/// <summary>One thing a cell shows, in one or several formats.</summary>
/// <param name="Formats">MIME type and text, in the order of preference; binary formats as base64.</param>
public sealed record MimeBundle(IReadOnlyList<KeyValuePair<string, string>> Formats)
{
    /// <summary>One format.</summary>
    public static MimeBundle Of(string mime, string text) => new([new(mime, text)]);

    /// <summary>What formatters made of a value; line ends become <c>\n</c>, which keeps files comparable.</summary>
    public static MimeBundle Of(IEnumerable<FormattedValue> values) =>
        new([.. values.Where(value => !value.SuppressDisplay).Select(value => KeyValuePair.Create(value.MimeType, value.Value.ReplaceLineEndings("\n")))]);

    /// <summary>A value through its own formatter.</summary>
    public static MimeBundle Format(object? value, params string[] mimes) => Of(FormattedValue.CreateManyFromObject(value!, mimes));

    /// <summary>The <c>data</c> of an output: JSON types as JSON, text as one string or as lines.</summary>
    /// <param name="asLines">As files keep it; the wire has whole strings.</param>
    public JsonObject ToJson(bool asLines)
    {
        var data = new JsonObject();
        foreach (var (mime, text) in Formats)
            data[mime] = Json(mime, text) ?? (asLines && IsText(mime) ? NotebookJson.Lines(text) : text);
        return data;
    }

    private static bool IsText(string mime) => mime.StartsWith("text/", StringComparison.Ordinal) || mime is "image/svg+xml" or "application/javascript";

    private static JsonNode? Json(string mime, string text)
    {
        if (!NotebookRules.IsJson(mime)) return null;
        try
        {
            return NotebookJson.Parse(System.Text.Encoding.UTF8.GetBytes(text), mime);
        }
        catch (NotebookException)
        {
            return JsonSerializer.SerializeToNode(text);
        }
    }
}
