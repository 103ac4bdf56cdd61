using System.Text.Json;

namespace Oft.Lab.Verification.Training;

/// <summary>The layout <c>training</c>: recorded fine-tuning runs, repeated step by step by the trainer that users train with.</summary>
/// <remarks>A case loads its base, puts the recorded starting values in place and takes the recorded batches; each of its checks is one comparison.</remarks>
public sealed class TrainingLayout : IVerifyLayout
{
    private readonly Func<string, bool> chosen;

    /// <summary>Makes the layout.</summary>
    /// <param name="chosen">Which cases are run, by name; null runs all.</param>
    public TrainingLayout(Func<string, bool>? chosen = null) => this.chosen = chosen ?? (_ => true);

    /// <inheritdoc/>
    public string Name => "training";

    /// <inheritdoc/>
    public void Run(VerifyFolder folder, VerifyRun run)
    {
        if (folder.Json.Member("cases") is not { ValueKind: JsonValueKind.Array } cases || cases.GetArrayLength() == 0)
        {
            run.Fail("training: verify.json has no cases");
            return;
        }
        foreach (var json in cases.EnumerateArray())
        {
            var name = json.Text("name") ?? "(no name)";
            if (!chosen(name)) continue;
            var report = new GroupReport(name, new EqualityRule { Exact = true });
            try
            {
                var facts = new TrainingFacts(folder, json);
                var checks = facts.Checks;
                using var repeated = RepeatedRun.Of(facts, checks);
                foreach (var check in checks) report.Case($"{check.File} {check.What}", one => check.Compare(repeated, one));
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                report.Fail($"{e.GetType().Name}: {e.Message}");
            }
            run.Add(report);
        }
    }
}
