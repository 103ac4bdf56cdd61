using System.Text.Json.Nodes;
using Oft.Model.Inputs;

namespace Oft.Lab.Campaign;

/// <summary>The bundled tokenizer with the kit's own nouns as added tokens: a language model of four layers has no depth to spare for spelling.</summary>
/// <remarks>
/// The bundled one was trained on other instructions and splits <c>chocolate</c> into six pieces. Rows 1025 to 1087 of the tiny embedding
/// are padding, so the words cost no weights; action tokens stay where they are. A word is found with the space before it.
/// </remarks>
public static class CampaignTokenizer
{
    private const int First = 1025;
    private static readonly string[] words =
    [
        "block", "plate", "bowl", "board", "box", "bottle", "carton", "cyan", "gray", "milk", "chocolate", "dressing", "bean", "cookie", "wine", "ketchup", "zone", "handle",
        "leave", "belongs", "stand", "lay", "both", "middle", "hot", "out", "shut", "cube", "lid", "pot", "pepper", "corn", "raisin",
    ];

    private static readonly Lazy<byte[]> json = new(Made);
    private static readonly Lazy<Tokenizer> shared = new(() => TokenizerJson.Read("tokenizer.json", Json()));

    /// <summary>The tokenizer.</summary>
    public static Tokenizer Instance => shared.Value;

    /// <summary>The bytes of its <c>tokenizer.json</c>, saved beside towers, base and everything on them.</summary>
    public static byte[] Json() => [.. json.Value];

    private static byte[] Made()
    {
        var root = JsonNode.Parse(TinyTokenizer.Json())!;
        var added = root["added_tokens"]!.AsArray();
        for (var i = 0; i < words.Length; i++)
            added.Add(new JsonObject { ["id"] = First + i, ["content"] = " " + words[i], ["single_word"] = false, ["lstrip"] = false, ["rstrip"] = false, ["normalized"] = false, ["special"] = false });
        return System.Text.Encoding.UTF8.GetBytes(root.ToJsonString());
    }
}
