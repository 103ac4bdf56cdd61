using System.Text.Json;
using System.Text.Json.Nodes;
using Oft.Lab.Runs;

namespace Oft.Lab.Proofs;

/// <summary>A file below <c>data-manifests/measured</c>: a number with everything that says where it comes from.</summary>
public static class MeasuredFile
{
    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true };

    /// <summary>Writes result, size, machine, commit, date and duration; the file appears whole or not at all.</summary>
    /// <param name="folder">Usually <c>data-manifests/measured</c>.</param>
    /// <param name="name">The file's name without <c>.json</c>.</param>
    /// <param name="claim">What was claimed.</param>
    /// <param name="result">What was found.</param>
    /// <param name="began">When the run began.</param>
    /// <param name="duration">How long it took.</param>
    /// <returns>The file's path.</returns>
    public static string Write(string folder, string name, string claim, ProofResult result, DateTimeOffset began, TimeSpan duration)
    {
        var document = new JsonObject
        {
            ["name"] = name,
            ["claim"] = claim,
            ["holds"] = result.Holds,
            ["size"] = result.Size,
            ["result"] = result.Result.DeepClone(),
            ["machine"] = JsonSerializer.SerializeToNode(Machine.Here, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower }),
            ["commit"] = Checkout.Commit,
            ["date"] = began.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            ["duration_s"] = Math.Round(duration.TotalSeconds, 1),
        };
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name + ".json");
        File.WriteAllText(path + ".part", document.ToJsonString(indented) + "\n");
        File.Move(path + ".part", path, overwrite: true);
        return path;
    }
}
