using System.Text.Json.Nodes;
using Oft.Contracts;
using Oft.Lab.Campaign;
using Oft.Lab.Cards;
using Oft.Lab.Progress;
using Oft.Lab.Runs;
using Oft.Lab.Tables;
using Oft.Model;
using Oft.Simulation.MiniLibero;
using Oft.Torch;
using TorchSharp;

namespace Oft.Lab;

/// <summary>What every notebook opens first: profile, engine, seed, and what is on the shelf.</summary>
/// <remarks><code>
/// var lab = Lab.Open("06-film", seed: 7);
/// var look = lab.Policy.Look(lab.Observation("put the bowl on the plate"), "vision.*.blocks.*.film_gamma");
/// </code>
/// Nothing is loaded before it is asked for. <c>OFT_PROFILE=tiny|full</c> chooses the profile.
/// </remarks>
[TypeFormatterSource(typeof(CardFormatters))]
public sealed partial class Lab : ICard
{
    private readonly Lazy<OftPolicy> policy;
    private readonly string root;

    private Lab(string notebook, int seed, Profile profile, string root)
    {
        (Notebook, Seed, Profile, this.root, Shelf) = (notebook, seed, profile, root, new Shelf(root));
        policy = new(() => Load(DefaultCheckpoint ?? throw new LabException(WithoutWeights)));
    }

    /// <summary>Opens a notebook's lab. The same seed gives the same numbers on the same libtorch and thread count.</summary>
    /// <param name="notebook">Its file's name without <c>.ipynb</c>; results go to <c>out/notebooks/</c> below that name.</param>
    /// <param name="seed">Of everything drawn at random.</param>
    /// <param name="profile">Null takes <c>OFT_PROFILE</c>, and tiny where it is not set.</param>
    /// <exception cref="LabException">The profile or the name is none.</exception>
    public static Lab Open(string notebook, int seed, Profile? profile = null)
    {
        if (string.IsNullOrWhiteSpace(notebook) || notebook != Path.GetFileName(notebook) || notebook is "." or "..")
            throw new LabException($"notebook: expected its file's name without .ipynb, got '{notebook}'.");
        var lab = new Lab(notebook, seed, profile ?? Named(Environment.GetEnvironmentVariable("OFT_PROFILE")), Checkout.Root);
        if (EngineReport.WhatIsMissing is null) torch.manual_seed(seed);
        return lab;
    }

    /// <summary>The notebook's name.</summary>
    public string Notebook { get; }

    /// <summary>Of everything drawn at random.</summary>
    public int Seed { get; }

    /// <summary>Tiny or full.</summary>
    public Profile Profile { get; }

    /// <summary>True where numbers are compared with nobody's.</summary>
    public bool IsTiny => Profile == Profile.Tiny;

    /// <summary>Manifests, weights, data sets, tables.</summary>
    public Shelf Shelf { get; }

    /// <summary>Where this notebook puts its results; made when first asked for.</summary>
    public string Folder => Directory.CreateDirectory(Path.Combine(root, "out", "notebooks", Notebook)).FullName;

    /// <summary>The benchmark of this profile, which is part of every number's name.</summary>
    public string Benchmark => IsTiny ? "mini-LIBERO" : "LIBERO, native";

    /// <summary>The profile's own policy, loaded when first asked for.</summary>
    /// <exception cref="LabException">Its weights are not here; the message says what to do.</exception>
    public OftPolicy Policy => policy.Value;

    /// <summary>The name of <see cref="Policy"/>'s checkpoint; null where its weights are not here.</summary>
    public string? DefaultCheckpoint => IsTiny
        ? Shelf.TinyCheckpoints.OrderBy(name => name is "tiny-oft" ? 0 : name.StartsWith("tiny-oft", StringComparison.Ordinal) ? 1 : 2).FirstOrDefault()
        : Shelf.Manifests.Where(manifest => manifest.Name.StartsWith("oft-", StringComparison.Ordinal) && manifest.Checkpoint is not null && Shelf.IsPresent(manifest)).Select(manifest => manifest.Name).FirstOrDefault();

    /// <summary>One value a profile: <c>lab.Choose(tiny: 20, full: 500)</c>.</summary>
    public T Choose<T>(T tiny, T full) => IsTiny ? tiny : full;

    /// <summary>Loads a checkpoint by name: a small one of ours, or a fetched one.</summary>
    /// <param name="checkpoint">Its name: a folder of <c>data-manifests/checkpoints</c> or a manifest's.</param>
    /// <param name="statistics">Name of the training set; null where the checkpoint has only one.</param>
    /// <exception cref="LabException">It is not here; the message says how it comes here.</exception>
    public OftPolicy Load(string checkpoint, string? statistics = null) => Shelf.TinyCheckpoints.Contains(checkpoint) ? new TinyCheckpoints().Load(checkpoint, Seed) : OftPolicy.Load(Shelf.Checkpoint(checkpoint), new PolicyOptions
    {
        Robot = RobotSpec.Libero,
        Device = torch.cuda_is_available() ? torch.CUDA : torch.CPU,
        Statistics = statistics,
        Seed = Seed,
    });

    /// <summary>An untrained tiny policy for mini-LIBERO: it acts at random and shows how things are connected, nothing about a trained one.</summary>
    /// <param name="change">What differs from <see cref="OftConfig.Tiny"/>, for example <c>config => config with { Film = true }</c>.</param>
    public OftPolicy RandomPolicy(Func<OftConfig, OftConfig>? change = null) => UntrainedPolicy.Make(change, Seed);

    /// <summary>What the robot of mini-LIBERO sees in the task of a sentence; a sentence of no task is told to it in the first scene.</summary>
    /// <param name="sentence">The task in words.</param>
    /// <param name="initialState">Which of the fifty fixed states.</param>
    public Observation Observation(string sentence, int initialState = 0)
    {
        var tasks = MiniSuite.Names.SelectMany(name => MiniSuite.Load(name).Tasks);
        var task = tasks.FirstOrDefault(known => known.Sentence == sentence || known.Paraphrases.Contains(sentence)) ?? MiniSuite.Load(MiniSuite.Names[0]).Tasks[0];
        using var world = task.CreateWorld();
        world.Reset(initialState, (ulong)Seed);
        var seen = world.Observe();
        // The published policies know the same two views under other names.
        var names = IsTiny ? MiniRobot.Spec.Views : RobotSpec.Libero.Views;
        return new([.. seen.Views.Zip(names, (view, name) => new CameraImage(name, view.Width, view.Height, view.Rgb))], seen.Proprio, sentence);
    }

    /// <summary>A table of the paper, to put measured numbers into.</summary>
    /// <param name="name">A file of <c>data-manifests/paper</c>.</param>
    /// <exception cref="LabException">There is none; the message lists all.</exception>
    public PaperTableCard PaperTable(string name) => new(Shelf.PaperTable(name), IsTiny, Benchmark);

    /// <summary>A result that was measured before, with machine, commit and date.</summary>
    /// <param name="name">A file of <c>data-manifests/measured</c>.</param>
    /// <exception cref="LabException">There is none; the message lists all.</exception>
    public JsonObject Measured(string name) => JsonNode.Parse(File.ReadAllText(Shelf.MeasuredFile(name)))!.AsObject();

    /// <summary>A bar for long work; dispose it when the work has ended.</summary>
    public ProgressLine Progress(string work, long total) => new(work, total);

    /// <inheritdoc/>
    public string ToHtml() => new LabCard(this).ToHtml();

    /// <inheritdoc/>
    public string ToText() => new LabCard(this).ToText();

    /// <inheritdoc/>
    public override string ToString() => ToText();

    internal string WithoutWeights => IsTiny
        ? "the trained tiny weights are not in this checkout (data-manifests/checkpoints/tiny-*). lab.RandomPolicy() makes an untrained policy of the same classes, which shows how things are connected and nothing else."
        : "no published checkpoint is here: run oft fetch oft-libero-all, or set OFT_PROFILE=tiny.";

    private static Profile Named(string? name) => name switch
    {
        null or "" or "tiny" => Profile.Tiny,
        "full" => Profile.Full,
        _ => throw new LabException($"OFT_PROFILE: expected tiny or full, got '{name}'."),
    };
}
