using System.Text.Json;
using Oft.Model.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Verification.Models;

/// <summary>One line of a case's <c>checks</c>: a recorded tensor, the own value, and how near they must be.</summary>
/// <param name="Folder">The reference folder.</param>
/// <param name="Facts">The case.</param>
/// <param name="Json">The check.</param>
internal sealed record RecordedCheck(VerifyFolder Folder, ModelFacts Facts, JsonElement Json)
{
    private static readonly HashSet<string> Known = ["tensor", "value", "what", "kind", "tol", "why", "slice", "take", "reduce", "at", "step", "given", "or", "run", "needs", "parameter", "merge_dtype"];

    public string Tensor => Json.Text("tensor") ?? throw new VerifyException("a check names no tensor.");

    public string Value => Json.Text("value") ?? throw new VerifyException($"check '{Tensor}' names no value.");

    public string Kind => Json.Text("kind") ?? throw new VerifyException($"check '{Tensor}' has no kind.");

    public double Tolerance => Json.Member("tol") is { ValueKind: JsonValueKind.Number } tolerance ? tolerance.GetDouble() : throw new VerifyException($"check '{Tensor}' has no tol.");

    public int Step => Json.Member("step")?.GetInt32() ?? 0;

    public string? Run => Json.Text("run");

    /// <summary>True where a recorded tensor of this last name is fed instead of an own intermediate result.</summary>
    public bool IsGiven(string name) => Json.Texts("given").Any(given => given == name || given.EndsWith("/" + name, StringComparison.Ordinal));

    /// <summary>The recorded tensor that is fed under this last name.</summary>
    public Tensor Given(string name) => Recorded(Json.Texts("given").First(given => given == name || given.EndsWith("/" + name, StringComparison.Ordinal)));

    /// <summary>A tensor of the case's file, or of its input.</summary>
    public Tensor Recorded(string name)
    {
        var file = Folder.Tensors(Facts.File);
        return file.Tensors.ContainsKey(name) ? file.Tensor(name) : Folder.Tensors(Facts.Input).Tensor(name);
    }

    /// <summary>Compares, and says the difference as a share of what is allowed.</summary>
    public void Compare(Tensor own, CaseReport report)
    {
        foreach (var member in Json.EnumerateObject())
            if (!Known.Contains(member.Name)) throw new VerifyException($"check '{Tensor}' has a member '{member.Name}' that is not known.");
        var best = double.PositiveInfinity;
        foreach (var name in Json.Texts("or").Prepend(Tensor))
        {
            var recorded = Recorded(name);
            var shaped = Shaped(own.detach().cpu(), recorded);
            if (shaped.numel() != recorded.numel())
            {
                report.Fail(name, $"expected [{string.Join(", ", recorded.shape)}], got [{string.Join(", ", shaped.shape)}]");
                return;
            }
            best = Math.Min(best, Difference(shaped, recorded));
        }
        report.Within(Tensor, best, Tolerance);
    }

    private Tensor Shaped(Tensor own, Tensor recorded)
    {
        if (Json.Member("slice") is { } slice) own = own.narrow(slice[0].GetInt32(), slice[1].GetInt64(), slice[2].GetInt64() - slice[1].GetInt64());
        if (Json.Member("take") is { } take)
        {
            var (axis, index) = (take[0].GetInt32(), take[1].GetInt64());
            own = own.select(axis, index < 0 ? own.shape[axis] + index : index);
        }
        if (Json.Text("at") is { } at) own = own.gather(-1, Recorded(at));
        return Json.Text("reduce") switch
        {
            null => own,
            "logsumexp" => own.to(ScalarType.Float64).logsumexp(-1),
            "mean" => own.to(ScalarType.Float64).mean([-1]),
            var other => throw new VerifyException($"reduce '{other}' is not known; known: logsumexp, mean."),
        };
    }

    private double Difference(Tensor own, Tensor recorded)
    {
        var (a, b) = (own.to(ScalarType.Float64).flatten(), recorded.to(ScalarType.Float64).flatten());
        return Kind switch
        {
            "exact" or "tokens" => a.ne(b).sum().item<long>(),
            "abs" => (a - b).abs().max().item<double>(),
            "rel" => ((a - b).norm() / b.norm()).item<double>(),
            var other => throw new VerifyException($"kind '{other}' is not known; known: exact, abs, rel, tokens."),
        };
    }
}
