using System.CommandLine;
using Oft.Host.Documents;
using Oft.Host.Running;

namespace Oft.Host.Verbs;

/// <summary><c>oft check NB…</c>: runs notebooks and compares what they show with what the files hold.</summary>
public static class CheckVerb
{
    /// <summary>The command. Exit 0 where all agree, 1 where an output differs or a cell failed, 2 where a notebook cannot be run.</summary>
    public static Command Create()
    {
        var notebooks = new Argument<FileInfo[]>("notebooks") { Description = "Notebooks, .ipynb; one without outputs only has to run.", Arity = ArgumentArity.OneOrMore };
        var timeout = new Option<double?>("--timeout") { Description = "Seconds a cell may run; compiling is not counted." };
        var profile = new Option<string?>("--profile") { Description = "tiny or full, for OFT_PROFILE." };
        profile.AcceptOnlyFromAmong("tiny", "full");
        var command = new Command("check", "Run notebooks and compare with their stored outputs where these are stable: times, addresses and ids are masked, cells tagged 'unstable' only have to run.") { notebooks, timeout, profile };
        command.SetAction(async (parsed, cancellation) =>
        {
            var worst = 0;
            foreach (var notebook in parsed.GetValue(notebooks)!)
                worst = Math.Max(worst, await CheckAsync(notebook.FullName, parsed.GetValue(timeout), parsed.GetValue(profile), cancellation));
            return worst;
        });
        return command;
    }

    private static async Task<int> CheckAsync(string notebook, double? timeout, string? profile, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("oft-check-").FullName;
        try
        {
            var name = Path.GetFileName(notebook);
            var stored = NotebookDocument.Load(notebook);
            var order = new RunOrder { Notebook = notebook, Output = Path.Combine(folder, "checked.ipynb"), Timeout = timeout, AllowErrors = true };
            var result = await NotebookProcess.RunAsync(order, profile, new RunProgress(name, Console.Error).Report, cancellation);
            if (result.Status is 2 or 130)
            {
                Console.WriteLine($"{name}: {result.Message}");
                return result.Status;
            }
            var (compared, differences) = OutputComparison.Compare(stored, NotebookDocument.Load(order.Output));
            foreach (var difference in differences) Console.WriteLine($"{name}, {difference}");
            Console.WriteLine($"{name}: {result.Cells.Count} cells ran, {compared} compared, {differences.Count} differ");
            return differences.Count == 0 && result.Status == 0 ? 0 : 1;
        }
        catch (NotebookException e)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
