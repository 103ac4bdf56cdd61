using Oft.Model.Weights;
using Oft.Training.Objectives;
using static TorchSharp.torch.nn;

namespace Oft.Training.Forecasts;

/// <summary>What is trained in one part of a model: adapters, FiLM or whole weights.</summary>
/// <param name="Name">The part, and of which kind.</param>
/// <param name="Parameters">Numbers trained.</param>
/// <param name="Bytes">Memory of them.</param>
public sealed record TrainablePart(string Name, long Parameters, long Bytes)
{
    /// <summary>Every part of an objective that has something to train, the largest first.</summary>
    public static IReadOnlyList<TrainablePart> Of(IReadOnlyList<(string Part, Module Module)> parts) => [.. parts
        .SelectMany(part => part.Module.named_parameters().Where(named => named.parameter.requires_grad).Select(named => (Name: NameOf(part.Part, named.name), named.parameter)))
        .GroupBy(named => named.Name)
        .Select(group => new TrainablePart(group.Key, group.Sum(named => named.parameter.numel()), group.Sum(named => named.parameter.numel() * named.parameter.element_size())))
        .OrderByDescending(part => part.Parameters)];

    private static string NameOf(string part, string path)
    {
        if (part != "model") return part;
        var names = path.Split('.');
        if (UpstreamNames.IsFilm(path)) return "FiLM of both towers";
        var where = names[0] switch
        {
            "vision" => names[1] == "dino" ? "DINOv2 tower" : "SigLIP tower",
            "projector" => "projector",
            "language" => names[1] == "lm_head" ? "output layer" : "language model",
            "head" => "action head",
            "proprio" => "proprioception projector",
            "noise" => "noisy-action projector",
            var other => other,
        };
        return UpstreamNames.IsAdapter(path) ? $"LoRA on {where}" : where;
    }
}
