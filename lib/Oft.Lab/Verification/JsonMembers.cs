using System.Text.Json;

namespace Oft.Lab.Verification;

/// <summary>Members of a JSON value that may be absent.</summary>
public static class JsonMembers
{
    extension(JsonElement json)
    {
        /// <summary>The member, or null where there is none, the value is JSON's null, or this is no object.</summary>
        public JsonElement? Member(string name) =>
            json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

        /// <summary>The member's text, or null where it is no string.</summary>
        public string? Text(string name) => json.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

        /// <summary>True where the member is there and true.</summary>
        public bool Flag(string name) => json.Member(name) is { ValueKind: JsonValueKind.True };

        /// <summary>The member's texts; empty where there is no list.</summary>
        public IReadOnlyList<string> Texts(string name) => json.Member(name) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Where(x => x.ValueKind == JsonValueKind.String).Select(x => x.GetString()!)]
            : [];

        /// <summary>The member's whole numbers; empty where there is no list.</summary>
        public IReadOnlyList<int> Integers(string name) => json.Member(name) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(x => x.GetInt32())]
            : [];

        /// <summary>The member's numbers; empty where there is no list.</summary>
        public IReadOnlyList<double> Doubles(string name) => json.Member(name) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(x => x.GetDouble())]
            : [];

        /// <summary>A value as it stands in a path: a string without quotes, a number as written; null for lists, objects, null.</summary>
        public string? PathText => json.ValueKind switch
        {
            JsonValueKind.String => json.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => json.GetRawText(),
            _ => null,
        };
    }
}
