using System.Text.Json;
using Oft.Contracts;

namespace Oft.Model.Weights;

/// <summary>The statistics that travel with a checkpoint.</summary>
public static class CheckpointStatistics
{
    /// <summary>The file of a fine-tuned folder.</summary>
    public const string FileName = "dataset_statistics.json";

    /// <summary>Reads them: from their own file, else from <c>norm_stats</c> of <c>config.json</c>, where the base model has them.</summary>
    /// <exception cref="CheckpointException">There are none, or they are damaged.</exception>
    // Upstream: dataset_statistics.json replaces norm_stats wherever it exists (experiments/robot/openvla_utils.py).
    public static StatisticsFile Read(string folder)
    {
        var (path, config) = (Path.Combine(folder, FileName), Path.Combine(folder, "config.json"));
        try
        {
            if (File.Exists(path)) return StatisticsFile.Read(path);
            if (File.Exists(config))
            {
                using var document = JsonDocument.Parse(File.ReadAllBytes(config), new JsonDocumentOptions { MaxDepth = 32 });
                if (document.RootElement.TryGetProperty("norm_stats", out var stats) && stats.ValueKind == JsonValueKind.Object && stats.EnumerateObject().Any()) return StatisticsFile.Parse(stats);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new CheckpointException(folder, $"statistics: {e.Message}", e);
        }
        throw new CheckpointException(folder, $"expected {FileName}, found none. Without the statistics of its training data a policy would send normalised numbers to a robot.");
    }
}
