using System.CommandLine;
using Oft.Contracts;
using Oft.Model;
using Oft.Simulation.MiniLibero;

namespace Oft.Host.Verbs;

/// <summary>What a published folder leaves unsaid, as options of every verb that loads one.</summary>
internal sealed class PolicyArguments
{
    /// <summary>Where a token may stand instead of a file.</summary>
    public const string TokenVariable = "OFT_TOKEN";

    /// <summary>Robots by name.</summary>
    public static IReadOnlyDictionary<string, RobotSpec> Robots { get; } =
        new[] { RobotSpec.Libero, RobotSpec.Aloha, RobotSpec.Bridge, MiniRobot.Spec }.ToDictionary(robot => robot.Name);

    private readonly Option<string?> robot = new("--robot") { Description = $"For a published folder: {string.Join(", ", Robots.Keys)}." };
    private readonly Option<int?> views = new("--views") { Description = "For a published folder: cameras it was trained on, of the robot's, from the first. Default: all." };
    private readonly Option<int?> chunk = new("--chunk") { Description = "For a published folder: actions of a chunk. Default: the robot's." };
    private readonly Option<ActionHead?> head = new("--head") { Description = $"For a folder without an action head: {string.Join(", ", Enum.GetNames<ActionHead>())}." };
    private readonly Option<string?> statistics = new("--statistics") { Description = "Name of the training set, where the checkpoint knows several." };
    private readonly Option<string?> components = new("--components") { Description = "Folder of heads and projectors. Default: the checkpoint's own." };
    private readonly Option<int?> steps = new("--diffusion-steps") { Description = "Steps of a diffusion head. Default: the checkpoint's." };
    private readonly Option<int> noise = new("--noise-seed") { Description = "What a diffusion head's noise is drawn from." };
    private readonly Option<string?> token = new("--token-file") { Description = $"File with the token that clients show. Default: the variable {TokenVariable}, else none." };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="serves">Whether a token means something to it.</param>
    public void AddTo(Command command, bool serves = true)
    {
        foreach (var option in (Option[])[robot, views, chunk, head, statistics, components, steps, noise]) command.Options.Add(option);
        if (serves) command.Options.Add(token);
    }

    /// <summary>The robot that was named; null for none.</summary>
    /// <exception cref="ArgumentException">There is none of that name, or it has fewer views.</exception>
    public RobotSpec? Robot(ParseResult parsed)
    {
        var (count, length) = (parsed.GetValue(views), parsed.GetValue(chunk));
        if (parsed.GetValue(robot) is not { } name) return (count ?? length) is null ? null : throw new ArgumentException("--views and --chunk: expected --robot beside them.");
        if (!Robots.TryGetValue(name, out var known)) throw new ArgumentException($"--robot: there is no '{name}'; there are: {string.Join(", ", Robots.Keys)}.");
        if (count is { } some && (some < 1 || some > known.Views.Count)) throw new ArgumentException($"--views: expected 1 to {known.Views.Count} of {name}, got {some}.");
        return known with { Views = count is { } taken ? [.. known.Views.Take(taken)] : known.Views, ChunkLength = length ?? known.ChunkLength };
    }

    /// <summary>All of it together.</summary>
    public PolicyOptions Of(ParseResult parsed) => new()
    {
        Robot = Robot(parsed),
        Head = parsed.GetValue(head),
        Statistics = parsed.GetValue(statistics),
        Components = parsed.GetValue(components),
        DiffusionSteps = parsed.GetValue(steps),
        Seed = parsed.GetValue(noise),
    };

    /// <summary>The token; null for none. It never stands on a command line, which everybody on the machine can read.</summary>
    public string? Token(ParseResult parsed) => parsed.GetValue(token) is { } file ? File.ReadAllText(file).Trim() : Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } secret ? secret : null;
}
