using System.Text.Json;
using Oft.Contracts;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Verification.Models;

/// <summary>The way between a case's normalised numbers and the robot's, by the statistics the case names.</summary>
internal static class Unnormalization
{
    /// <summary>Normalised actions in robot units, by the case's own precision and epsilon.</summary>
    public static Tensor Of(VerifyFolder folder, ModelFacts facts, Tensor normalized)
    {
        var rule = Rule(facts);
        var field = Field(folder, rule, "path");
        var numbers = normalized.to(ScalarType.Float64).flatten().data<double>().ToArray();
        var half = rule.Text("half_range_dtype");
        var epsilon = rule.GetProperty("epsilon").GetDouble();
        if (half == "float32" && epsilon != 1e-8) throw new VerifyException($"case '{facts.Name}': epsilon {epsilon} with float32 halves is not known.");
        return tensor(half switch
        {
            "float32" => field.Unnormalize(numbers.Select(number => (float)number).ToArray(), Bounds(rule)),
            "float64" => field.Unnormalize(numbers, Bounds(rule), epsilon),
            _ => throw new VerifyException($"half_range_dtype '{half}' is not known; known: float32, float64."),
        });
    }

    /// <summary>A robot's reading as the model takes it.</summary>
    public static double[] Proprio(VerifyFolder folder, ModelFacts facts, double[] raw) => Field(folder, Rule(facts), "path_proprio").Normalize(raw, Bounds(Rule(facts)));

    private static JsonElement Rule(ModelFacts facts) => facts.Json.Member("unnormalize") ?? throw new VerifyException($"case '{facts.Name}' names no statistics.");

    private static BoundsKind Bounds(JsonElement rule) => rule.Text("normalization") switch
    {
        "bounds_q99" => BoundsKind.Q99,
        "bounds" => BoundsKind.MinMax,
        var other => throw new VerifyException($"normalization '{other}' is not known; known: bounds_q99, bounds."),
    };

    // The path ends in the field; the sets stand one level above the name before it.
    private static FieldStatistics Field(VerifyFolder folder, JsonElement rule, string path)
    {
        var steps = rule.Texts(path);
        var json = folder.Document(rule.Text("file")!);
        foreach (var step in steps.SkipLast(2)) json = json.GetProperty(step);
        var set = StatisticsFile.Parse(json).Sets[steps[^2]];
        return steps[^1] switch
        {
            "action" => set.Action,
            "proprio" => set.Proprio ?? throw new VerifyException($"the set '{steps[^2]}' has no proprioception."),
            var other => throw new VerifyException($"statistics '{other}' are not known; known: action, proprio."),
        };
    }
}
