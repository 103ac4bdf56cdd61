using Oft.Contracts;
using Oft.Evaluation.Episodes;
using Oft.Evaluation.Ledgers;
using Oft.Evaluation.Suites;

namespace Oft.Evaluation.Tests.Worlds;

/// <summary>Three tasks on the line, and the runs the tests make of them.</summary>
public sealed class LineSuite : ISuite
{
    public string Benchmark => "line world";

    public string Name => "line";

    public IReadOnlyList<string> Tasks { get; init; } = ["reach the mark", "find the spot", "walk to the end"];

    public int InitialStates => 8;

    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string> { ["scene"] = "aa11" };

    public string Renderer => "none";

    /// <summary>Opens a task's world, or something that breaks.</summary>
    public Func<string, IWorld> Opens { get; init; } = task => new LineWorld(stepLimit: 25, task);

    public int Opened { get; private set; }

    public IWorld Open(string task)
    {
        lock (this) Opened++;
        return Opens(task);
    }

    public Conditions Conditions(string policy = "careless", ulong seed = 7, string kit = "c0ffee") => new()
    {
        Benchmark = Benchmark,
        Suite = Name,
        Tasks = Tasks,
        InitialStates = InitialStates,
        Seed = seed,
        Policy = policy,
        Weights = "",
        Recipe = "",
        WorldFiles = Files,
        Renderer = Renderer,
        Settings = Evaluation.Ledgers.Conditions.Describe(EpisodeSettings.Plain),
        Kit = kit,
    };

    public SuitePlan Plan(ulong seed = 7) => new(Tasks, InitialStates, seed);

    /// <summary>Runs the plan, or what is missing of it, into a ledger.</summary>
    public Ledger Run(string path, IPolicy? policy = null, int worlds = 1, Shard? shard = null, Func<EpisodeRecord, bool>? enough = null, CancellationToken cancellation = default)
    {
        policy ??= new LinePolicy(LinePolicy.Careless);
        using (var ledger = LedgerWriter.Open(path, Conditions()))
            new SuiteRunner(this, EpisodeSettings.Plain) { Worlds = worlds, LatencyCap = TimeSpan.FromMinutes(1), Shard = shard ?? Shard.Whole, Enough = enough ?? (_ => false) }.Run(Plan(), _ => policy, ledger, cancellation);
        return Ledger.Read(path);
    }
}
