using System.Globalization;

namespace Oft.Lab.Verification.Training;

/// <summary>The facts of a repeated run, by the names that parameter lists use.</summary>
internal static class RunFacts
{
    /// <summary>One of them; null where the name means something else.</summary>
    public static RunFact? Of(RepeatedRun run, string name) => name switch
    {
        "trainable" => new(name, run.Trained.Select(pair => $"{pair.Key} [{string.Join(", ", pair.Value.shape)}]")),
        "lora_target_modules" => new(name, run.Targets),
        "trainable_params" => new(name, [Text(run.Trained.Values.Sum(weight => weight.numel()))]),
        "vla_trainable_params" => new(name, [Text(run.ModelWeights(trained: true))]),
        "vla_all_params" => new(name, [Text(run.ModelWeights(trained: false))]),
        _ => null,
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
