using System.Text.Json;
using Oft.Contracts;
using Oft.Data.Rlds;

namespace Oft.Lab.Verification.Rlds;

/// <summary>The kinds of check about statistics, mixtures and the table of data sets.</summary>
internal static class StatisticsChecks
{
    public static void Files(VerifyGroup group, GroupReport report)
    {
        var dataset = Dataset(group);
        var files = group.Json.Member("files") ?? throw new VerifyException($"group '{group.Name}' has no files.");
        var name = group.Json.Text("dataset")!;
        foreach (var file in files.EnumerateObject())
            report.Case(file.Name, x =>
            {
                var expected = group.Folder.Document(file.Value.GetString()!);
                var got = Written(name, dataset.ComputeStatistics());
                // The cache is the inner object alone; the mask is attached when the file beside a checkpoint is written.
                if (file.Name == "statistics_cache") Same(x, "", expected, got.GetProperty(name), except: "mask");
                else Same(x, "", expected, got);
            });
    }

    public static void Mixture(VerifyCase one, CaseReport report)
    {
        var mixture = RldsTable.Mixtures[one.Value.Text("mix") ?? throw new VerifyException("the case names no mixture.")];
        var root = one.File("folder");
        // A variant holds fewer data sets than the mixture of that name: the case says which it had.
        var had = one.Value.GetProperty("num_transitions").EnumerateObject().Select(x => x.Name).ToList();
        var parts = mixture.Where(part => had.Contains(part.Dataset)).ToList();
        report.Equal<string>("data sets", [.. had.Order(StringComparer.Ordinal)], [.. parts.Select(part => part.Dataset).Order(StringComparer.Ordinal)]);
        var statistics = parts.Select(part => RldsDataset.Find(root, part.Dataset, cache: false).ComputeStatistics()).ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            report.Equal($"num_transitions of {parts[i].Dataset}", one.Value.GetProperty("num_transitions").GetProperty(parts[i].Dataset).GetInt64(), statistics[i].Transitions);
            report.Equal($"num_trajectories of {parts[i].Dataset}", one.Value.GetProperty("num_trajectories").GetProperty(parts[i].Dataset).GetInt64(), statistics[i].Trajectories);
        }
        var weights = MixtureWeights.Of([.. parts.Zip(statistics, (part, known) => (part.Weight, known.Transitions))]);
        report.Equal("dataset_length", one.Value.GetProperty("dataset_length").GetInt64(), weights.Length);
        report.Numbers<double>("sample_weights", [.. one.Value.Doubles("sample_weights")], [.. weights.Weights]);
    }

    public static void Configuration(VerifyCase one, CaseReport report)
    {
        var name = one.Value.Text("name") ?? one.Stars[^1];
        if (!RldsTable.Datasets.TryGetValue(name, out var known)) throw new NotOfferedException($"'{name}' is outside the table of data sets");
        report.Equal("image_obs_keys", [.. one.Value.GetProperty("image_obs_keys").EnumerateObject().Select(x => $"{x.Name}={x.Value.GetString()}")], [.. known.Cameras.Select(x => $"{x.View}={x.Field}")]);
        report.Equal("state_obs_keys", one.Value.Texts("state_obs_keys"), known.StateKeys);
        report.Equal("action_normalization_mask", Flags(one.Value, "action_normalization_mask"), known.NormalizationMask);
        report.Equal("absolute_action_mask", Flags(one.Value, "absolute_action_mask"), known.AbsoluteActionMask);
        report.Equal("action_proprio_normalization_type", one.Value.Text("action_proprio_normalization_type"), known.Bounds == BoundsKind.MinMax ? "bounds" : "bounds_q99");
        report.Equal("language_key", one.Value.Text("language_key"), "language_instruction");
        var document = one.Group.Folder.Document(one.Group.Json.Text("index")!);
        var platform = document.GetProperty("platform_constants").GetProperty(known.Standardization.ToString().ToUpperInvariant());
        report.Equal("NUM_ACTIONS_CHUNK", platform.GetProperty("NUM_ACTIONS_CHUNK").GetInt32(), known.ChunkLength);
        report.Equal("ACTION_DIM", platform.GetProperty("ACTION_DIM").GetInt32(), known.ActionWidth);
        report.Equal("PROPRIO_DIM", platform.GetProperty("PROPRIO_DIM").GetInt32(), known.ProprioWidth);
        if (!document.GetProperty("mixtures").TryGetProperty(name, out var mixture)) return;
        report.Equal("mixture", [.. mixture.EnumerateArray().Select(x => $"{x[0].GetString()} {x[1].GetDouble()}")], [.. RldsTable.Mixtures[name].Select(x => $"{x.Dataset} {x.Weight}")]);
    }

    public static RldsDataset Dataset(VerifyGroup group)
    {
        var folder = group.Json.Member("data")?.Text("folder") ?? throw new VerifyException($"group '{group.Name}' has no data 'folder'.");
        var name = group.Json.Text("dataset") ?? throw new VerifyException($"group '{group.Name}' names no data set.");
        var shape = RldsDataset.Open(group.Folder[folder], cache: false).Configuration;
        return RldsDataset.Open(group.Folder[folder], shape with { Name = name }, cache: false);
    }

    private static IReadOnlyList<bool> Flags(JsonElement value, string name) => [.. value.GetProperty(name).EnumerateArray().Select(x => x.GetBoolean())];

    private static JsonElement Written(string name, ActionStatistics statistics)
    {
        var path = Path.GetTempFileName();
        try
        {
            new StatisticsFile(new Dictionary<string, ActionStatistics> { [name] = statistics }).Write(path);
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.Clone();
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Same(CaseReport report, string path, JsonElement expected, JsonElement got, string? except = null)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                report.Equal($"{path} members", [.. expected.EnumerateObject().Select(x => x.Name).Order(StringComparer.Ordinal)], [.. got.EnumerateObject().Select(x => x.Name).Where(x => x != except).Order(StringComparer.Ordinal)]);
                foreach (var member in expected.EnumerateObject())
                    if (got.TryGetProperty(member.Name, out var own)) Same(report, $"{path}/{member.Name}", member.Value, own, except);
                break;
            case JsonValueKind.Array when expected.EnumerateArray().All(x => x.ValueKind == JsonValueKind.Number):
                report.Numbers<double>(path, [.. expected.EnumerateArray().Select(x => x.GetDouble())], [.. got.EnumerateArray().Select(x => x.GetDouble())]);
                break;
            default:
                report.Equal(path, JsonSerializer.Serialize(expected), JsonSerializer.Serialize(got));
                break;
        }
    }
}
