using System.Diagnostics;
using System.Text.Json.Nodes;
using Oft.Host.Documents;

namespace Oft.Host.Tests.Running;

/// <summary>The command as people run it, on notebooks written by a test.</summary>
internal static class OftProcess
{
    public static (int Status, string Text) Run(params string[] arguments) => Run(new Dictionary<string, string>(), arguments);

    public static (int Status, string Text) Run(IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        using var process = Start(environment, arguments);
        var said = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text + said.GetAwaiter().GetResult());
    }

    public static Process Start(IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "oft.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Writes a notebook of code cells.</summary>
    public static string Write(string path, params string[] cells)
    {
        NotebookDocument.Create(cells.Select((cell, i) => NotebookCell.Create(CellKind.Code, cell, $"c{i + 1}"))).Save(path);
        return path;
    }

    /// <summary>What a cell shows, in one text: streams, plain text where there is some, else HTML, errors with their lines.</summary>
    public static string Shown(NotebookCell cell) => string.Join('\n', cell.Outputs.Select(output => (string)output!["output_type"]! switch
    {
        "stream" => NotebookJson.Text(output["text"]),
        "error" => $"{output["ename"]}: {output["evalue"]}\n{string.Join('\n', output["traceback"]!.AsArray())}",
        _ => NotebookJson.Text(output["data"]!["text/plain"] ?? output["data"]!["text/html"] ?? (JsonNode)output["data"]!.AsObject().First().Value!.ToString()),
    }));

    /// <summary>Every cell's.</summary>
    public static List<string> Shown(string path) => [.. NotebookDocument.Load(path).Cells.Select(Shown)];
}
