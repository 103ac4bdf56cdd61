using Oft.Contracts;
using Oft.Evaluation.Ledgers;

namespace Oft.Lab.Tests.Reports;

/// <summary>Ledgers written by hand, for pages that show them.</summary>
internal static class Ledgers
{
    public static Ledger Written(string path, string policy, Func<string, int, EpisodeOutcome?> outcome, string perturbation = "")
    {
        var conditions = new Conditions
        {
            Benchmark = "mini-LIBERO", Suite = "mini_goal", Tasks = ["turn_on_the_stove", "open <b>the</b> drawer"], InitialStates = 10, Seed = 7, Policy = policy,
            Weights = "", Recipe = "", WorldFiles = new Dictionary<string, string> { ["scenes"] = "aa11" }, Renderer = "none", Settings = "executed all", Kit = "c0ffee",
            Perturbations = perturbation == "" ? [] : [perturbation],
        };
        using (var ledger = LedgerWriter.Open(path, conditions))
            foreach (var task in conditions.Tasks)
                for (var state = 0; state < conditions.InitialStates; state++)
                    if (outcome(task, state) is { } ended)
                        ledger.Append(new EpisodeRecord { Task = task, InitialState = state, Seed = 1, Sentence = task.Replace('_', ' '), Outcome = ended, Steps = 40 + state, Chunks = 5, Errors = ended == EpisodeOutcome.Error ? ["world did not step at step 3: IOException: lost", "again"] : [], Conditions = ledger.Id, Seconds = 0.1, PolicySeconds = 0.05, At = DateTimeOffset.UnixEpoch });
        return Ledger.Read(path);
    }
}
