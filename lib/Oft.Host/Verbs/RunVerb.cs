using System.CommandLine;
using System.Diagnostics;
using Oft.Host.Documents;
using Oft.Host.Running;
using Oft.Lab.Course;

namespace Oft.Host.Verbs;

/// <summary><c>oft run NB…</c>: runs notebooks, each in a process of its own.</summary>
public static class RunVerb
{
    /// <summary>The command. Exit 0 where every cell ran, 1 where one failed, 2 where a notebook cannot be run at all, 130 after Ctrl-C.</summary>
    public static Command Create()
    {
        var notebooks = new Argument<FileInfo[]>("notebooks") { Description = "Notebooks, .ipynb or .dib.", Arity = ArgumentArity.OneOrMore };
        var folder = new Option<DirectoryInfo>("--out") { Description = "Where executed notebooks are written, saved after every cell.", DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("out", "notebooks")) };
        var html = new Option<bool>("--html") { Description = "Also write a page for each, and an index; they open without a network." };
        var index = new Option<FileInfo?>("--index") { Description = "Where the index of the pages is written; index.html beside them when absent. It asks for pages too." };
        var parameters = new Option<string[]>("--param") { Description = "name=value: sets a variable after the cell tagged 'parameters' (before the first cell where none is), or answers a question of that name or prompt. May be repeated." };
        var timeout = new Option<double?>("--timeout") { Description = "Seconds a cell may run; compiling is not counted." };
        var allow = new Option<bool>("--allow-errors") { Description = "Go on after a cell that failed. Cells tagged 'raises-exception' never stop a run." };
        var profile = new Option<string?>("--profile") { Description = "tiny or full, for OFT_PROFILE." };
        profile.AcceptOnlyFromAmong("tiny", "full");
        var quick = new Option<bool>("--quick") { Description = "A few episodes and steps instead of as many as an interval needs (OFT_PACE=quick)." };
        var from = new Option<string?>("--from") { Description = "Number (as in its brackets) or id of the cell to begin with. Cells before it keep their outputs; those with #!import or #r, or tagged 'setup' or 'parameters', run all the same." };
        var command = new Command("run", "Run notebooks from top to bottom and keep what they show.") { notebooks, folder, html, index, parameters, timeout, allow, profile, quick, from };
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                var given = Given(parsed.GetValue(parameters) ?? []);
                if (parsed.GetValue(timeout) is <= 0) throw new ArgumentException($"--timeout: expected seconds above 0, got {parsed.GetValue(timeout)}.");
                return await RunAsync([.. parsed.GetValue(notebooks)!.Select(file => file.FullName)], parsed.GetValue(folder)!.FullName, parsed.GetValue(index)?.FullName ?? (parsed.GetValue(html) ? Path.Combine(parsed.GetValue(folder)!.FullName, "index.html") : null), parsed.GetValue(profile), parsed.GetValue(quick) || Environment.GetEnvironmentVariable("OFT_PACE") is "quick",
                    order => order with { Parameters = given, Timeout = parsed.GetValue(timeout), AllowErrors = parsed.GetValue(allow), From = parsed.GetValue(from) }, cancellation);
            }
            catch (Exception e) when (e is ArgumentException or NotebookException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(e.Message);
                return 2;
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(IReadOnlyList<string> notebooks, string folder, string? index, string? profile, bool quick, Func<RunOrder, RunOrder> with, CancellationToken cancellation)
    {
        var twice = notebooks.GroupBy(Path.GetFileNameWithoutExtension).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new ArgumentException($"expected notebooks of different names, got {twice.Count()} called '{twice.Key}': they would overwrite each other in {folder}.");
        Directory.CreateDirectory(folder);
        if (index is not null) Directory.CreateDirectory(Path.GetDirectoryName(index)!);
        var clock = Stopwatch.StartNew();
        var tiny = (profile ?? Environment.GetEnvironmentVariable("OFT_PROFILE")) is not "full";
        var (worst, pages) = (0, new List<(string, string, string, string)>());
        var pace = quick ? new Dictionary<string, string> { ["OFT_PACE"] = "quick" } : [];
        foreach (var notebook in notebooks)
        {
            var name = Path.GetFileNameWithoutExtension(notebook);
            var order = with(new RunOrder { Notebook = notebook, Output = Path.Combine(folder, name + ".ipynb"), Environment = pace });
            var progress = new RunProgress(name, Console.Error);
            var result = await NotebookProcess.RunAsync(order, profile, progress.Report, cancellation);
            var outcome = result.Status switch { 0 => "ran", 1 => "failed", 130 => "interrupted", _ => "not run" };
            var time = (tiny ? NotebookBudget.Read(notebook) : null)?.Sentence(result.Elapsed, quick) ?? $"{result.Elapsed.TotalSeconds:0.0} s";
            Console.WriteLine($"{name}: {outcome}, {result.Cells.Count} cells, {time}{(result.Message is null ? "" : $"; {result.Message}")}");
            if (index is not null && result.Status != 2)
            {
                var document = NotebookDocument.Load(order.Output);
                await File.WriteAllTextAsync(Path.Combine(folder, name + ".html"), NotebookPages.Of(document, name, Address(folder, index)), CancellationToken.None);
                pages.Add((NotebookPages.Title(document) ?? name, Address(Path.GetDirectoryName(index)!, Path.Combine(folder, name + ".html")), result.Message is null ? outcome : $"{outcome}: {result.Message}", time));
                await File.WriteAllTextAsync(index, NotebookPages.Index(pages), CancellationToken.None);
            }
            worst = Math.Max(worst, result.Status);
            if (result.Status == 130) break;
        }
        if (notebooks.Count > 1) Console.WriteLine($"{notebooks.Count} notebooks: {clock.Elapsed.TotalMinutes:0.0} min");
        if (pages.Count > 0) Console.WriteLine($"pages: {Path.GetRelativePath(Environment.CurrentDirectory, index!)}");
        return worst;
    }

    private static string Address(string from, string to) => string.Join('/', Path.GetRelativePath(from, to).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));

    private static Dictionary<string, string> Given(string[] parameters)
    {
        var given = new Dictionary<string, string>();
        foreach (var one in parameters)
            if (one.IndexOf('=') is > 0 and var at) given[one[..at]] = one[(at + 1)..];
            else throw new ArgumentException($"--param: expected name=value, got '{one}'.");
        return given;
    }
}
