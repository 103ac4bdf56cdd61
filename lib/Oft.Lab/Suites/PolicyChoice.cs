using Oft.Contracts;
using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Suites;

/// <summary>A policy as an evaluation is told of it: a name, hashes for the ledger, and how it is made for a world.</summary>
/// <param name="Name">As tables spell it.</param>
/// <param name="Weights">SHA-256 of the weights; empty for a policy without any.</param>
/// <param name="Recipe">SHA-256 of what it was made by; empty where there is nothing.</param>
/// <param name="For">The policy for a world that was just reset.</param>
public sealed record PolicyChoice(string Name, string Weights, string Recipe, Func<IWorld, IPolicy> For)
{
    /// <summary>The scripted expert of mini-LIBERO, which looks at the world's own state.</summary>
    public static PolicyChoice Expert { get; } = new("expert", "", "", world => world is MiniWorld mini ? new ScriptedExpert(mini) : throw new NotSupportedException("the scripted expert knows mini-LIBERO only: evaluate a policy that reads pictures."));

    /// <summary>Never moves: what a success rate is when nobody acts.</summary>
    public static PolicyChoice Idle { get; } = new("idle", "", "", world => new IdlePolicy(world.Robot));

    /// <summary>Policies that need no weights, by name.</summary>
    public static IReadOnlyDictionary<string, PolicyChoice> Scripted { get; } = new Dictionary<string, PolicyChoice> { [Expert.Name] = Expert, [Idle.Name] = Idle };
}
