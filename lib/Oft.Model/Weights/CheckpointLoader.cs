using Oft.Formats;
using Oft.Formats.Safetensors;
using Oft.Formats.Torch;
using Oft.Model.Adapters;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Weights;

/// <summary>Makes a model from a published folder: merged weights, heads and projectors, towers with FiLM.</summary>
/// <remarks>
/// <code>
/// merged safetensors, all names                      the base model
/// vision_backbone--*.pt  (FiLM)                      replaces every vision weight, its adapters stay unmerged
/// action_head--*.pt, proprio_projector--*.pt, …      "module." stripped
/// everything rounded to the published precision, then cast to the one asked for
/// </code>
/// </remarks>
public static class CheckpointLoader
{
    private const string Wrapper = "module.";

    /// <summary>Loads a model.</summary>
    /// <param name="folder">The merged model: <c>config.json</c> and safetensors; or only <c>lora_adapter</c> and components, beside <see cref="LoadOptions.Base"/>.</param>
    /// <param name="config">What it is made of.</param>
    /// <param name="options">Precision, device, where the components lie.</param>
    /// <exception cref="CheckpointException">Something is missing, unknown or contradictory; the message names it.</exception>
    public static OftModel Load(string folder, OftConfig config, LoadOptions? options = null)
    {
        options ??= new();
        var components = ComponentFiles.Find(options.Components ?? folder);
        var stored = Quantized.Named(folder, PublishedConfig.Read(options.Base ?? folder).Precision);
        var computed = Quantized.Checked(folder, options.Dtype ?? stored);
        var model = new OftModel(config, new() { Dtype = stored, Device = options.Device, StartValues = false });
        try
        {
            LoadBase(options.Base ?? folder, model, options.Mapped && options.Device.type == DeviceType.CPU && computed == stored);
            if (options.Base is not null) MergeAdapter(folder, model);
            if (config.Film) LoadFilm(folder, Needed(components, components.VisionBackbone, "vision_backbone", "FiLM is on"), model, options.FilmLora, stored);
            if (model.Head is not null) LoadHead(Needed(components, components.ActionHead, "action_head", $"the head is {config.Head}"), model, stored);
            if (model.Proprio is not null) LoadProjector(Needed(components, components.ProprioProjector, "proprio_projector", "proprioception is on"), model, "proprio.", stored);
            if (model.Noise is not null) LoadProjector(Needed(components, components.NoisyActionProjector, "noisy_action_projector", "the head is Diffusion"), model, "noise.", stored);
            // Upstream: heads and projectors are rounded to the model's precision when they are loaded, whatever was asked for later.
            if (computed != stored) model.to(computed);
            model.eval();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>A model to be trained: its base weights come from a folder, everything beside them starts anew.</summary>
    /// <param name="folder">The merged model: <c>config.json</c> and safetensors.</param>
    /// <param name="config">What it is made of; heads, projectors and FiLM need not be in the folder.</param>
    /// <param name="dtype">Precision the weights are trained in.</param>
    /// <param name="device">Where they go.</param>
    /// <exception cref="CheckpointException">A base weight is missing, unknown or has another shape.</exception>
    public static OftModel Begin(string folder, OftConfig config, ScalarType dtype, Device device)
    {
        var model = new OftModel(config, new() { Dtype = dtype, Device = device });
        try
        {
            LoadBase(folder, model, mapped: false);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static void LoadBase(string folder, OftModel model, bool mapped)
    {
        using var file = ShardedSafetensors.Open(folder);
        var wanted = model.named_parameters().Where(named => UpstreamNames.IsBase(named.name)).ToDictionary(named => UpstreamNames.Merged(named.name), named => (Tensor)named.parameter);
        if (mapped) WeightFile.Map(file, folder, wanted);
        else WeightFile.Fill(file, folder, wanted, known: _ => false, rounding: null);
    }

    // Upstream merges the adapter in the base's precision when it saves; a folder saved without is merged here in the same way.
    private static void MergeAdapter(string folder, OftModel model)
    {
        // With FiLM the towers bring their own weights and adapters in one file.
        AdapterFolder.Open(Path.Combine(folder, AdapterFolder.Name)).AttachTo(model, only: path => !(model.Config.Film && path.StartsWith("vision.", StringComparison.Ordinal)));
        model.MergeAndForget();
    }

    // Rank and scaling as the folder's own adapter says them.
    private static LoraConfig? TrainedWith(string folder, string name)
        => AdapterFolder.PathOf(folder, name) is var adapter && Directory.Exists(adapter) ? AdapterFolder.Open(adapter).Config : null;

    private static void LoadFilm(string folder, string path, OftModel model, LoraConfig? lora, ScalarType stored)
    {
        using var file = TorchFile.Open(path);
        var adapted = file.Tensors.Keys.Select(UpstreamNames.DumpedAdapter).OfType<(string Layer, string Name)>().ToList();
        var configs = adapted.Select(found => found.Name).Distinct().ToDictionary(name => name, name => lora ?? TrainedWith(folder, name));
        var layers = model.AdaptableLayers.Where(adaptable => adaptable.Path.StartsWith("vision.", StringComparison.Ordinal)).ToDictionary(adaptable => UpstreamNames.VisionDump(adaptable.Path + ".", _ => false).TrimEnd('.'));
        foreach (var (name, adapter) in adapted)
        {
            if (!layers.TryGetValue(name, out var layer)) throw new CheckpointException(path, $"{name}: no layer of this model has an adapter there.");
            var rank = (int)file.Tensors[$"{name}.lora_A.{adapter}.weight"].Shape[0];
            var config = configs[adapter] ?? new() { Rank = rank, Alpha = Math.Min(rank, 16) };
            if (config.Rank != rank) throw new CheckpointException(path, $"{name}: expected adapters of rank {config.Rank}, got {rank}.");
            layer.Layer.Attach(adapter, config, new() { Dtype = stored, Device = layer.Layer.Weight.device, StartValues = false });
        }
        var ours = adapted.Select(found => layers[found.Layer].Path).ToHashSet();
        var wanted = model.named_parameters().Where(named => named.name.StartsWith("vision.", StringComparison.Ordinal))
            .ToDictionary(named => UpstreamNames.VisionDump(named.name, ours.Contains), named => (Tensor)named.parameter);
        WeightFile.Fill(file, path, wanted, known: _ => false, stored);
    }

    private static void LoadHead(string path, OftModel model, ScalarType stored)
    {
        using var file = TorchFile.Open(path);
        var diffusion = model.Config.Head is ActionHead.Diffusion;
        if (file.Tensors.Keys.Any(name => name.Contains("noise_predictor.", StringComparison.Ordinal)) != diffusion)
            throw new CheckpointException(path, diffusion ? "expected a diffusion head, got an L1 head." : "expected an L1 head, got a diffusion head.");
        LoadPart(file, path, model, "head.", name => UpstreamNames.Head(name, diffusion), stored);
    }

    private static void LoadProjector(string path, OftModel model, string prefix, ScalarType stored)
    {
        using var file = TorchFile.Open(path);
        LoadPart(file, path, model, prefix, UpstreamNames.Projector, stored);
    }

    // Upstream: saved from a distributed wrapper, so every name starts with "module."; stripped if and only if it does.
    private static void LoadPart(ITensorFile file, string path, OftModel model, string prefix, Func<string, string> upstream, ScalarType stored)
    {
        var wrapped = file.Tensors.Keys.All(name => name.StartsWith(Wrapper, StringComparison.Ordinal));
        var wanted = model.named_parameters().Where(named => named.name.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(named => (wrapped ? Wrapper : "") + upstream(named.name), named => (Tensor)named.parameter);
        WeightFile.Fill(file, path, wanted, known: _ => false, stored);
    }

    private static string Needed(ComponentFiles components, string? path, string component, string why)
        => path ?? throw new CheckpointException(components.Folder, $"{component}: expected one file {component}--*_checkpoint.pt because {why}, found none.");
}
