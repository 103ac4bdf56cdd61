using Oft.Contracts;
using Oft.Lab.Campaign;
using Oft.Model;
using Oft.Simulation.Bimanual;
using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Suites;

/// <summary>A policy as an evaluation is told of it: a name, hashes for the ledger, and how it is made for a world.</summary>
/// <param name="Name">As tables spell it.</param>
/// <param name="Weights">SHA-256 of the weights; empty for a policy without any.</param>
/// <param name="Recipe">SHA-256 of what it was made by; empty where there is nothing.</param>
/// <param name="For">The policy for a world that was just reset.</param>
public sealed record PolicyChoice(string Name, string Weights, string Recipe, Func<IWorld, IPolicy> For)
{
    /// <summary>The scripted expert of the kit's own worlds, which looks at their state.</summary>
    public static PolicyChoice Expert { get; } = new("expert", "", "", world => world switch
    {
        MiniWorld mini => new ScriptedExpert(mini),
        BimanualWorld bimanual => new BimanualExpert(bimanual),
        _ => throw new NotSupportedException("scripted experts know mini-LIBERO and mini-ALOHA only: evaluate a policy that reads pictures."),
    });

    /// <summary>Never moves: what a success rate is when nobody acts.</summary>
    public static PolicyChoice Idle { get; } = new("idle", "", "", world => new IdlePolicy(world.Robot));

    /// <summary>Policies that need no weights, by name.</summary>
    public static IReadOnlyDictionary<string, PolicyChoice> Scripted { get; } = new Dictionary<string, PolicyChoice> { [Expert.Name] = Expert, [Idle.Name] = Idle };

    /// <summary>What a word on the command line means: a scripted policy, a checkpoint folder, or a server's address.</summary>
    /// <param name="word">expert, idle, FOLDER, http://…, ws://…</param>
    /// <param name="options">What a published folder leaves unsaid.</param>
    /// <param name="convention">What a server's numbers mean; null for what is usual.</param>
    /// <param name="budget">How long a server may take for one answer.</param>
    /// <param name="token">What a server is shown; null for nothing.</param>
    /// <exception cref="ArgumentException">It means nothing.</exception>
    public static PolicyChoice Open(string word, PolicyOptions? options = null, string? convention = null, TimeSpan? budget = null, string? token = null)
    {
        if (Scripted.TryGetValue(word, out var scripted)) return scripted;
        if (Uri.TryCreate(word, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "ws" or "wss")
            return RemotePolicies.Open(address!, convention, budget ?? TimeSpan.FromMinutes(2), token);
        return Directory.Exists(word) ? OfFolder(word, options) : throw new ArgumentException($"there is no '{word}'; there are: {string.Join(", ", Scripted.Keys)}, a checkpoint's folder, and a server's address (http://…, ws://…).");
    }

    /// <summary>The policy of a checkpoint folder, loaded once and shared by all worlds.</summary>
    /// <param name="folder">Published, one of ours, a baseline's, or a variant on its base.</param>
    /// <param name="options">What a published folder leaves unsaid.</param>
    public static PolicyChoice OfFolder(string folder, PolicyOptions? options = null)
    {
        var (policy, robot, _) = TinyCheckpoints.OpenFolder(folder, options);
        var (weights, recipe) = CheckpointFingerprint.Of(folder);
        var views = robot.Views;
        return new PolicyChoice(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), weights, recipe, world =>
        {
            // A policy of one view takes the first of two: what a world shows beside it, the encoder passes over.
            if (world.Robot.Views.Take(views.Count).SequenceEqual(views)) return policy;
            // Another number of cameras, called otherwise, is another policy, not a lower score.
            if (world.Robot.Views.Count != views.Count) throw new ArgumentException($"{folder}: the checkpoint sees {views.Count} views ({string.Join(", ", views)}), the world shows {world.Robot.Views.Count} ({string.Join(", ", world.Robot.Views)}).");
            return new RenamedViews(policy, views);
        });
    }
}
