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
    private readonly Option<ActionHead?> head = new("--head") { Description = $"For a folder without an action head: {string.Join(", ", Enum.GetNames<ActionHead>())}." };
    private readonly Option<string?> statistics = new("--statistics") { Description = "Name of the training set, where the checkpoint knows several." };
    private readonly Option<string?> components = new("--components") { Description = "Folder of heads and projectors. Default: the checkpoint's own." };
    private readonly Option<int?> steps = new("--diffusion-steps") { Description = "Steps of a diffusion head. Default: the checkpoint's." };
    private readonly Option<int> noise = new("--noise-seed") { Description = "What a diffusion head's noise is drawn from." };
    private readonly Option<string?> token = new("--token-file") { Description = $"File with the token that clients show. Default: the variable {TokenVariable}, else none." };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[robot, head, statistics, components, steps, noise, token]) command.Options.Add(option);
    }

    /// <summary>The robot that was named; null for none.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public RobotSpec? Robot(ParseResult parsed) => parsed.GetValue(robot) is not { } name ? null
        : Robots.TryGetValue(name, out var known) ? known : throw new ArgumentException($"--robot: there is no '{name}'; there are: {string.Join(", ", Robots.Keys)}.");

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
