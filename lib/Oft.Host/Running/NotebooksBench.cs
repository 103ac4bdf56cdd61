using System.Diagnostics;
using Oft.Host.Documents;
using Oft.Lab.Benches;

namespace Oft.Host.Running;

/// <summary>What running a notebook costs beside what its cells compute.</summary>
/// <remarks>
/// Every run is the command as people type it, a process that starts another. The bars are for a build with ReadyToRun, which the launcher
/// makes and takes; the first figure says whether this one is.
/// </remarks>
public sealed class NotebooksBench : IBench
{
    private const int Cells = 300;

    /// <inheritdoc/>
    public string Name => "notebooks";

    /// <inheritdoc/>
    public string Question => "How long until the first cell of a notebook is done, what does a trivial cell cost after it, how large does a long notebook grow, and what does a Jupyter client wait for?";

    /// <inheritdoc/>
    public IReadOnlyList<BenchFigure> Run(BenchContext context)
    {
        var folder = Directory.CreateTempSubdirectory("oft-bench-notebooks-").FullName;
        try
        {
            var (one, many) = (Write(folder, "one", 1), Write(folder, "many", Cells));
            List<double> starts = [];
            Start(one, folder);                                                 // the files are in memory from here on
            for (var round = 0; round < (context.Long ? 15 : 5); round++)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                starts.Add(Start(one, folder));
                context.Say($"one cell, start to end: {starts[^1]:0} ms");
            }
            var run = NotebookProcess.RunAsync(new RunOrder { Notebook = many, Output = Path.Combine(folder, "many-ran.ipynb") }, null, _ => { }, context.Cancellation).GetAwaiter().GetResult();
            if (run.Status != 0 || run.Cells.Count != Cells) throw new InvalidOperationException($"the notebook of {Cells} cells ended early: {run.Message}");
            context.Say("the kernel: lines, a large result, interrupts");
            var kernel = KernelFigures.MeasureAsync(folder, context.Long ? 9 : 3, context.Cancellation).GetAwaiter().GetResult();
            return
            [
                new("start of the command to the first cell done", Median(starts), "ms", Better.Lower, 1000),
                new("a trivial cell after the tenth, median", Median(run.Cells.Skip(10).Select(cell => 1000 * cell.Seconds!.Value)), "ms", Better.Lower, 30),
                new($"working set after {Cells} cells", run.Cells.Max(cell => cell.WorkingSet) / 1e6, "MB", Better.Lower, 300),
                new($"{Cells} cells, all in", run.Elapsed.TotalSeconds, "s", Better.Lower),
                new("Lab.Open in a notebook, its card shown", LabOpens(folder, context), "s", Better.Lower, 2),
                .. kernel,
                new("this build is compiled ahead (ReadyToRun)", IsReady ? 1 : 0, "1 = yes", Better.Higher),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // As a notebook does it: the assembly named in one cell, the lab opened and shown in the next.
    private static double LabOpens(string folder, BenchContext context)
    {
        var path = Path.Combine(folder, "lab.ipynb");
        string[] cells = [$"#r \"{Path.Combine(AppContext.BaseDirectory, "Oft.Lab.dll")}\"\nusing Oft.Lab;", "var lab = Lab.Open(\"bench-notebooks\", seed: 7);\nlab"];
        NotebookDocument.Create(cells.Select((cell, i) => NotebookCell.Create(CellKind.Code, cell, $"c{i + 1}"))).Save(path);
        List<double> opened = [];
        for (var round = 0; round < (context.Long ? 9 : 3); round++)
        {
            var run = NotebookProcess.RunAsync(new RunOrder { Notebook = path, Output = Path.Combine(folder, "lab-ran.ipynb") }, "tiny", _ => { }, context.Cancellation).GetAwaiter().GetResult();
            if (run.Status != 0) throw new InvalidOperationException($"the notebook that opens the lab ended early: {run.Message}");
            opened.Add(run.Cells[^1].Seconds!.Value);
        }
        return Median(opened);
    }

    // The launcher publishes to a folder of this name; code compiled ahead makes an assembly several times its size.
    private static bool IsReady => Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)) == "ready";

    private static string Write(string folder, string name, int cells)
    {
        var path = Path.Combine(folder, name + ".ipynb");
        NotebookDocument.Create(Enumerable.Range(1, cells).Select(i => NotebookCell.Create(CellKind.Code, $"var a{i} = {i};\na{i} + 1", $"c{i}"))).Save(path);
        return path;
    }

    private static double Start(string notebook, string folder)
    {
        var start = NotebookProcess.Start();
        (start.RedirectStandardInput, start.RedirectStandardError) = (false, true);
        start.ArgumentList.RemoveAt(start.ArgumentList.Count - 1);
        foreach (var argument in (string[])["run", notebook, "--out", Path.Combine(folder, "out")]) start.ArgumentList.Add(argument);
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? clock.Elapsed.TotalMilliseconds : throw new InvalidOperationException($"oft run ended with {process.ExitCode}: {said.GetAwaiter().GetResult()}");
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
