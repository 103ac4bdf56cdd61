using Oft.Contracts;
using Oft.Model;

namespace Oft.Lab.Course;

/// <summary>How one row of the paper's tables is measured here, or why it stands as quoted.</summary>
/// <param name="Table">The table, a file of <c>data-manifests/paper</c>.</param>
/// <param name="Row">The row's name there.</param>
public sealed record PaperRun(string Table, string Row)
{
    /// <summary>The tiny profile's checkpoint of this row; null where it has none.</summary>
    public string? Tiny { get; init; }

    /// <summary>The published checkpoint of a column, such as goal; null where nothing was published.</summary>
    public Func<string, string?> Published { get; init; } = _ => null;

    /// <summary>Name for <c>oft train</c>, where a checkpoint has to be made; null where one is published or none can be.</summary>
    public string? Recipe { get; init; }

    /// <summary>What a published folder leaves unsaid.</summary>
    public ActionHead? Head { get; init; }

    /// <summary>Steps a diffusion head takes; null takes the checkpoint's.</summary>
    public int? DiffusionSteps { get; init; }

    /// <summary>The robot as the policy knows it: one view or all.</summary>
    public RobotSpec Robot { get; init; } = RobotSpec.Libero;

    /// <summary>True where the policy stays behind its own server.</summary>
    public bool Served { get; init; }

    /// <summary>Why nothing is run; null where something is.</summary>
    public string? Quoted { get; init; }

    /// <summary>How its cells are filled, for those who have what it takes.</summary>
    public string HowTo => Quoted is { } why ? $"stands as quoted: {why}"
        : Served ? "start the authors' server with their checkpoint, then name its address as the place: ws://HOST:PORT"
        : Published("goal") is { } name ? $"oft fetch {name} (and its like), your own LIBERO and robosuite folders, profile full"
        : Recipe is { } recipe ? $"oft train --like {recipe} --out out/train/{recipe}, your own LIBERO and robosuite folders, profile full"
        : "train a baseline (notebook 14), and name its folder as the place";
}
