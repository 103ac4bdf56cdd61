using System.Text.Json;

namespace Oft.Contracts;

/// <summary>The statistics beside a checkpoint: one entry per training set (<c>dataset_statistics.json</c>).</summary>
/// <remarks>Numbers are float64 throughout: q01 and q99 are interpolated in float64 and do not survive float32.</remarks>
public sealed class StatisticsFile
{
    private readonly Dictionary<string, ActionStatistics> sets;

    /// <summary>Takes sets by name.</summary>
    public StatisticsFile(IReadOnlyDictionary<string, ActionStatistics> sets) => this.sets = new(sets);

    /// <summary>Every set by name.</summary>
    public IReadOnlyDictionary<string, ActionStatistics> Sets => sets;

    /// <summary>The set of a name: as given, else with <c>_no_noops</c> behind it; without a name the only one there is.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists those there are.</exception>
    // Upstream: the LIBERO evaluation takes the suite's name and, where that is missing, the set without no-op actions.
    public ActionStatistics Find(string? name)
    {
        if (name is null) return sets.Count == 1 ? sets.Values.First() : throw new KeyNotFoundException($"these statistics are of {sets.Count} sets ({Names}); say which.");
        if (sets.TryGetValue(name, out var found) || sets.TryGetValue(name + "_no_noops", out found)) return found;
        throw new KeyNotFoundException($"statistics '{name}' are not in this checkpoint; it carries: {Names}");
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidDataException">It is not a statistics file; the message says where.</exception>
    public static StatisticsFile Read(string path) => Parse(path, File.ReadAllBytes(path));

    /// <summary>Reads its bytes.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="utf8">The file.</param>
    /// <exception cref="InvalidDataException">It is not a statistics file; the message says where.</exception>
    public static StatisticsFile Parse(string name, ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            return Parse(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{name}: expected statistics by name of training set: {e.Message}", e);
        }
    }

    /// <summary>Reads statistics that stand inside another file, such as <c>norm_stats</c> of a config.json.</summary>
    /// <param name="json">An object: name to statistics.</param>
    public static StatisticsFile Parse(JsonElement json) =>
        new(json.EnumerateObject().ToDictionary(x => x.Name, x => Set(x.Value)));

    /// <summary>Writes the file as the reference does: indented by two, shortest decimals.</summary>
    public void Write(string path)
    {
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        foreach (var (name, set) in sets)
        {
            json.WriteStartObject(name);
            Write(json, "action", set.Action);
            if (set.Proprio is { } proprio) Write(json, "proprio", proprio);
            json.WriteNumber("num_transitions", set.Transitions);
            json.WriteNumber("num_trajectories", set.Trajectories);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private string Names => string.Join(", ", sets.Keys);

    private static ActionStatistics Set(JsonElement json) => new(
        Field(json.GetProperty("action")),
        json.TryGetProperty("proprio", out var proprio) ? Field(proprio) : null,
        json.TryGetProperty("num_transitions", out var transitions) ? transitions.GetInt64() : 0,
        json.TryGetProperty("num_trajectories", out var trajectories) ? trajectories.GetInt64() : 0);

    private static FieldStatistics Field(JsonElement json) => new FieldStatistics
    {
        Mean = Numbers(json, "mean"),
        Std = Numbers(json, "std"),
        Max = Numbers(json, "max"),
        Min = Numbers(json, "min"),
        Q01 = Numbers(json, "q01"),
        Q99 = Numbers(json, "q99"),
        Mask = json.TryGetProperty("mask", out var mask) && mask.ValueKind is not JsonValueKind.Null ? [.. mask.EnumerateArray().Select(x => x.GetBoolean())] : null,
    }.Checked();

    private static double[] Numbers(JsonElement json, string name) => [.. json.GetProperty(name).EnumerateArray().Select(x => x.GetDouble())];

    private static void Write(Utf8JsonWriter json, string name, FieldStatistics field)
    {
        json.WriteStartObject(name);
        foreach (var (key, values) in ((string, IReadOnlyList<double>)[])[("mean", field.Mean), ("std", field.Std), ("max", field.Max), ("min", field.Min), ("q01", field.Q01), ("q99", field.Q99)])
        {
            json.WriteStartArray(key);
            foreach (var value in values) json.WriteNumberValue(value);
            json.WriteEndArray();
        }
        if (field.Mask is { } mask)
        {
            json.WriteStartArray("mask");
            foreach (var value in mask) json.WriteBooleanValue(value);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }
}
