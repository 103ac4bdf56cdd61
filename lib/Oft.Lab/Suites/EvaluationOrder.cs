using Oft.Evaluation.Episodes;
using Oft.Evaluation.Ledgers;
using Oft.Evaluation.Suites;

namespace Oft.Lab.Suites;

/// <summary>What is to be evaluated, how, and where it is kept.</summary>
public sealed record EvaluationOrder
{
    /// <summary>The suite.</summary>
    public required ISuite Suite { get; init; }

    /// <summary>The policy.</summary>
    public required PolicyChoice Policy { get; init; }

    /// <summary>Takes ledger, films, traces and report.</summary>
    public required string Folder { get; init; }

    /// <summary>The kit's commit, for the ledger.</summary>
    public required string Kit { get; init; }

    /// <summary>How episodes are run.</summary>
    public EpisodeSettings Settings { get; init; } = EpisodeSettings.Plain;

    /// <summary>Task names; null for all of the suite.</summary>
    public IReadOnlyList<string>? Tasks { get; init; }

    /// <summary>Episodes a task; null for all initial states.</summary>
    public int? InitialStates { get; init; }

    /// <summary>What the episodes' seeds are drawn from.</summary>
    public ulong Seed { get; init; } = 7;

    /// <summary>Worlds side by side.</summary>
    public int Worlds { get; init; } = 1;

    /// <summary>How long a question may wait for those of other worlds.</summary>
    public TimeSpan LatencyCap { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Which part of the plan is run here.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>Ten episodes instead of all.</summary>
    public bool Smoke { get; init; }

    /// <summary>The perturbation that the suite was opened with, by name; empty for none.</summary>
    public string Perturbation { get; init; } = "";

    /// <summary>Of which episodes a film strip is kept.</summary>
    public Films Films { get; init; } = Films.Failed;

    /// <summary>Also keeps moving films, where ffmpeg is installed.</summary>
    public bool Moving { get; init; }

    /// <summary>Also keeps every action.</summary>
    public bool Traces { get; init; }

    /// <summary>Ends the run once it is clearly better or worse than this earlier one; null for never.</summary>
    public Ledger? StopAgainst { get; init; }

    /// <summary>The ledger of this run or shard.</summary>
    public string LedgerPath => Path.Combine(Folder, Perturbation != "" ? $"{Perturbation}.jsonl" : Shard.Count > 1 ? $"shard-{Shard.Number}-of-{Shard.Count}.jsonl" : "ledger.jsonl");

    /// <summary>The plan: state by state where the run may end early, so that it has seen every task; task by task otherwise.</summary>
    /// <exception cref="ArgumentException">A task or a number of episodes that the suite does not have.</exception>
    public SuitePlan Plan()
    {
        var conditions = Conditions();
        var plan = new SuitePlan(conditions.Tasks, conditions.InitialStates, Seed, interleaved: StopAgainst is not null || Smoke);
        return Smoke ? plan.Only(SmokeEvaluation.Of(plan)) : plan;
    }

    /// <summary>What the ledger says of this run.</summary>
    /// <exception cref="ArgumentException">A task or a number of episodes that the suite does not have.</exception>
    public Conditions Conditions()
    {
        var tasks = Tasks ?? Suite.Tasks;
        if (tasks.Except(Suite.Tasks).FirstOrDefault() is { } stray)
            throw new ArgumentException($"suite {Suite.Name} has no task '{stray}'; it has: {string.Join(", ", Suite.Tasks)}.");
        var states = InitialStates ?? Suite.InitialStates;
        if (states < 1 || states > Suite.InitialStates)
            throw new ArgumentException($"suite {Suite.Name} has {Suite.InitialStates} initial states a task, got {states}.");
        return new Conditions
        {
            Benchmark = Suite.Benchmark,
            Suite = Suite.Name,
            Tasks = tasks,
            InitialStates = states,
            Seed = Seed,
            Policy = Policy.Name,
            Weights = Policy.Weights,
            Recipe = Policy.Recipe,
            WorldFiles = Suite.Files,
            Renderer = Suite.Renderer,
            Settings = Evaluation.Ledgers.Conditions.Describe(Settings),
            Perturbations = Perturbation == "" ? [] : [Perturbation],
            Kit = Kit,
        };
    }
}
