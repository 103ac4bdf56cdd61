using System.Globalization;
using Oft.Formats;
using Oft.Model;
using Oft.Model.Adapters;
using Oft.Model.Baselines;
using Oft.Model.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Training.Recipes;

/// <summary>The model of a recipe: base weights, adapters on them, what starts anew.</summary>
public static class RecipeModel
{
    /// <summary>The sizes a recipe means: those of its base, or its own.</summary>
    /// <exception cref="RecipeException">The base cannot be read, or both are given and differ.</exception>
    public static BackboneConfig Backbone(Recipe recipe)
    {
        if (recipe.Base is null) return recipe.Backbone!;
        try
        {
            var found = PublishedConfig.Read(recipe.Base).Backbone;
            return recipe.Backbone is { } asked && asked with { Language = asked.Language with { EmbeddingDeviation = found.Language.EmbeddingDeviation } } != found
                ? throw new RecipeException($"{recipe.Base}: the base has another backbone than the recipe; leave the recipe's out.")
                : found;
        }
        catch (Exception e) when (e is IOException or CheckpointException or DamagedFileException)
        {
            throw new RecipeException($"base: {e.Message}", e);
        }
    }

    /// <summary>Makes it; everything random comes from the recipe's seed.</summary>
    /// <exception cref="RecipeException">The base's weights do not fit, or the device does not exist.</exception>
    public static OftModel Make(Recipe recipe, OftConfig config)
    {
        manual_seed(recipe.Seed);
        var device = Device(recipe.Device);
        try
        {
            var model = recipe.Base is null
                ? new OftModel(config, new() { Dtype = recipe.Weights, Device = device })
                : CheckpointLoader.Begin(recipe.Base, config, recipe.Weights, device);
            Prepare(model, recipe);
            return model;
        }
        catch (Exception e) when (e is IOException or CheckpointException or DamagedFileException)
        {
            throw new RecipeException($"base: {e.Message}", e);
        }
    }

    /// <summary>Makes a recipe's baseline; everything random comes from the recipe's seed.</summary>
    /// <exception cref="RecipeException">The device does not exist.</exception>
    public static Baseline Make(Recipe recipe, BaselineConfig config)
    {
        manual_seed(recipe.Seed);
        var model = Baseline.Of(config, new() { Device = Device(recipe.Device) });
        model.train();
        return model;
    }

    /// <summary>Names and shapes alone, for counting: no memory is taken, whatever the size. A base that is not there yet is drawn from the recipe's own backbone.</summary>
    public static OftModel Sketch(Recipe recipe)
    {
        var model = new OftModel(recipe.Config(recipe.Backbone ?? Backbone(recipe)), Placement.Meta with { Dtype = recipe.Weights });
        Prepare(model, recipe);
        return model;
    }

    private static void Prepare(OftModel model, Recipe recipe)
    {
        if (recipe.Lora is { } lora)
        {
            // What the base brought is frozen; FiLM, heads and projectors of numbers are trained whole.
            foreach (var (name, parameter) in model.named_parameters())
                if (UpstreamNames.IsBase(name)) parameter.requires_grad = false;
            var meta = model.Device.type == DeviceType.META;
            model.Attach(lora, placement: meta ? Placement.Meta with { Dtype = recipe.Weights } : null);
        }
        if (recipe.Film && recipe.FilmStartsNeutral && model.Device.type != DeviceType.META) model.Vision.NeutralizeFilm();
        model.Recomputes = recipe.Recompute;
        model.train();
    }

    private static Device Device(string name)
    {
        if (name == "cpu") return CPU;
        if (!name.StartsWith("cuda", StringComparison.Ordinal)) throw new RecipeException($"device: expected cpu, cuda or cuda:N, got '{name}'.");
        if (!cuda_is_available()) throw new RecipeException("device: the recipe asks for CUDA, and this libtorch finds none; oft engine says which libtorch is used.");
        var index = name.IndexOf(':') is var at and >= 0 && int.TryParse(name[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return index < cuda.device_count() ? new Device(DeviceType.CUDA, index) : throw new RecipeException($"device: {name} is not there; this machine has {cuda.device_count()} CUDA devices.");
    }
}
