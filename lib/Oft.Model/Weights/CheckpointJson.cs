using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Oft.Model.Weights;

/// <summary>How a checkpoint folder's own small files are spelled: snake case, enums as words, unknown keys refused.</summary>
internal static class CheckpointJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        IgnoreReadOnlyProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Reads a file.</summary>
    /// <param name="path">Exists.</param>
    /// <param name="check">Throws <see cref="ArgumentException"/> at what cannot be.</param>
    /// <param name="parts">Types whose known keys are listed where one is unknown.</param>
    /// <exception cref="CheckpointException">It is damaged, has an unknown key, or describes what cannot be.</exception>
    public static T Read<T>(string path, Action<T> check, params IReadOnlyList<Type> parts) where T : class
    {
        try
        {
            var file = JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Options) ?? throw new JsonException("the file holds nothing.");
            check(file);
            return file;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or NotSupportedException)
        {
            throw new CheckpointException(path, $"expected what OftNotebooks writes: {e.Message} {Known(e.Message, [typeof(T), .. parts])}", e);
        }
    }

    /// <summary>Writes a file.</summary>
    public static void Write<T>(string path, T file) => File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(file, Options));

    // The serializer names the type whose key is unknown; the known ones are listed beside it.
    private static string Known(string message, IReadOnlyList<Type> types)
    {
        var type = types.FirstOrDefault(type => message.Contains($"'{type.FullName}'", StringComparison.Ordinal));
        return type is null ? "" : $"Known keys: {string.Join(", ", Options.GetTypeInfo(type).Properties.Where(property => property.Set is not null).Select(property => property.Name))}.";
    }
}
