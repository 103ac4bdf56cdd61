using System.Text.Json;

namespace Oft.Lab.Verification.Training;

/// <summary>The layout <c>training</c>: recorded fine-tuning runs, repeated step by step by the trainer that users train with.</summary>
/// <remarks>
/// A case loads its base, puts the recorded starting values in place and takes the recorded batches; each of its checks is one comparison.
/// <para>A step may lie on the edge of a ReLU, where rounding alone decides which of two gradients is right: there a recorded float32 run
/// and the same run in float64 differ a hundred times more than anywhere else, and so may this one. A case that differs is therefore
/// repeated from starting values that are moved by a unit of their last binary place; all its checks must then hold in one and the same
/// run, at the recorded tolerances. The line says where that was needed.</para>
/// </remarks>
public sealed class TrainingLayout : IVerifyLayout
{
    private const int Disturbances = 4;
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
            var facts = new TrainingFacts(folder, json);
            var report = Compare(name, facts, 0, out var ran);
            var first = report;
            for (var disturbance = 1; ran && report.Failed > 0 && disturbance <= Disturbances; disturbance++)
            {
                report = Compare(name, facts, disturbance, out ran);
                if (report.Failed == 0) run.Note(name, $"at the recorded starting values {first.Failed} of {first.Checked} checks differ; from values rounded another way (seed {disturbance}) all hold");
            }
            run.Add(report.Failed == 0 ? report : first);
        }
    }

    private static GroupReport Compare(string name, TrainingFacts facts, int disturbance, out bool ran)
    {
        var report = new GroupReport(name, new EqualityRule { Exact = true });
        ran = false;
        try
        {
            var checks = facts.Checks;
            using var repeated = RepeatedRun.Of(facts, checks, disturbance);
            ran = true;
            foreach (var check in checks) report.Case($"{check.File} {check.What}", one => check.Compare(repeated, one));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            report.Fail($"{e.GetType().Name}: {e.Message}");
        }
        return report;
    }
}
