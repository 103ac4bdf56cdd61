using Oft.Contracts;
using Oft.Lab.Runs;
using Oft.Model;
using Oft.Model.Adapters;
using Oft.Model.Inputs;
using Oft.Model.Weights;
using Oft.Training.Recipes;
using static TorchSharp.torch;

namespace Oft.Lab.Campaign;

/// <summary>The tiny profile's checkpoints by name: those just made in a working folder, else those that are shipped.</summary>
/// <param name="working">Where recipes are trained; null knows the shipped ones alone.</param>
public sealed class TinyCheckpoints(string? working = null)
{
    /// <summary>Where shipped checkpoints lie.</summary>
    public static string Shipped => Path.Combine(Checkout.Root, "data-manifests", "checkpoints");

    /// <summary>Where the policy of a name lies; null where nobody has made it.</summary>
    public string? Find(string name)
    {
        string[] places = [.. working is null ? [] : new[] { Made(working, name) }, Path.Combine(Shipped, name)];
        return places.FirstOrDefault(place => File.Exists(Path.Combine(place, OftFile.Name)));
    }

    /// <summary>Where a recipe's policy comes to lie in a working folder.</summary>
    public static string Made(string working, string name) => Path.Combine(working, name, "policy");

    /// <summary>Where the policy of a name lies.</summary>
    /// <exception cref="DirectoryNotFoundException">Nobody has made it.</exception>
    public string Folder(string name) => Find(name)
        ?? throw new DirectoryNotFoundException($"there is no checkpoint '{name}'{(working is null ? "" : $" below {working}")} nor below {Shipped}; make it: oft campaign train {Path.Combine(Shipped, name, "recipe.json")}.");

    /// <summary>A policy, computing in single precision.</summary>
    /// <param name="name">The checkpoint.</param>
    /// <param name="seed">Of the noise that a diffusion head starts from.</param>
    public OftPolicy Load(string name, int seed = 0)
    {
        var folder = Folder(name);
        if (!File.Exists(Path.Combine(folder, MovedWeights.FileName))) return OftPolicy.Load(folder, new PolicyOptions { Dtype = ScalarType.Float32, Seed = seed });
        var file = OftFile.Read(folder)!;
        var recipe = CampaignRecipe.Of(file.Recipe ?? throw new CheckpointException(folder, "oft.json: expected the recipe, found none; it names the base."));
        var baseFolder = Folder(recipe.Base!);
        var model = RecipeModel.Make(recipe.ToTraining(baseFolder, []), file.Model);
        try
        {
            MovedWeights.Fill(folder, model, baseFolder);
            model.MergeAndForget();
            var statistics = StatisticsFile.Read(Path.Combine(folder, "dataset_statistics.json")).Find(file.Statistics);
            return new OftPolicy(model, new ObservationEncoder(file.Model, TinyTokenizer.Instance, statistics) { CenterCrop = file.CenterCrop }, seed);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
