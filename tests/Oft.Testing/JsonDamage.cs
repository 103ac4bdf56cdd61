using System.Text;
using System.Text.Json.Nodes;

namespace Oft.Testing;

/// <summary>Damage that leaves JSON well-formed: the reader has to understand it before it can refuse it.</summary>
public static class JsonDamage
{
    private static readonly string[] Odd =
    [
        "null", "true", "-1", "0", "1", "0.5", "1e300", "2147483648", "9223372036854775807", "18446744073709551616", "\"\"", "\"x\"", "\"@lone@\"", "[]", "{}", "[[]]", "[0]", "{\"a\":0}",
    ];

    /// <summary>One value replaced, removed, doubled or exchanged with another.</summary>
    /// <param name="json">A JSON text.</param>
    /// <param name="random">Chooses.</param>
    public static byte[] Once(ReadOnlySpan<byte> json, Random random)
    {
        var root = JsonNode.Parse(json)!;
        var places = new List<(JsonNode Parent, string? Key, int Index)>();
        Collect(root, places);
        var (parent, key, index) = places[random.Next(places.Count)];
        var action = random.Next(4);
        if (action == 0) Set(parent, key, index, JsonNode.Parse(Odd[random.Next(Odd.Length)]));
        else if (action == 1 && parent is JsonObject members) members.Remove(key!);
        else if (action == 1) ((JsonArray)parent).RemoveAt(index);
        else if (action == 2 && parent is JsonArray list) list.Add(list[index]?.DeepClone());
        else
        {
            var (otherParent, otherKey, otherIndex) = places[random.Next(places.Count)];
            Set(parent, key, index, (otherKey is null ? otherParent[otherIndex] : otherParent[otherKey])?.DeepClone());
        }
        return Encoding.UTF8.GetBytes(root.ToJsonString().Replace("@lone@", "\\ud800"));      // half a surrogate pair, which the writer would refuse
    }

    private static void Set(JsonNode parent, string? key, int index, JsonNode? value)
    {
        if (key is null) parent[index] = value;
        else parent[key] = value;
    }

    private static void Collect(JsonNode? node, List<(JsonNode, string?, int)> places)
    {
        if (node is JsonObject members)
            foreach (var (key, value) in members)
            {
                places.Add((members, key, -1));
                Collect(value, places);
            }
        else if (node is JsonArray list)
            for (var i = 0; i < list.Count; i++)
            {
                places.Add((list, null, i));
                Collect(list[i], places);
            }
    }
}
