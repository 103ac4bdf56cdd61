using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Oft.Training.Runs;

/// <summary>How recipes, checkpoints and logs are spelled.</summary>
internal static class RunJson
{
    /// <summary>Snake case, enums as words, unknown keys refused.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        IgnoreReadOnlyProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new ScalarTypeJson(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>A sentence with the known keys of the type whose unknown key a message names; empty where it names none.</summary>
    public static string Known(string message, params IReadOnlyList<Type> types)
    {
        var type = types.FirstOrDefault(type => message.Contains($"'{type.FullName}'", StringComparison.Ordinal));
        return type is null ? "" : $" Known keys: {string.Join(", ", Options.GetTypeInfo(type).Properties.Where(property => property.Set is not null).Select(property => property.Name))}.";
    }
}
