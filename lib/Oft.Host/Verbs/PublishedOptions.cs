using System.CommandLine;
using Oft.Contracts;
using Oft.Model;

namespace Oft.Host.Verbs;

/// <summary>What a published folder does not say of itself, on a command line. A folder with <c>oft.json</c> needs none of it.</summary>
internal sealed class PublishedOptions
{
    private static readonly Dictionary<string, RobotSpec> robots = new[] { RobotSpec.Libero, RobotSpec.Aloha, RobotSpec.Bridge }.ToDictionary(robot => robot.Name);

    private readonly Option<string?> robot = new("--robot") { Description = $"Its cameras, widths and chunk length: {string.Join(", ", robots.Keys)}." };
    private readonly Option<int?> views = new("--views") { Description = "Cameras the checkpoint was trained on, of the robot's, from the first." };
    private readonly Option<int?> chunk = new("--chunk") { Description = "Actions of a chunk it was trained on." };
    private readonly Option<ActionHead?> head = new("--head") { Description = $"How hidden states become actions, where there is no head file: {string.Join(", ", Enum.GetNames<ActionHead>())}." };
    private readonly Option<string?> statistics = new("--statistics") { Description = "Name of the training set, where the folder has several." };

    public PublishedOptions() => robot.AcceptOnlyFromAmong([.. robots.Keys]);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { robot, views, chunk, head, statistics }) command.Options.Add(option);
    }

    /// <exception cref="ArgumentException">More views than the robot has, or views and chunk without a robot.</exception>
    public PolicyOptions Read(ParseResult parsed)
    {
        var (count, length) = (parsed.GetValue(views), parsed.GetValue(chunk));
        var named = parsed.GetValue(robot) is { } name ? robots[name] : null;
        if (named is null && (count ?? length) is not null) throw new ArgumentException("--views and --chunk: expected --robot beside them.");
        if (count is { } some && (some < 1 || some > named!.Views.Count)) throw new ArgumentException($"--views: expected 1 to {named!.Views.Count} of {named.Name}, got {some}.");
        return new()
        {
            Robot = named is null ? null : named with { Views = [.. named.Views.Take(count ?? named.Views.Count)], ChunkLength = length ?? named.ChunkLength },
            Head = parsed.GetValue(head),
            Statistics = parsed.GetValue(statistics),
        };
    }
}
