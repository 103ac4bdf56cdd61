using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Oft.Model.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Verification.Training;

/// <summary>One line of a case's <c>checks</c>: a recorded series, list, table or file of tensors, and how near the repeated run must come.</summary>
/// <param name="Facts">The case.</param>
/// <param name="Json">The check.</param>
internal sealed partial record RunCheck(TrainingFacts Facts, JsonElement Json)
{
    private static readonly HashSet<string> Known = ["file", "path", "tensors", "what", "kind", "tol", "why", "of", "over", "at_step", "expect"];

    [GeneratedRegex(@"step(\d+)")]
    private static partial Regex StepInName { get; }

    public string File => Json.Text("file") ?? throw new VerifyException("a check names no file.");

    public string What => Json.Text("what") ?? "";

    public string Kind => Json.Text("kind") ?? throw new VerifyException($"check of {File} has no kind.");

    public double Tolerance => Json.Member("tol") is { ValueKind: JsonValueKind.Number } tolerance ? tolerance.GetDouble() : throw new VerifyException($"check of {File} has no tol.");

    public IReadOnlyList<string> Path => Json.Texts("path");

    private bool IsTensors => File.EndsWith(".safetensors", StringComparison.Ordinal);

    private bool OfGradients => IsTensors && Json.Text("of") is null && What.Contains("gradient", StringComparison.OrdinalIgnoreCase);

    private int? Step => Json.Member("at_step") is { ValueKind: JsonValueKind.Number } step ? step.GetInt32()
        : !IsTensors && Path is [.., var last] && StepInName.Match(last) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    /// <summary>True where gradients before this step's update are compared.</summary>
    public bool NeedsGradients(int step) => (OfGradients || Json.Text("expect") is not null) && Step == step;

    /// <summary>True where values after this step's update are compared.</summary>
    public bool NeedsValues(int step) => IsTensors && !OfGradients && Step == step;

    /// <summary>Compares with a repeated run.</summary>
    public void Compare(RepeatedRun run, CaseReport report)
    {
        foreach (var member in Json.EnumerateObject())
            if (!Known.Contains(member.Name)) throw new VerifyException($"check of {File} has a member '{member.Name}' that is not known.");
        if (Kind is not ("exact" or "abs" or "rel")) throw new VerifyException($"kind '{Kind}' is not known; known: exact, abs, rel.");
        if (IsTensors) Tensors(run, report);
        else Document(run, report);
    }

    private void Tensors(RepeatedRun run, CaseReport report)
    {
        using var scope = NewDisposeScope();
        var file = Facts.Folder.Tensors(File);
        var names = Json.Text("tensors") is "all" ? [.. file.Tensors.Keys] : Json.Texts("tensors") is { Count: > 0 } some ? some : throw new VerifyException($"check of {File}: tensors {Json.Member("tensors")} are not known; known: all, or a list of names.");
        if (Json.Text("of") is not (null or "update")) throw new VerifyException($"of '{Json.Text("of")}' is not known; known: update.");
        var differences = new List<(string Name, double Difference)>();
        foreach (var name in names)
        {
            var part = TensorPart.Parse(name);
            var own = OfGradients
                ? run.Gradients(Step ?? throw new VerifyException($"check of {File} names no step.")).GetValueOrDefault(part.Tensor) ?? throw new VerifyException($"'{part.Tensor}' has no gradient here.")
                : run.Values(Step).GetValueOrDefault(part.Tensor) ?? throw new VerifyException($"'{part.Tensor}' is not trained here.");
            var (mine, recorded) = (part.Of(own), file.Tensor(name).to(ScalarType.Float64));
            if (mine.numel() != recorded.numel()) throw new VerifyException($"{name}: expected [{string.Join(", ", recorded.shape)}], got [{string.Join(", ", mine.shape)}].");
            var size = Json.Text("of") is "update" ? recorded.flatten() - part.Of(run.Values(-1)[part.Tensor]).flatten() : recorded.flatten();
            differences.Add((name, Difference(mine.flatten(), recorded.flatten(), size)));
        }
        Within(differences, report);
    }

    private void Within(List<(string Name, double Difference)> differences, CaseReport report)
    {
        switch (Json.Text("over"))
        {
            case null:
                foreach (var (name, difference) in differences) report.Within(name, difference, Tolerance);
                break;
            case "median":
                var sorted = differences.Select(one => one.Difference).Order().ToList();
                report.Within($"median of {sorted.Count} tensors", (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2, Tolerance);
                break;
            case var other:
                throw new VerifyException($"over '{other}' is not known; known: median.");
        }
    }

    private double Difference(Tensor own, Tensor recorded, Tensor size)
    {
        if (Kind != "rel") return Kind == "exact" ? own.ne(recorded).sum().item<long>() : (own - recorded).abs().max().item<double>();
        var (difference, norm) = ((own - recorded).norm().item<double>(), size.norm().item<double>());
        return norm > 0 ? difference / norm : difference == 0 ? 0 : double.PositiveInfinity;
    }

    private void Document(RepeatedRun run, CaseReport report)
    {
        var recorded = Facts.Folder.Document(File);
        foreach (var key in Path) recorded = recorded.Member(key) ?? throw new VerifyException($"{File}: there is no '{string.Join(" / ", Path)}'.");
        if (Json.Text("expect") is { } expected) Expect(expected, recorded, run, report);
        else if (recorded.ValueKind == JsonValueKind.Object && Json.Text("tensors") is "all") NormTable(recorded, run, report);
        else if (Path is [var only] && RunFacts.Of(run, only) is { } fact) fact.Compare(recorded, report);
        else if (run.Series(string.Join('.', Path)) is { } own) Numbers(string.Join('.', Path), recorded, own, report);
        else throw new VerifyException($"{File}: what a run says of '{string.Join(" / ", Path)}' is not known.");
    }

    private void NormTable(JsonElement recorded, RepeatedRun run, CaseReport report)
    {
        foreach (var member in recorded.EnumerateObject())
            Numbers(member.Name, member.Value, run.GradientNorms(member.Name) ?? throw new VerifyException($"'{member.Name}' is not trained here."), report);
    }

    private void Numbers(string name, JsonElement recorded, IReadOnlyList<double> own, CaseReport report)
    {
        var values = recorded.EnumerateArray().Select(value => value.GetDouble()).ToList();
        if (values.Count != own.Count)
        {
            report.Fail(name, $"expected {values.Count} numbers, got {own.Count}");
            return;
        }
        for (var i = 0; i < values.Count; i++)
        {
            var difference = Math.Abs(own[i] - values[i]);
            // Where 0 is recorded, 0 is due.
            if (Kind == "rel") difference = values[i] != 0 ? difference / Math.Abs(values[i]) : difference == 0 ? 0 : double.PositiveInfinity;
            report.Within($"{name}[{i}]", difference, Tolerance);
        }
    }

    private void Expect(string expected, JsonElement recorded, RepeatedRun run, CaseReport report)
    {
        var gradients = run.Gradients(Step ?? throw new VerifyException($"{File}: '{string.Join(" / ", Path)}' names no step."));
        var listed = recorded.EnumerateArray().Select(name => name.GetString()!).ToList();
        foreach (var name in listed.Where(name => !gradients.ContainsKey(name))) report.Fail(name, "it is not trained here");
        var known = listed.Where(gradients.ContainsKey).ToList();
        switch (expected)
        {
            case "none":
                report.Equal("weights without gradient", [.. known.Order(StringComparer.Ordinal)], (IReadOnlyList<string>)[.. gradients.Where(pair => pair.Value is null).Select(pair => pair.Key).Order(StringComparer.Ordinal)]);
                break;
            case "zero":
                foreach (var name in known)
                    if (gradients[name] is not { } gradient) report.Fail(name, "expected a gradient of zeros, got none");
                    else report.Within(name, gradient.abs().max().to(ScalarType.Float64).item<double>(), Tolerance);
                break;
            default:
                throw new VerifyException($"expect '{expected}' is not known; known: none, zero.");
        }
    }
}
