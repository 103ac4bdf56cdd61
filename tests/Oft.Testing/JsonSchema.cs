using System.Text.Json;
using System.Text.RegularExpressions;

namespace Oft.Testing;

/// <summary>The part of JSON Schema (2020-12) that the schemas beside our manifests use. A keyword it does not know is an error, never ignored.</summary>
public static class JsonSchema
{
    /// <summary>What is wrong with a document, one line each with its place; empty where nothing is.</summary>
    /// <param name="schema">The schema's root.</param>
    /// <param name="document">The document's root.</param>
    public static IReadOnlyList<string> Faults(JsonElement schema, JsonElement document)
    {
        List<string> faults = [];
        Check(schema, schema, document, "$", faults);
        return faults;
    }

    private static void Check(JsonElement root, JsonElement schema, JsonElement value, string at, List<string> faults)
    {
        foreach (var rule in schema.EnumerateObject())
        {
            var holds = rule.Name switch
            {
                "$schema" or "$id" or "title" or "description" or "$defs" or "properties" or "items" or "additionalProperties" or "$ref" => true,
                "type" => rule.Value.ValueKind == JsonValueKind.Array ? rule.Value.EnumerateArray().Any(type => Is(value, type.GetString()!)) : Is(value, rule.Value.GetString()!),
                "const" => JsonElement.DeepEquals(rule.Value, value),
                "enum" => rule.Value.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, value)),
                "required" => value.ValueKind != JsonValueKind.Object || rule.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
                "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.Value.GetString()!),
                "format" => value.ValueKind != JsonValueKind.String || rule.Value.GetString() switch
                {
                    "uri" => Uri.TryCreate(value.GetString(), UriKind.Absolute, out _),
                    "date" => DateOnly.TryParse(value.GetString(), out _),
                    var other => throw new NotSupportedException($"schema format '{other}'"),
                },
                "minLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= rule.Value.GetInt32(),
                "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= rule.Value.GetDouble(),
                "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= rule.Value.GetDouble(),
                "exclusiveMinimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() > rule.Value.GetDouble(),
                "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.Value.GetInt32(),
                "uniqueItems" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Select(item => item.GetRawText()).Distinct().Count() == value.GetArrayLength(),
                "minProperties" => value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Count() >= rule.Value.GetInt32(),
                var unknown => throw new NotSupportedException($"schema keyword '{unknown}' at {at}"),
            };
            if (!holds) faults.Add($"{at}: {rule.Name} {rule.Value.GetRawText()}");
        }
        if (schema.TryGetProperty("$ref", out var reference)) Check(root, Resolve(root, reference.GetString()!), value, at, faults);
        if (value.ValueKind == JsonValueKind.Object) Members(root, schema, value, at, faults);
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
            foreach (var (item, i) in value.EnumerateArray().Select((item, i) => (item, i))) Check(root, items, item, $"{at}[{i}]", faults);
    }

    private static void Members(JsonElement root, JsonElement schema, JsonElement value, string at, List<string> faults)
    {
        foreach (var member in value.EnumerateObject())
        {
            var place = $"{at}.{member.Name}";
            if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member.Name, out var known)) Check(root, known, member.Value, place, faults);
            else if (schema.TryGetProperty("additionalProperties", out var others))
            {
                if (others.ValueKind == JsonValueKind.False) faults.Add($"{place}: not in the schema");
                else if (others.ValueKind == JsonValueKind.Object) Check(root, others, member.Value, place, faults);
            }
        }
    }

    private static JsonElement Resolve(JsonElement root, string reference) =>
        reference.StartsWith("#/", StringComparison.Ordinal) ? reference[2..].Split('/').Aggregate(root, (at, name) => at.GetProperty(name)) : throw new NotSupportedException($"schema reference '{reference}'");

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException($"schema type '{type}'"),
    };
}
