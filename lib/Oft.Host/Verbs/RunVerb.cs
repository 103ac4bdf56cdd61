using System.CommandLine;
using Oft.Host.Documents;
using Oft.Host.Running;

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
        var parameters = new Option<string[]>("--param") { Description = "name=value: sets a variable after the cell tagged 'parameters' (before the first cell where none is), or answers a question of that name or prompt. May be repeated." };
        var timeout = new Option<double?>("--timeout") { Description = "Seconds a cell may run; compiling is not counted." };
        var allow = new Option<bool>("--allow-errors") { Description = "Go on after a cell that failed. Cells tagged 'raises-exception' never stop a run." };
        var profile = new Option<string?>("--profile") { Description = "tiny or full, for OFT_PROFILE." };
        profile.AcceptOnlyFromAmong("tiny", "full");
        var from = new Option<string?>("--from") { Description = "Number or id of the cell to begin with. Cells before it keep their outputs; those with #!import or #r, or tagged 'setup' or 'parameters', run all the same." };
        var command = new Command("run", "Run notebooks from top to bottom and keep what they show.") { notebooks, folder, html, parameters, timeout, allow, profile, from };
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                var given = Given(parsed.GetValue(parameters) ?? []);
                if (parsed.GetValue(timeout) is <= 0) throw new ArgumentException($"--timeout: expected seconds above 0, got {parsed.GetValue(timeout)}.");
                return await RunAsync([.. parsed.GetValue(notebooks)!.Select(file => file.FullName)], parsed.GetValue(folder)!.FullName, parsed.GetValue(html), parsed.GetValue(profile),
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

    private static async Task<int> RunAsync(IReadOnlyList<string> notebooks, string folder, bool html, string? profile, Func<RunOrder, RunOrder> with, CancellationToken cancellation)
    {
        var twice = notebooks.GroupBy(Path.GetFileNameWithoutExtension).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new ArgumentException($"expected notebooks of different names, got {twice.Count()} called '{twice.Key}': they would overwrite each other in {folder}.");
        Directory.CreateDirectory(folder);
        var (worst, pages) = (0, new List<(string, string, string, TimeSpan)>());
        foreach (var notebook in notebooks)
        {
            var name = Path.GetFileNameWithoutExtension(notebook);
            var order = with(new RunOrder { Notebook = notebook, Output = Path.Combine(folder, name + ".ipynb") });
            var progress = new RunProgress(name, Console.Error);
            var result = await NotebookProcess.RunAsync(order, profile, progress.Report, cancellation);
            var outcome = result.Status switch { 0 => "ran", 1 => "failed", 130 => "interrupted", _ => "not run" };
            Console.WriteLine($"{name}: {outcome}, {result.Cells.Count} cells, {result.Elapsed.TotalSeconds:0.0} s{(result.Message is null ? "" : $"; {result.Message}")}");
            if (html && result.Status != 2)
            {
                var document = NotebookDocument.Load(order.Output);
                await File.WriteAllTextAsync(Path.Combine(folder, name + ".html"), NotebookPages.Of(document, name, "index.html"), CancellationToken.None);
                pages.Add((NotebookPages.Title(document) ?? name, Uri.EscapeDataString(name) + ".html", result.Message is null ? outcome : $"{outcome}: {result.Message}", result.Elapsed));
                await File.WriteAllTextAsync(Path.Combine(folder, "index.html"), NotebookPages.Index(pages), CancellationToken.None);
            }
            worst = Math.Max(worst, result.Status);
            if (result.Status == 130) break;
        }
        if (html && pages.Count > 0) Console.WriteLine($"pages: {Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(folder, "index.html"))}");
        return worst;
    }

    private static Dictionary<string, string> Given(string[] parameters)
    {
        var given = new Dictionary<string, string>();
        foreach (var one in parameters)
            if (one.IndexOf('=') is > 0 and var at) given[one[..at]] = one[(at + 1)..];
            else throw new ArgumentException($"--param: expected name=value, got '{one}'.");
        return given;
    }
}
