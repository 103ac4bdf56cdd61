using System.Text;
using System.Text.Json.Nodes;
using Oft.Host.Documents;
using Oft.Host.Scripting;

namespace Oft.Host.Cells;

/// <summary>Outputs as a file keeps them: neighbouring text joined, updates applied where the thing was shown.</summary>
public sealed class CellOutputs : IOutputSink
{
    /// <summary>Characters of stream text a cell may keep; what comes after is counted, not kept.</summary>
    public const int MostText = 64 << 20;

    private readonly Lock door = new();
    private readonly Dictionary<string, JsonObject> shown = [];
    private NotebookCell? cell;
    private (JsonObject Output, StringBuilder Text)? stream;
    private long kept, lost;

    /// <summary>Outputs from here on belong to this cell, whose old ones go.</summary>
    public void Begin(NotebookCell next, int executionCount)
    {
        lock (door)
        {
            Close();
            (cell, kept, lost) = (next, 0, 0);
            cell.Outputs = [];
            cell.ExecutionCount = executionCount;
        }
    }

    /// <summary>Ends the cell, with the fault that ended it.</summary>
    public void End(CellFault? fault)
    {
        lock (door)
        {
            Close();
            if (fault is not null && cell is not null) cell.Outputs.Add((JsonNode)Error(fault));
            cell = null;
        }
    }

    /// <summary>Runs while no output can come in between, with everything so far in the document.</summary>
    public void Hold(Action action)
    {
        lock (door)
        {
            Flush();
            action();
        }
    }

    /// <summary>An error as the file keeps it.</summary>
    public static JsonObject Error(CellFault fault)
    {
        var lines = fault.Lines.Count > 0 ? fault.Lines : [$"{fault.Name}: {fault.Message}"];
        return new JsonObject { ["output_type"] = "error", ["ename"] = fault.Name, ["evalue"] = fault.Message, ["traceback"] = new JsonArray([.. lines.Select(line => (JsonNode)line)]) };
    }

    /// <inheritdoc/>
    public void Stream(string name, string text)
    {
        lock (door)
        {
            if (cell is null) return;                                           // between cells: nobody to show it to
            if (kept + text.Length > MostText)
            {
                lost += text.Length;
                return;
            }
            kept += text.Length;
            if (stream is not { } open || (string)open.Output["name"]! != name)
            {
                Flush();
                stream = open = (new JsonObject { ["name"] = name, ["output_type"] = "stream", ["text"] = new JsonArray() }, new StringBuilder());
                cell.Outputs.Add((JsonNode)open.Output);
            }
            open.Text.Append(text);
        }
    }

    /// <inheritdoc/>
    public void Display(MimeBundle bundle, string? displayId)
    {
        var output = new JsonObject { ["data"] = bundle.ToJson(asLines: true), ["metadata"] = new JsonObject(), ["output_type"] = "display_data" };
        Add(output);
        if (displayId is not null)
            lock (door) shown[displayId] = output;
    }

    /// <inheritdoc/>
    public void Update(MimeBundle bundle, string displayId)
    {
        lock (door)
            if (shown.TryGetValue(displayId, out var output)) output["data"] = bundle.ToJson(asLines: true);
    }

    /// <inheritdoc/>
    public void Result(MimeBundle bundle)
    {
        lock (door) Add(new JsonObject { ["data"] = bundle.ToJson(asLines: true), ["execution_count"] = cell?.ExecutionCount, ["metadata"] = new JsonObject(), ["output_type"] = "execute_result" });
    }

    private void Add(JsonObject output)
    {
        lock (door)
        {
            Flush();
            stream = null;
            cell?.Outputs.Add((JsonNode)output);
        }
    }

    private void Flush()
    {
        if (stream is { } open) open.Output["text"] = NotebookJson.Lines(open.Text.ToString());
    }

    private void Close()
    {
        Flush();
        stream = null;
        if (lost > 0) cell?.Outputs.Add((JsonNode)new JsonObject { ["name"] = "stderr", ["output_type"] = "stream", ["text"] = NotebookJson.Lines($"{lost} more characters of text were not kept.\n") });
        lost = 0;
    }
}
