using System.Text;
using System.Text.Json;

namespace Oft.Training.Runs;

/// <summary>The log of a run: one JSON object a line and a step, <c>log.jsonl</c> in its folder.</summary>
/// <remarks>
/// <code>
/// {"step":0,"loss":0.31,"learning_rate":0.0005,"gradient_norm":1.2,"seconds":0.25,"data_seconds":0.001,"loss_value":0.31,"curr_action_l1_loss":0.3}
/// </code>
/// A continued run takes out the lines of steps that did not last, so the log is that of an undisturbed run but for its times.
/// </remarks>
public sealed class RunLog : IRunWatcher
{
    /// <summary>The file's name.</summary>
    public const string Name = "log.jsonl";

    private StreamWriter? writer;

    /// <inheritdoc/>
    public void Begins(string folder, int step, int steps)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, Name);
        if (File.Exists(path))
        {
            File.WriteAllLines(path + ".part", Lasting(path, step));
            File.Move(path + ".part", path, overwrite: true);
        }
        writer = new StreamWriter(path, append: true) { AutoFlush = true };
    }

    /// <inheritdoc/>
    public void Stepped(StepReport report) => writer?.WriteLine(Line(report));

    /// <inheritdoc/>
    public void Saved(string folder, int step)
    {
        // Every line is on its way already.
    }

    /// <inheritdoc/>
    public void Dispose() => writer?.Dispose();

    /// <summary>Reads a log; a torn last line is passed over.</summary>
    public static IEnumerable<JsonElement> Read(string path)
    {
        foreach (var line in File.ReadLines(path))
            if (Parse(line) is { } json) yield return json;
    }

    private static IEnumerable<string> Lasting(string path, int step) => File.ReadLines(path).Where(line => Parse(line) is { } json && json.GetProperty("step").GetInt32() < step).ToList();

    private static JsonElement? Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("step", out _) ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Line(StepReport report)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("step", report.Step);
            json.WriteNumber("loss", report.Loss);
            json.WriteNumber("learning_rate", report.LearningRate);
            json.WriteNumber("gradient_norm", report.GradientNorm);
            json.WriteNumber("seconds", Math.Round(report.Seconds, 6));
            json.WriteNumber("data_seconds", Math.Round(report.Times.Data, 6));
            foreach (var (name, value) in report.Parts)
                if (double.IsFinite(value)) json.WriteNumber(name, value);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
