using Oft.Contracts;
using Oft.Model;
using Oft.Model.Adapters;
using Oft.Model.Baselines;
using Oft.Simulation.MiniLibero;
using Oft.Training;
using Oft.Training.Recipes;
using static TorchSharp.torch;

namespace Oft.Lab.Training;

/// <summary>The paper's recipes by name, and the same variants in the tiny profile.</summary>
/// <remarks>
/// <code>
/// libero-… aloha-… bridge-…     full size: paper, Tables IV, V and the appendix; upstream LIBERO.md and ALOHA.md
/// tiny-…                        our own robot and sizes, two CPU cores
/// …-openvla, …-parallel, …-chunk, …-l1, …-diffusion     one view, no proprioception: the rows of Table I
/// …-oft, …-oft-film             all views and proprioception, L1
/// tiny-act, tiny-diffusion-policy                       the two that the paper trains from scratch
/// </code>
/// Upstream trains on eight devices at once; here a step's samples come one micro-batch after the other, so batch times accumulation is the paper's total.
/// </remarks>
public static class RecipeCatalog
{
    private static readonly (string Name, Func<Recipe, Recipe> Of)[] Variants =
    [
        ("openvla", recipe => OneView(recipe) with { Head = ActionHead.Autoregressive }),
        ("parallel", recipe => OneView(recipe) with { Head = ActionHead.ParallelStep }),
        ("chunk", recipe => OneView(recipe) with { Head = ActionHead.ParallelChunk }),
        ("l1", recipe => OneView(recipe) with { Head = ActionHead.L1Regression }),
        ("diffusion", recipe => OneView(recipe) with { Head = ActionHead.Diffusion }),
        ("oft", recipe => recipe),
        ("oft-film", recipe => recipe with { Film = true }),
    ];

    private static readonly Recipe Libero = new()
    {
        Base = "checkpoints/openvla-7b", Backbone = BackboneConfig.OpenVla7B, Robot = RobotSpec.Libero, Data = [new() { Folder = "data/libero_spatial_no_noops" }], Device = "cuda",
        Weights = ScalarType.BFloat16, Compute = ScalarType.BFloat16, LearningRate = new() { Base = 5e-4, Decay = DecayShape.Step, DecaySteps = 100_000 },
        Steps = 150_005, Batch = 8, Accumulation = 8,
    };

    private static readonly Recipe Aloha = Libero with
    {
        Robot = RobotSpec.Aloha, Data = [new() { Folder = "data/aloha1_put_x_into_pot_300_demos" }], Steps = 100_005, Batch = 4, Accumulation = 8,
        LearningRate = new() { Base = 5e-4, Decay = DecayShape.Step, DecaySteps = 50_000 },
    };

    // Rate, betas, clipping and the cosine are what short runs of this size needed; there is no base, so every weight is trained.
    private static readonly Recipe Tiny = new()
    {
        Backbone = BackboneConfig.Tiny, Robot = MiniRobot.Spec, Data = [new() { Folder = "out/demos/mini_base" }], Lora = null, FilmStartsNeutral = true,
        LearningRate = new() { Base = 1e-3, WarmupSteps = 50, Decay = DecayShape.Cosine, DecaySteps = 2000 }, Steps = 2000, Batch = 32, Beta2 = 0.95, ClipNorm = 1,
        Augment = false, TargetOffsets = 1, CheckpointEvery = 100,
    };

    // From scratch, no larger than the adapters and heads of the variants they are compared with.
    private static readonly Recipe TinyBaseline = Tiny with { Backbone = null, TargetOffsets = 0 };

    private static readonly SortedDictionary<string, Func<Recipe>> All = Named();

    /// <summary>Every name.</summary>
    public static IReadOnlyList<string> Names => [.. All.Keys];

    /// <summary>A recipe by its name; folders are where <c>oft fetch</c> and <c>oft demos</c> would put them.</summary>
    /// <exception cref="RecipeException">There is none of that name; the message lists those there are.</exception>
    public static Recipe Find(string name) => All.TryGetValue(name, out var make) ? make().Checked() : throw new RecipeException($"there is no recipe '{name}'; there are: {string.Join(", ", Names)}.");

    /// <summary>The same recipe on a base: adapters on frozen weights instead of all weights, and no extra loss.</summary>
    public static Recipe OnBase(Recipe recipe, string folder) => recipe with { Base = folder, Backbone = null, Lora = recipe.Lora ?? new LoraConfig(), TargetOffsets = 0 };

    /// <summary>The same recipe with another number of steps; what falls at some step falls at the same part of the run.</summary>
    public static Recipe WithSteps(Recipe recipe, int steps) => recipe with
    {
        Steps = steps,
        LearningRate = recipe.LearningRate with
        {
            DecaySteps = Math.Max(recipe.LearningRate.Decay is DecayShape.None ? 0 : 1, (int)((long)recipe.LearningRate.DecaySteps * steps / recipe.Steps)), WarmupSteps = (int)((long)recipe.LearningRate.WarmupSteps * steps / recipe.Steps),
        },
        CheckpointEvery = Math.Max(1, Math.Min(recipe.CheckpointEvery, steps)),
    };

    private static Recipe OneView(Recipe recipe) => recipe with { Robot = recipe.Robot with { Views = [recipe.Robot.Views[0]] }, Proprio = false };

    private static SortedDictionary<string, Func<Recipe>> Named()
    {
        var named = new SortedDictionary<string, Func<Recipe>>(StringComparer.Ordinal)
        {
            ["libero-goal-oft"] = () => Libero with { Data = [new() { Folder = "data/libero_goal_no_noops" }], Steps = 50_005 },
            ["aloha-oft"] = () => Aloha,
            ["aloha-oft-film"] = () => Aloha with { Film = true },
            ["tiny-act"] = () => TinyBaseline with { Baseline = new() { Kind = BaselineKind.Act, Width = 64 } },
            // As the paper's row: one view, no proprioception.
            ["tiny-diffusion-policy"] = () => OneView(TinyBaseline) with { Baseline = new() { Kind = BaselineKind.DiffusionPolicy, Width = 64, DecoderLayers = 3 }, DiffusionSteps = 10 },
            ["bridge-oft"] = () => Libero with { Robot = RobotSpec.Bridge, Data = [new() { Folder = "data/bridge_orig" }] },
        };
        foreach (var (prefix, recipe) in new[] { ("libero", Libero), ("tiny", Tiny) })
            foreach (var (variant, of) in Variants)
                named[$"{prefix}-{variant}"] = () => of(recipe);
        return named;
    }
}
