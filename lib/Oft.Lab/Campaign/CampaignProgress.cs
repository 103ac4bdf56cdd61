using System.Globalization;
using Oft.Lab.Progress;
using Oft.Training;
using Oft.Training.Runs;

namespace Oft.Lab.Campaign;

/// <summary>Says how far a training is, and keeps one line per twentieth step beside its checkpoints: <c>log.jsonl</c>.</summary>
public sealed class CampaignProgress : IRunWatcher
{
    private const int Every = 20;
    private readonly Dictionary<string, double> sums = [];
    private ProgressLine? line;
    private string log = "";
    private int began;

    /// <inheritdoc/>
    public void Begins(string folder, int step, int steps)
    {
        Directory.CreateDirectory(folder);
        (log, began) = (Path.Combine(folder, "log.jsonl"), step);
        // What was logged after the checkpoint did not last.
        if (File.Exists(log)) File.WriteAllLines(log, File.ReadAllLines(log).Where(entry => StepOf(entry) <= step));
        line = new ProgressLine("train", Math.Max(1, steps - step));
    }

    /// <inheritdoc/>
    public void Stepped(StepReport report)
    {
        foreach (var (name, value) in report.Parts) sums[name] = sums.GetValueOrDefault(name) + value;
        sums["seconds"] = sums.GetValueOrDefault("seconds") + report.Seconds;
        line?.Report(report.Step + 1 - began, string.Join(", ", report.Parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Name} {part.Value:0.000}"))));
        if ((report.Step + 1) % Every != 0) return;
        var means = string.Join(", ", sums.Select(sum => string.Create(CultureInfo.InvariantCulture, $"\"{sum.Key}\": {sum.Value / Every:0.####}")));
        File.AppendAllText(log, string.Create(CultureInfo.InvariantCulture, $"{{\"step\": {report.Step + 1}, \"rate\": {report.LearningRate:0.######}, {means}}}\n"));
        sums.Clear();
    }

    /// <inheritdoc/>
    public void Saved(string folder, int step)
    {
        // The checkpoint's own folder says it.
    }

    /// <inheritdoc/>
    public void Dispose() => line?.Dispose();

    private static int StepOf(string entry) => int.Parse(entry.AsSpan("{\"step\": ".Length, entry.IndexOf(',', StringComparison.Ordinal) - "{\"step\": ".Length), CultureInfo.InvariantCulture);
}
