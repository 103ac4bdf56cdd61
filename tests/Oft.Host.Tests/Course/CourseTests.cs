using System.Text.Json.Nodes;
using Oft.Host.Cells;
using Oft.Host.Documents;
using Oft.Host.Running;
using Oft.Host.Scripting;

namespace Oft.Host.Tests.Course;

/// <summary>Every notebook of the course, from top to bottom in the tiny profile at its quick pace; in one process, so that the compiler is warm.</summary>
[Collection(nameof(TheTerminal))]
public sealed class CourseTests
{
    static CourseTests() => Environment.SetEnvironmentVariable("OFT_PACE", "quick");

    public static TheoryData<string> Notebooks => [.. Directory.GetFiles(Folder, "*.ipynb").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Notebooks))]
    public async Task A_notebook_runs_headless_without_warnings_and_ends_with_what_was_seen(string name)
    {
        var document = NotebookDocument.Load(Path.Combine(Folder, name + ".ipynb"));
        await RunAsync(document);

        var outputs = document.Cells.SelectMany(cell => cell.Outputs).Select(output => output!).ToList();
        Assert.DoesNotContain(outputs, output => (string)output["output_type"]! == "stream" && (string)output["name"]! == "stderr");
        Assert.All(outputs.Where(output => output["data"] is not null), output => Assert.NotEmpty(output["data"]!.AsObject()));
        var closing = document.Cells.Last(cell => cell.Kind == CellKind.Code).Outputs.Select(output => NotebookJson.Text(output!["data"]?["text/plain"])).Last();
        Assert.StartsWith("• ", closing);
        Assert.Contains("budget (quick", closing);
        Assert.DoesNotContain("NaN", closing);
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void A_notebook_keeps_the_style_of_the_house(string name)
    {
        var document = NotebookDocument.Load(Path.Combine(Folder, name + ".ipynb"));
        var code = document.Cells.Where(cell => cell.Kind == CellKind.Code).ToList();

        Assert.InRange(document.Cells.Count, 10, 32);
        Assert.Equal(document.Cells.Count, document.Cells.Select(cell => cell.Id).Distinct().Count());
        Assert.All(code, cell => Assert.Empty(cell.Outputs));
        Assert.All(code, cell => Assert.InRange(cell.Source.Split('\n').Length, 1, 18));
        Assert.StartsWith($"# {name[..2]} · ", document.Cells[0].Source);
        foreach (var line in (string[])["**Question** ", "**Time** tiny: ", "**Needs** tiny: nothing", "**After this you can** "]) Assert.Contains(line, document.Cells[0].Source);
        Assert.StartsWith("#!import setup.dib\n", document.Cells[1].Source);
        Assert.Contains($"Lab.Open(\"{name}\", seed: ", document.Cells[1].Source);
        Assert.Contains(code, cell => cell.Source.Contains("Check."));
        Assert.StartsWith("lab.Close(", code[^1].Source[code[^1].Source.IndexOf("lab.Close(", StringComparison.Ordinal)..]);
        Assert.Contains("## Exercises", document.Cells[^1].Source);
        Assert.Contains("<details><summary>Solutions</summary>", document.Cells[^1].Source);
        Assert.DoesNotContain(code, cell => cell.Source.Split('\n').Any(line => line.StartsWith("using var ", StringComparison.Ordinal)));
    }

    /// <summary>Runs a notebook's cells here; a cell that fails names itself.</summary>
    internal static async Task RunAsync(NotebookDocument document)
    {
        var outputs = new CellOutputs();
        // What libraries say to the terminal would stand on the page of a run; here it counts as a warning too.
        using var said = new StringWriter();
        var before = Console.Error;
        Console.SetError(said);
        using var kernel = new CellKernel(outputs, new Parameters(new Dictionary<string, string>()), Folder);
        try
        {
            foreach (var (cell, number) in document.Cells.Where(cell => cell.Kind == CellKind.Code).Select((cell, i) => (cell, i + 1)))
            {
                outputs.Begin(cell, number);
                await kernel.RunAsync(cell.Source, Languages.CSharp, $"cell{number}.csx", null, TestContext.Current.CancellationToken);
                if (said.ToString() is { Length: > 0 } text) outputs.Stream("stderr", text);
                said.GetStringBuilder().Clear();
                outputs.End(null);
            }
        }
        catch (CellFault fault)
        {
            Assert.Fail($"{fault.Name}: {fault.Message}\n{string.Join('\n', fault.Lines)}");
        }
        finally
        {
            Console.SetError(before);
        }
    }

    private static string Folder => Path.Combine(Need.Root, "notebooks");
}
