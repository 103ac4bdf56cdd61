using System.Text.Json;
using Oft.Formats;

namespace Oft.Data.LeRobot;

/// <summary>The statistics a data set carries along, by feature and name, lists made flat. To look at; nothing is normalised with them.</summary>
/// <remarks>
/// <code>
/// v2.1 keeps them by episode (n, mean, std): N = Σ n     mean = Σ n · meanₑ / N     std = √(Σ n · (stdₑ² + (meanₑ − mean)²) / N)
/// </code>
/// Quantiles are not what they are called and picture deviations of lerobot 0.4 are wrong: see <see cref="LeRobotStatistics"/>.
/// </remarks>
public static class LeRobotStoredStatistics
{
    private static readonly string[] pooled = ["min", "max", "mean", "std", "count"];

    /// <summary>Reads them; null where the data set has none.</summary>
    /// <exception cref="DamagedFileException">The file cannot be read.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, double[]>>? Read(LeRobotDataset dataset)
    {
        var path = Path.Combine(dataset.Folder, "meta", dataset.Info.Version == "2.1" ? "episodes_stats.jsonl" : "stats.json");
        if (!File.Exists(path)) return null;
        return LeRobotJson.Guarded(path, () =>
        {
            if (dataset.Info.Version == "2.1") return Pool(LeRobotJson.Lines(path).Select(x => Features(x.GetProperty("stats"))).ToList(), path);
            using var document = LeRobotJson.Document(path);
            return Features(document.RootElement);
        });
    }

    private static Dictionary<string, IReadOnlyDictionary<string, double[]>> Features(JsonElement json) =>
        json.EnumerateObject().ToDictionary(x => x.Name, IReadOnlyDictionary<string, double[]> (x) => x.Value.EnumerateObject().ToDictionary(y => y.Name, y => Flat(y.Value).ToArray()));

    private static IEnumerable<double> Flat(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Flat),
        JsonValueKind.True => [1],
        JsonValueKind.False => [0],
        _ => [value.GetDouble()],
    };

    private static Dictionary<string, IReadOnlyDictionary<string, double[]>> Pool(List<Dictionary<string, IReadOnlyDictionary<string, double[]>>> episodes, string path)
    {
        var all = new Dictionary<string, IReadOnlyDictionary<string, double[]>>();
        foreach (var key in episodes.SelectMany(x => x.Keys).Distinct())
        {
            var parts = episodes.Where(x => x.ContainsKey(key)).Select(x => x[key]).ToList();
            var width = parts[0].GetValueOrDefault("mean")?.Length ?? 0;
            if (parts.Any(x => pooled.Any(name => x.GetValueOrDefault(name)?.Length != (name == "count" ? 1 : width))))
                throw new DamagedFileException(path, FileFault.Shape, $"statistics of '{key}' lack one of {string.Join(", ", pooled)}, or differ in length between episodes.");
            var count = parts.Sum(x => x["count"][0]);
            double[] Over(Func<int, double> value) => [.. Enumerable.Range(0, width).Select(value)];
            var mean = Over(i => parts.Sum(x => x["count"][0] * x["mean"][i]) / count);
            all.Add(key, new Dictionary<string, double[]>
            {
                ["min"] = Over(i => parts.Min(x => x["min"][i])),
                ["max"] = Over(i => parts.Max(x => x["max"][i])),
                ["mean"] = mean,
                ["std"] = Over(i => Math.Sqrt(parts.Sum(x => x["count"][0] * (x["std"][i] * x["std"][i] + (x["mean"][i] - mean[i]) * (x["mean"][i] - mean[i]))) / count)),
                ["count"] = [count],
            });
        }
        return all;
    }
}
