using Oft.Lab.Charts;
using Oft.Training.Runs;

namespace Oft.Lab.Training;

/// <summary>The loss of a training over its steps, as a figure. While it goes on, <see cref="LiveCurve"/> shows it.</summary>
/// <remarks><code>
/// LossCurve.Of("out/train/tiny-oft").ToFigure()
/// </code></remarks>
public sealed class LossCurve
{
    // More points than a figure has columns only hide each other: neighbours are shown as their mean.
    private const int Points = 300;
    private readonly List<(int Step, double Loss)> steps = [];

    /// <summary>The curve that a run's log has.</summary>
    /// <param name="run">The run's folder.</param>
    /// <param name="before">Only steps before this one; null takes all.</param>
    /// <param name="part">Which part of the loss, such as <c>loss_value</c>; null takes the whole loss.</param>
    /// <exception cref="FileNotFoundException">There is no log.</exception>
    public static LossCurve Of(string run, int? before = null, string? part = null)
    {
        var path = Path.Combine(run, RunLog.Name);
        if (!File.Exists(path)) throw new FileNotFoundException($"{run}: expected {RunLog.Name}, which every training writes; found none.", path);
        var curve = new LossCurve();
        foreach (var line in RunLog.Read(path))
            if (line.TryGetProperty(part ?? "loss", out var loss) && line.GetProperty("step").GetInt32() is var step && (before is null || step < before)) curve.Add(step, loss.GetDouble());
        return curve;
    }

    /// <summary>The loss of every step.</summary>
    public IEnumerable<double> Losses => steps.Select(step => step.Loss);

    /// <summary>Adds a step.</summary>
    public void Add(int step, double loss) => steps.Add((step, loss));

    /// <summary>The figure.</summary>
    /// <param name="title">Above the plot.</param>
    public Figure ToFigure(string title = "Learning")
    {
        var shown = steps.Chunk(Math.Max(1, (steps.Count + Points - 1) / Points)).Select(block => (Step: block.Average(one => one.Step), Loss: block.Average(one => one.Loss))).ToList();
        return Figures.Curves([new LineTrace("loss", [.. shown.Select(one => one.Step)], [.. shown.Select(one => one.Loss)])], "optimizer step", new Axis("loss") { Log = true }, title);
    }
}
