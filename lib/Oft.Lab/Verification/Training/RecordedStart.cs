using System.Text.RegularExpressions;
using Oft.Model;
using Oft.Model.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Verification.Training;

/// <summary>Puts the recorded starting values of everything trained into a model.</summary>
internal static class RecordedStart
{
    /// <param name="facts">The case.</param>
    /// <param name="trained">What is trained, by the script's names.</param>
    /// <exception cref="VerifyException">A weight has no starting value, or a file has one for no weight.</exception>
    public static void Fill(TrainingFacts facts, IReadOnlyDictionary<string, Tensor> trained)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var initial = facts.Json.Member("initial") ?? throw new VerifyException("the case says nothing about its initial values.");
        var rename = initial.Member("rename") is { } rules ? rules.EnumerateArray().Select(rule => (Pattern: rule[0].GetString()!, By: rule[1].GetString()!)).ToList() : [];
        var filled = new HashSet<string>();
        foreach (var file in initial.Texts("lora"))
            Copy(facts, file, name => rename.Aggregate(name, (text, rule) => Regex.Replace(text, rule.Pattern, rule.By, RegexOptions.None, TimeSpan.FromSeconds(1))), trained, filled);
        if (initial.Text("components") is { } components) Copy(facts, components, name => name, trained, filled);
        foreach (var (name, weight) in trained)
        {
            if (filled.Contains(name)) continue;
            if (!name.Contains(".lora_B.", StringComparison.Ordinal)) throw new VerifyException($"'{name}' has no starting value in the files of the case.");
            weight.zero_();
        }
    }

    /// <summary>Moves every value by a unit of its last binary place at most, up or down by chance: what another order of sums might have made of it.</summary>
    /// <param name="trained">What is trained.</param>
    /// <param name="seed">Same seed, same values.</param>
    public static void Round(IReadOnlyDictionary<string, Tensor> trained, int seed)
    {
        const double lastPlace = 1.0 / (1 << 24);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using var chance = new Generator((ulong)seed);
        foreach (var weight in trained.Values) weight.mul_(1 + (rand(weight.shape, generator: chance).to(weight.dtype) - 0.5).sign() * lastPlace);
    }

    private static void Copy(TrainingFacts facts, string path, Func<string, string> rename, IReadOnlyDictionary<string, Tensor> trained, HashSet<string> filled)
    {
        var file = facts.Folder.Tensors(path);
        foreach (var stored in file.Tensors.Keys)
        {
            var name = rename(stored);
            if (!trained.TryGetValue(name, out var weight)) throw new VerifyException($"{path}: '{name}' is a starting value of nothing that is trained here.");
            var value = file.Tensor(stored);
            if (!value.shape.SequenceEqual(weight.shape)) throw new VerifyException($"{path}: {name}: expected [{string.Join(", ", weight.shape)}], got [{string.Join(", ", value.shape)}].");
            weight.copy_(value);
            filled.Add(name);
        }
    }
}
