using System.Text.Json;
using System.Text.Json.Nodes;

namespace Oft.Data.Statistics;

/// <summary>Reads and writes statistics as the reference spells them.</summary>
/// <remarks>
/// The file beside a checkpoint, <c>dataset_statistics.json</c>, has one member per data set; the cache beside the data has the inner object alone
/// and no mask. Numbers are shortest decimals of float64.
/// <para>Upstream: prismatic/vla/datasets/rlds/utils/data_utils.py, save_dataset_statistics.</para>
/// </remarks>
public static class StatisticsFile
{
    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true };

    /// <summary>The file's name beside a checkpoint.</summary>
    public const string Name = "dataset_statistics.json";

    /// <summary>The text of the file beside a checkpoint.</summary>
    public static string ToJson(IEnumerable<KeyValuePair<string, DatasetStatistics>> all) =>
        new JsonObject(all.Select(x => KeyValuePair.Create<string, JsonNode?>(x.Key, Node(x.Value, withMask: true)))).ToJsonString(indented);

    /// <summary>One data set's object.</summary>
    public static JsonObject Node(DatasetStatistics statistics, bool withMask) => new()
    {
        ["action"] = Node(statistics.Action, withMask),
        ["proprio"] = Node(statistics.Proprio, withMask: false),
        ["num_transitions"] = statistics.Transitions,
        ["num_trajectories"] = statistics.Trajectories,
    };

    /// <summary>Reads one data set's object.</summary>
    /// <exception cref="JsonException">A member is missing or of another kind.</exception>
    public static DatasetStatistics Parse(JsonNode? node) => new(
        Field(node?["action"], "action"),
        Field(node?["proprio"], "proprio"),
        Long(node?["num_transitions"], "num_transitions"),
        Long(node?["num_trajectories"], "num_trajectories"));

    private static JsonObject Node(FieldStatistics field, bool withMask)
    {
        var node = new JsonObject
        {
            ["mean"] = Array(field.Mean), ["std"] = Array(field.Std), ["max"] = Array(field.Max),
            ["min"] = Array(field.Min), ["q01"] = Array(field.Q01), ["q99"] = Array(field.Q99),
        };
        if (withMask && field.Mask is { } mask) node["mask"] = new JsonArray([.. mask.Select(x => (JsonNode)JsonValue.Create(x))]);
        return node;
    }

    private static JsonArray Array(double[] values) => new([.. values.Select(x => (JsonNode)JsonValue.Create(x))]);

    private static FieldStatistics Field(JsonNode? node, string name) => new(
        Numbers(node, name, "mean"), Numbers(node, name, "std"), Numbers(node, name, "max"),
        Numbers(node, name, "min"), Numbers(node, name, "q01"), Numbers(node, name, "q99"),
        node?["mask"] is JsonArray mask ? [.. mask.Select(x => x!.GetValue<bool>())] : null);

    private static double[] Numbers(JsonNode? node, string field, string member) => node?[member] is JsonArray values
        ? [.. values.Select(x => x!.GetValue<double>())]
        : throw new JsonException($"statistics: expected {field}.{member} to be a list of numbers.");

    private static long Long(JsonNode? node, string member) => node?.GetValue<long>() ?? throw new JsonException($"statistics: '{member}' is missing.");
}
