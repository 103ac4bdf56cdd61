using Oft.Lab.Cards;
using Oft.Lab.Charts;
using Oft.Training;
using Oft.Training.Runs;

namespace Oft.Lab.Training;

/// <summary>A learning curve that grows while a training runs, and stays when it has ended.</summary>
/// <remarks>In a notebook it stands in the running cell; where nothing shows cards it keeps its numbers and is silent. A run that is continued begins with the curve that its log has.</remarks>
/// <param name="part">Which part of the loss, such as <c>loss_value</c>; null takes the whole loss.</param>
/// <param name="label">What it is, with its unit, for the axis.</param>
/// <param name="time">The clock.</param>
[TypeFormatterSource(typeof(CardFormatters))]
public sealed class LiveCurve(string? part = null, string label = "loss", TimeProvider? time = null) : IRunWatcher, ICard
{
    private static readonly TimeSpan every = TimeSpan.FromSeconds(0.5);
    private readonly TimeProvider time = time ?? TimeProvider.System;
    private readonly List<double> values = [];
    private NotebookDisplay? place;
    private long shown;
    private int first, all;

    /// <summary>The loss of every step so far.</summary>
    public IReadOnlyList<double> Values => values;

    /// <inheritdoc/>
    public void Begins(string folder, int step, int steps)
    {
        all = steps;
        if (values.Count == 0 && step > 0 && File.Exists(Path.Combine(folder, RunLog.Name))) values.AddRange(LossCurve.Of(folder, before: step, part).Losses);
        if (values.Count == 0) first = step;
        // A run that is taken up again repeats what it did after its last checkpoint.
        if (step - first < values.Count) values.RemoveRange(step - first, values.Count - (step - first));
        if (values.Count > 0) Draw();
    }

    /// <inheritdoc/>
    public void Stepped(StepReport report)
    {
        values.Add((part is null ? null : report.Part(part)) ?? report.Loss);
        if (values.Count > 1 && values.Count + first < all && time.GetElapsedTime(shown) < every) return;
        Draw();
    }

    /// <inheritdoc/>
    public void Saved(string folder, int step)
    {
        // A curve has nothing to save.
    }

    /// <inheritdoc/>
    public void Dispose() => place?.Update(this);

    /// <inheritdoc/>
    public string ToHtml() => Figure.ToHtml();

    /// <inheritdoc/>
    public string ToText() => Figure.ToText();

    /// <inheritdoc/>
    public override string ToString() => ToText();

    private void Draw()
    {
        shown = time.GetTimestamp();
        if (place is null) place = NotebookDisplay.Show(this);
        else place.Update(this);
    }

    private Figure Figure => Figures.Curves([new LineTrace("", [.. values.Select((_, i) => (double)(first + i + 1))], values)], new Axis("optimizer step") { Low = 0, High = all }, label, $"Learning: {first + values.Count} of {all} steps");
}
