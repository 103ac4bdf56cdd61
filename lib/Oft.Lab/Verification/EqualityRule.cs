using System.Text.Json;

namespace Oft.Lab.Verification;

/// <summary>How equal is equal: a leaf that compares, or a choice among leaves by part, step or renderer.</summary>
/// <remarks>
/// <code>
/// |x - y| ≤ abs + rel · |y|     NaN equals NaN; y is the recorded value
/// </code>
/// </remarks>
public sealed record EqualityRule
{
    private static readonly string[] Words = ["exact", "xml", "verdict", "free", "not compared"];

    /// <summary>Bits must agree: exact, xml, verdict.</summary>
    public bool Exact { get; init; }

    /// <summary>Nothing is asked: free, not compared.</summary>
    public bool Free { get; init; }

    /// <summary>Absolute part of the tolerance.</summary>
    public double Abs { get; init; }

    /// <summary>Part of the tolerance relative to the recorded value.</summary>
    public double Rel { get; init; }

    /// <summary>Bound of the mean difference, where one is set.</summary>
    public double? MeanAbs { get; init; }

    /// <summary>At most <c>AtMost</c> of the samples differ by more than <c>Difference</c>.</summary>
    public (double Difference, double AtMost)? ShareOver { get; init; }

    /// <summary>What counts where the exact comparison fails.</summary>
    public EqualityRule? Otherwise { get; init; }

    /// <summary>For <see cref="Otherwise"/>: the arrays it is measured on.</summary>
    public string? On { get; init; }

    /// <summary>Rules by part.</summary>
    public IReadOnlyDictionary<string, EqualityRule>? By { get; init; }

    /// <summary>Rules by range of steps.</summary>
    public IReadOnlyList<(int From, int To, EqualityRule Rule)>? Phases { get; init; }

    /// <summary>Rules by renderer: the recorded one, any other.</summary>
    public (EqualityRule Same, EqualityRule Else)? Renderer { get; init; }

    /// <summary>Rules of the steps that were recorded in more detail, by part.</summary>
    public EqualityRule? Detail { get; init; }

    /// <summary>The leaf for a part, at a step, with or without the recorded renderer.</summary>
    /// <exception cref="VerifyException">The rule says nothing of the part or the step.</exception>
    public EqualityRule For(string part, int step = 0, bool sameRenderer = false)
    {
        if (By is not null) return By.TryGetValue(part, out var rule) ? rule.For(part, step, sameRenderer) : throw new VerifyException($"equality says nothing of '{part}'; it knows {string.Join(", ", By.Keys)}.");
        if (Renderer is { } renderer) return (sameRenderer ? renderer.Same : renderer.Else).For(part, step, sameRenderer);
        if (Phases is null) return this;
        foreach (var (from, to, rule) in Phases)
            if (step >= from && step < to) return rule.For(part, step, sameRenderer);
        throw new VerifyException($"equality says nothing of step {step}.");
    }

    /// <summary>Largest difference allowed from a recorded value.</summary>
    public double Tolerance(double recorded) => Exact || Free ? 0 : Abs + (Rel == 0 ? 0 : Rel * Math.Abs(recorded));

    /// <summary>Reads a rule.</summary>
    /// <exception cref="VerifyException">It has a word or member that is not known.</exception>
    public static EqualityRule Parse(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
            return Words.Contains(json.GetString())
                ? json.GetString() is "free" or "not compared" ? new() { Free = true } : new() { Exact = true }
                : throw new VerifyException($"equality '{json.GetString()}' is not known; known: {string.Join(", ", Words)}.");
        var rule = new EqualityRule();
        foreach (var member in json.EnumerateObject())
            rule = member.Name switch
            {
                "abs" => rule with { Abs = member.Value.GetDouble() },
                "rel" => rule with { Rel = member.Value.GetDouble() },
                "on" => rule with { On = member.Value.GetString() },
                "mean_abs" => rule with { MeanAbs = member.Value.GetDouble(), Abs = double.PositiveInfinity },
                "share_over" => rule with { ShareOver = (member.Value.GetProperty("difference").GetDouble(), member.Value.GetProperty("at_most").GetDouble()), Abs = double.PositiveInfinity },
                "exact_or" => rule with { Exact = true, Otherwise = Parse(member.Value) },
                "by" => rule with { By = member.Value.EnumerateObject().ToDictionary(x => x.Name, x => Parse(x.Value)) },
                "phases" => rule with { Phases = [.. member.Value.EnumerateArray().Select(Phase)] },
                "substep_detail" => rule with { Detail = new() { By = member.Value.EnumerateObject().ToDictionary(x => x.Name, x => Parse(x.Value)) } },
                "same_renderer" => rule with { Renderer = (Parse(member.Value), Parse(json.GetProperty("else"))) },
                "else" => rule,
                _ => throw new VerifyException($"equality has a member '{member.Name}' that is not known."),
            };
        return rule;
    }

    private static (int From, int To, EqualityRule Rule) Phase(JsonElement json)
    {
        var steps = json.GetProperty("steps");
        var rule = json.Member("by") is { } by ? new EqualityRule { By = by.EnumerateObject().ToDictionary(x => x.Name, x => Parse(x.Value)) }
            : throw new VerifyException("a phase of the equality has no member 'by'.");
        return (steps[0].GetInt32(), steps[1].GetInt32(), rule);
    }
}
