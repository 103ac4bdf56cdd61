using System.Text;
using System.Text.Json.Nodes;
using Oft.Host.Cells;

namespace Oft.Host.Jupyter;

/// <summary>Sends what cells show to every client. Text is gathered for 20 ms or 64 KiB: 40,000 single messages took 25 s in a trial.</summary>
/// <param name="publish">Sends a message type and its content as an answer to the running request.</param>
internal sealed class JupyterSink(Action<string, JsonObject> publish) : IOutputSink, IDisposable
{
    private const int MostText = 64 << 10;
    private static readonly TimeSpan longest = TimeSpan.FromMilliseconds(20);

    private readonly Lock door = new();
    private readonly StringBuilder text = new();
    private string name = "";
    private Timer? timer;

    /// <summary>Shows nothing while it is set.</summary>
    public bool Silent { get; set; }

    /// <summary>The number in the brackets of the running cell.</summary>
    public int ExecutionCount { get; set; }

    /// <inheritdoc/>
    public void Stream(string stream, string more)
    {
        lock (door)
        {
            if (Silent) return;
            if (stream != name) Flush();
            name = stream;
            text.Append(more);
            if (text.Length >= MostText) Flush();
            else if (timer is null) timer = new Timer(_ => Flush(), null, longest, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Display(MimeBundle bundle, string? displayId) => Say("display_data", Content(bundle, displayId));

    /// <inheritdoc/>
    public void Update(MimeBundle bundle, string displayId) => Say("update_display_data", Content(bundle, displayId));

    /// <inheritdoc/>
    public void Result(MimeBundle bundle)
    {
        var content = Content(bundle, null);
        content["execution_count"] = ExecutionCount;
        Say("execute_result", content);
    }

    /// <summary>Sends something after all text before it.</summary>
    public void Say(string type, JsonObject content)
    {
        lock (door)
        {
            Flush();
            if (!Silent) publish(type, content);
        }
    }

    /// <summary>Sends the text that is gathered.</summary>
    public void Flush()
    {
        lock (door)
        {
            timer?.Dispose();
            timer = null;
            if (text.Length == 0) return;
            publish("stream", new JsonObject { ["name"] = name, ["text"] = text.ToString() });
            text.Clear();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Flush();

    private static JsonObject Content(MimeBundle bundle, string? displayId)
    {
        var content = new JsonObject { ["data"] = bundle.ToJson(asLines: false), ["metadata"] = new JsonObject() };
        if (displayId is not null) content["transient"] = new JsonObject { ["display_id"] = displayId };
        return content;
    }
}
