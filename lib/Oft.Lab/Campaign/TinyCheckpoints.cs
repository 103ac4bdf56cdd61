using Oft.Lab.Runs;
using Oft.Model;
using Oft.Model.Baselines;
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
    private const string PolicyFolderName = "policy";

    /// <summary>Where shipped checkpoints lie.</summary>
    public static string Shipped => Path.Combine(Checkout.Root, "data-manifests", "checkpoints");

    /// <summary>Where the policy of a name lies; null where nobody has made it.</summary>
    public string? Find(string name)
    {
        string[] places = [.. working is null ? [] : new[] { Made(working, name) }, Path.Combine(Shipped, name)];
        return places.FirstOrDefault(place => File.Exists(Path.Combine(place, OftFile.Name)) || BaselineFolder.Is(place));
    }

    /// <summary>Where a recipe's policy comes to lie in a working folder.</summary>
    public static string Made(string working, string name) => Path.Combine(working, name, PolicyFolderName);

    /// <summary>Where the policy of a name lies.</summary>
    /// <exception cref="DirectoryNotFoundException">Nobody has made it.</exception>
    public string Folder(string name) => Find(name)
        ?? throw new DirectoryNotFoundException($"there is no checkpoint '{name}'{(working is null ? "" : $" below {working}")} nor below {Shipped}; make it: oft campaign train {Path.Combine(Shipped, name, "recipe.json")}.");

    /// <summary>The policy of a model that can be looked into, computing in single precision.</summary>
    /// <param name="name">The checkpoint.</param>
    /// <param name="seed">Of the noise that a diffusion head starts from.</param>
    /// <exception cref="CheckpointException">It is damaged, or a baseline, which is none.</exception>
    public OftPolicy Load(string name, int seed = 0) => Load(name, new PolicyOptions { Dtype = ScalarType.Float32, Seed = seed });

    /// <summary>The policy of a model that can be looked into.</summary>
    /// <param name="name">The checkpoint.</param>
    /// <param name="options">Device, seed, steps of diffusion, precision.</param>
    /// <exception cref="CheckpointException">It is damaged, or a baseline, which is none.</exception>
    public OftPolicy Load(string name, PolicyOptions options)
    {
        var loaded = Open(name, options);
        if (loaded.Policy is OftPolicy policy) return policy;
        ((IDisposable)loaded.Policy).Dispose();
        throw new CheckpointException(Folder(name), $"expected a model that can be looked into, got {loaded.Kind}; it can only act.");
    }

    /// <summary>The policy of a name, whichever kind it is of.</summary>
    /// <param name="name">The checkpoint.</param>
    /// <param name="options">Device, seed, steps of diffusion, precision.</param>
    public LoadedPolicy Open(string name, PolicyOptions? options = null) => OpenFolder(Folder(name), options);

    /// <summary>The policy of any checkpoint folder: published, one of ours, a baseline's, or moved weights on a base that lies beside them.</summary>
    /// <param name="folder">The checkpoint.</param>
    /// <param name="options">What a published folder leaves unsaid. Moved weights compute in single precision.</param>
    /// <exception cref="CheckpointException">Something is missing, unknown or contradictory; the message names it.</exception>
    public static LoadedPolicy OpenFolder(string folder, PolicyOptions? options = null) => File.Exists(Path.Combine(folder, MovedWeights.FileName)) ? LoadedPolicy.Of(OnBase(folder, options ?? new())) : PolicyFolder.Load(folder, options);

    private static OftPolicy OnBase(string folder, PolicyOptions options)
    {
        var file = OftFile.Read(folder) ?? throw new CheckpointException(folder, $"expected {OftFile.Name} beside {MovedWeights.FileName}, found none.");
        var recipe = CampaignRecipe.Of(file.Recipe ?? throw new CheckpointException(folder, $"{OftFile.Name}: expected the recipe, found none; it names the base."));
        var config = (file.Model with { DiffusionSteps = options.DiffusionSteps ?? file.Model.DiffusionSteps }).Checked();
        var baseFolder = Around(folder).Folder(recipe.Base!);
        var model = RecipeModel.Make(recipe.ToTraining(baseFolder, []) with { Device = options.Device.ToString() }, config);
        try
        {
            MovedWeights.Fill(folder, model, baseFolder);
            model.MergeAndForget();
            var statistics = CheckpointStatistics.Read(folder).Find(options.Statistics ?? file.Statistics);
            return new OftPolicy(model, new ObservationEncoder(config, TokenizerFolder.Read(baseFolder), statistics) { CenterCrop = file.CenterCrop }, options.Seed);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    // WORKING/NAME/policy has its base in WORKING too.
    private static TinyCheckpoints Around(string folder)
    {
        var place = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return new(Path.GetFileName(place) == PolicyFolderName ? Path.GetDirectoryName(Path.GetDirectoryName(place)) : null);
    }
}
