using System.Text.Json;

namespace Oft.Lab.Verification.Models;

/// <summary>The layout <c>model</c>: tiny checkpoints and what the reference computed with them, stage by stage and mode by mode.</summary>
/// <remarks>A case loads its checkpoint as a user would, runs it once with every tap open, and compares each recorded tensor.</remarks>
public sealed class ModelLayout : IVerifyLayout
{
    private readonly VerifyNeeds needs;
    private readonly Func<string, bool> chosen;

    /// <summary>Makes the layout.</summary>
    /// <param name="needs">Where the tokenizer lies that the folder does not bring.</param>
    /// <param name="chosen">Which cases are run, by name; null runs all.</param>
    public ModelLayout(VerifyNeeds? needs = null, Func<string, bool>? chosen = null) => (this.needs, this.chosen) = (needs ?? VerifyNeeds.None, chosen ?? (_ => true));

    /// <inheritdoc/>
    public string Name => "model";

    /// <inheritdoc/>
    public void Run(VerifyFolder folder, VerifyRun run)
    {
        if (folder.Json.Member("cases") is not { ValueKind: JsonValueKind.Array } cases || cases.GetArrayLength() == 0)
        {
            run.Fail("model: verify.json has no cases");
            return;
        }
        foreach (var json in cases.EnumerateArray())
        {
            var facts = new ModelFacts(folder, json);
            if (!chosen(facts.Name)) continue;
            var report = new GroupReport(facts.Name, new EqualityRule { Exact = true });
            var missing = new List<string>();
            report.Case(facts.Mode, one => new ModelCase(folder, facts, needs).Check(one, missing.Add));
            run.Add(report);
            foreach (var reason in missing) run.Skip(facts.Name, 1, reason);
        }
    }
}
