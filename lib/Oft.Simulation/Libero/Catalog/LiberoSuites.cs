using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Oft.Simulation.Libero.Catalog;

/// <summary>LIBERO's suites: their tasks in evaluation order, and how long an episode may last.</summary>
/// <remarks>Upstream: libero/libero/benchmark/libero_suite_task_map.py (order 0); the limits are the OpenVLA-OFT evaluation's.</remarks>
public static partial class LiberoSuites
{
    private static readonly Lazy<IReadOnlyDictionary<string, (int Limit, IReadOnlyList<string> Tasks)>> all = new(Read);

    /// <summary>libero_spatial, libero_object, libero_goal, libero_10, libero_90.</summary>
    public static IReadOnlyList<string> Names => [.. all.Value.Keys];

    /// <summary>Task names as LIBERO's files are called, in evaluation order.</summary>
    /// <exception cref="ArgumentException">There is no such suite; the message lists those there are.</exception>
    public static IReadOnlyList<string> Tasks(string suite) => Known(suite).Tasks;

    /// <summary>Control steps after which an episode has failed, the ten of settling not counted.</summary>
    /// <exception cref="ArgumentException">There is no such suite; the message lists those there are.</exception>
    public static int StepLimit(string suite) => Known(suite).Limit;

    /// <summary>What a policy is told: the task's name in words, without the scene it begins with.</summary>
    public static string Sentence(string task) => Scene.Replace(task, "").Replace('_', ' ');

    [GeneratedRegex("^[A-Z].*?SCENE[0-9]+_")]
    private static partial Regex Scene { get; }

    private static (int Limit, IReadOnlyList<string> Tasks) Known(string suite) => all.Value.TryGetValue(suite, out var known)
        ? known
        : throw new ArgumentException($"there is no suite '{suite}' in LIBERO; there are: {string.Join(", ", Names)}.", nameof(suite));

    private static Dictionary<string, (int, IReadOnlyList<string>)> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("libero/suites.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateObject().ToDictionary(
            suite => suite.Name,
            suite => (suite.Value.GetProperty("step_limit").GetInt32(), (IReadOnlyList<string>)[.. suite.Value.GetProperty("tasks").EnumerateArray().Select(task => task.GetString()!)]));
    }
}
