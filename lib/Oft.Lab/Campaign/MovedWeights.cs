using System.Security.Cryptography;
using Oft.Formats.Safetensors;
using Oft.Model;
using Oft.Model.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Campaign;

/// <summary>What fine-tuning moved, and nothing else: adapters, heads, projectors, FiLM, in bfloat16, beside the checksum of the base they belong to.</summary>
public static class MovedWeights
{
    /// <summary>The file's name in a checkpoint's folder.</summary>
    public const string FileName = "moved.safetensors";

    private const string BaseKey = "base_sha256";

    /// <summary>Writes every weight of a model that asks for gradients.</summary>
    /// <param name="folder">Exists.</param>
    /// <param name="model">With its adapters on.</param>
    /// <param name="baseFolder">The base it began with.</param>
    public static void Write(string folder, OftModel model, string baseFolder)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        TensorFile.Write(Path.Combine(folder, FileName), [.. model.named_parameters().Where(named => named.parameter.requires_grad).Select(named => (named.name, named.parameter.to(ScalarType.BFloat16)))],
            new Dictionary<string, string> { ["format"] = "pt", [BaseKey] = Sum(baseFolder) });
    }

    /// <summary>Fills them into a model that was made of the base and carries empty adapters.</summary>
    /// <exception cref="CheckpointException">They belong to another base, or are not this model's.</exception>
    public static void Fill(string folder, OftModel model, string baseFolder)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var path = Path.Combine(folder, FileName);
        using var file = SafetensorsFile.Open(path);
        if (file.Metadata.GetValueOrDefault(BaseKey) is var belongs && belongs != Sum(baseFolder))
            throw new CheckpointException(path, $"these weights belong to a base with SHA-256 {belongs ?? "unknown"}; {baseFolder} is another one.");
        var wanted = model.named_parameters().Where(named => named.parameter.requires_grad).ToDictionary(named => named.name, named => named.parameter);
        var strays = wanted.Keys.Except(file.Tensors.Keys).Concat(file.Tensors.Keys.Except(wanted.Keys)).Order().ToList();
        if (strays.Count > 0) throw new CheckpointException(path, $"the weights are not those of this model; different: {string.Join(", ", strays.Take(5))}{(strays.Count > 5 ? $" and {strays.Count - 5} more" : "")}.");
        foreach (var (name, parameter) in wanted)
        {
            if (!file.Tensors[name].Shape.SequenceEqual(parameter.shape)) throw new CheckpointException(path, $"{name}: expected [{string.Join(", ", parameter.shape)}], got [{string.Join(", ", file.Tensors[name].Shape)}].");
            parameter.copy_(file.Tensor(name));
        }
    }

    private static string Sum(string baseFolder)
    {
        using var stream = File.OpenRead(Path.Combine(baseFolder, "model.safetensors"));
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
