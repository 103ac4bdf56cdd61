using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Oft.Evaluation.Episodes;

namespace Oft.Evaluation.Ledgers;

/// <summary>Everything a success rate depends on. Episodes are only counted together under the same conditions.</summary>
/// <remarks>Worlds side by side, shards and the machine are no conditions: they change when an episode is run, not which.</remarks>
public sealed record Conditions
{
    /// <summary>The benchmark as it is named beside a number: mini-LIBERO; LIBERO, native; LIBERO, official.</summary>
    public required string Benchmark { get; init; }

    /// <summary>The suite in it.</summary>
    public required string Suite { get; init; }

    /// <summary>Task names in the order they are run.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    /// <summary>Episodes a task: initial states 0 to this, excluded.</summary>
    public required int InitialStates { get; init; }

    /// <summary>What the seeds of the episodes are drawn from.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The policy's name.</summary>
    public required string Policy { get; init; }

    /// <summary>SHA-256 of the weights; empty for a policy without any.</summary>
    public required string Weights { get; init; }

    /// <summary>SHA-256 of the recipe or configuration the policy was made by; empty where there is none.</summary>
    public required string Recipe { get; init; }

    /// <summary>SHA-256 of every group of files the world is built from: scenes, meshes, initial states.</summary>
    public required IReadOnlyDictionary<string, string> WorldFiles { get; init; }

    /// <summary>What draws the pictures, with its version.</summary>
    public required string Renderer { get; init; }

    /// <summary>How episodes are run: <see cref="Describe"/>.</summary>
    public required string Settings { get; init; }

    /// <summary>Perturbations of the world that were switched on, for a robustness card; empty for the plain benchmark.</summary>
    public IReadOnlyList<string> Perturbations { get; init; } = [];

    /// <summary>The commit of this kit.</summary>
    public required string Kit { get; init; }

    /// <summary>A short hash over all of it, repeated on every line of a ledger.</summary>
    [JsonIgnore]
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Fields().Select(entry => $"{entry.Name}={entry.Value}")))))[..16];

    /// <summary>Names and values in a fixed order, as differences are listed.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields() =>
    [
        ("benchmark", Benchmark), ("suite", Suite), ("tasks", string.Join(", ", Tasks)), ("initial_states", Number(InitialStates)), ("seed", Number(Seed)),
        ("policy", Policy), ("weights", Weights), ("recipe", Recipe),
        .. WorldFiles.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => ("world_files." + file.Key, file.Value)),
        ("renderer", Renderer), ("settings", Settings), ("perturbations", string.Join(", ", Perturbations)), ("kit", Kit),
    ];

    /// <summary>Names of the fields in which two differ, with both values: <c>renderer: 'OSMesa 24' and 'EGL 1.5'</c>.</summary>
    public IReadOnlyList<(string Name, string Text)> Differences(Conditions other)
    {
        var (mine, theirs) = (Fields().ToDictionary(), other.Fields().ToDictionary());
        return [.. mine.Keys.Union(theirs.Keys).Where(name => mine.GetValueOrDefault(name) != theirs.GetValueOrDefault(name))
            .Select(name => (name, $"{name}: {Shown(mine, name)} and {Shown(theirs, name)}"))];
    }

    /// <summary>Settings in one line: <c>executed 8, wait 10 of [0 0 0 0 0 0 -1], limit of the world, views mirror</c>.</summary>
    public static string Describe(EpisodeSettings settings)
    {
        var executed = settings.Executed is { } count ? Number(count) : "all";
        var wait = settings.WaitSteps == 0 ? "0" : $"{Number(settings.WaitSteps)} of [{string.Join(' ', settings.WaitAction.ToArray().Select(value => value.ToString(CultureInfo.InvariantCulture)))}]";
        var limit = settings.StepLimit is { } steps ? Number(steps) : "of the world";
        var gripper = settings.Gripper == GripperRule.AsIs ? "" : $", gripper {settings.Gripper.ToString().ToLowerInvariant()}";
        return $"executed {executed}, wait {wait}, limit {limit}, views {settings.Views.ToString().ToLowerInvariant()}{gripper}";
    }

    // Field names are few and fixed except file names, which a dictionary already keeps apart.
    private static string Shown(Dictionary<string, string> fields, string name) => fields.TryGetValue(name, out var value) ? $"'{value}'" : "nothing";

    private static string Number(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
