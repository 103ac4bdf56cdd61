using Oft.Host.Documents;

namespace Oft.Host.Tests.Running;

public sealed class RunVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_feature_notebook_shows_what_is_expected()
    {
        var (status, text) = OftProcess.Run("check", Need.Golden("notebooks/features.ipynb"));

        Assert.True(status == 0, text);
        Assert.Contains("57 cells ran, 57 compared, 0 differ", text);
    }

    [Fact]
    public void A_cell_that_fails_names_its_line_stops_the_run_and_keeps_what_it_set()
    {
        var notebook = OftProcess.Write(folder["a.ipynb"], "int Third(int[] a)\n{\n    return a[2];\n}", "var kept = 5;\nvar few = new[] { 1 };\n\nThird(few)", "kept");
        var (status, text) = OftProcess.Run("run", notebook, "--out", folder["out"], "--html");
        var shown = OftProcess.Shown(folder["out/a.ipynb"]);

        Assert.Equal(1, status);
        Assert.Contains("cell 2: System.IndexOutOfRangeException", text);
        Assert.Contains("cell1.csx:line 3    return a[2];", shown[1]);
        Assert.Contains("cell2.csx:line 4    Third(few)", shown[1]);
        Assert.Equal("", shown[2]);
        var page = File.ReadAllText(folder["out/a.html"]);
        Assert.Contains("role=\"alert\"", page);
        Assert.Contains("a.html", File.ReadAllText(folder["out/index.html"]));

        Assert.Equal(0, OftProcess.Run("run", notebook, "--out", folder["out"], "--allow-errors").Status);
        Assert.Contains("5", OftProcess.Shown(folder["out/a.ipynb"])[2]);
    }

    [Fact]
    public void A_reference_outlives_the_cell_that_named_it_and_failed()
    {
        var library = Path.Combine(AppContext.BaseDirectory, "Markdig.dll");
        var notebook = OftProcess.Write(folder["a.ipynb"], $"#r \"{library}\"\nthis does not compile", "1", "Markdig.Markdown.ToPlainText(\"*here*\").Trim()", "2", "Markdig.Markdown.ToPlainText(\"*still*\").Trim()");
        OftProcess.Run("run", notebook, "--out", folder["out"], "--allow-errors");
        var shown = OftProcess.Shown(folder["out/a.ipynb"]);

        Assert.Contains("CompilationError", shown[0]);
        Assert.Equal("here", shown[2]);
        Assert.Equal("still", shown[4]);
    }

    [Fact]
    public void Parameters_profile_and_answers_reach_the_cells()
    {
        var notebook = OftProcess.Write(folder["a.ipynb"], "double rate = 1;\nvar name = \"none\";\nvar day = DayOfWeek.Monday;", "$\"{rate} {name} {day} {fresh}\"", "await GetInputAsync(\"Your name?\")", "Environment.GetEnvironmentVariable(\"OFT_PROFILE\")");
        var document = NotebookDocument.Load(notebook);
        document.Cells[0].Metadata["tags"] = new System.Text.Json.Nodes.JsonArray("parameters");
        document.Save(notebook);
        var (status, text) = OftProcess.Run("run", notebook, "--out", folder["out"], "--param", "rate=2.5", "--param", "name=007", "--param", "day=friday", "--param", "fresh=true", "--param", "Your name=Ada", "--profile", "full");
        var shown = OftProcess.Shown(folder["out/a.ipynb"]);

        Assert.True(status == 0, text);
        Assert.Equal("2.5 007 Friday True", shown[2]);
        Assert.Equal("Ada", shown[3]);
        Assert.Equal("full", shown[4]);
        Assert.Contains("injected-parameters", NotebookDocument.Load(folder["out/a.ipynb"]).Cells[1].Tags);

        (status, text) = OftProcess.Run("run", notebook, "--out", folder["out"], "--param", "rate=fast");
        Assert.Equal(1, status);
        Assert.Contains("parameter 'rate': expected a value of type Double, got 'fast'", text);
    }

    [Fact]
    public void A_start_in_the_middle_keeps_what_stands_before_it_and_runs_what_prepares()
    {
        File.WriteAllText(folder["setup.dib"], "#!csharp\n\nvar ready = \"ready\";\n");
        var notebook = OftProcess.Write(folder["a.ipynb"], "#!import setup.dib", "System.IO.File.AppendAllText(\"ran\", \"x\");\n\"long work\"", "ready");
        Assert.Equal(0, OftProcess.Run("run", notebook, "--out", folder["out"]).Status);
        Assert.Equal(0, OftProcess.Run("run", folder["out/a.ipynb"], "--out", folder["out"], "--from", "c3").Status == 0 ? 1 : 0);    // setup.dib is not beside it: the first cell fails
        File.Copy(folder["setup.dib"], folder["out/setup.dib"]);
        Assert.Equal(0, OftProcess.Run("run", folder["out/a.ipynb"], "--out", folder["out"], "--from", "c3").Status);

        Assert.Equal("x", File.ReadAllText(folder["ran"]));
        Assert.Equal(["", "long work", "ready"], OftProcess.Shown(folder["out/a.ipynb"]));
        Assert.Contains("there is no cell 'nine'; name a code cell by its number from 1 to 3", OftProcess.Run("run", notebook, "--out", folder["out"], "--from", "nine").Text);
    }

    [Fact]
    public void The_kits_rooms_may_be_referenced_after_a_cell_that_needed_none()
    {
        var rooms = Path.Combine(Need.Root, "lib/Oft.Lab/bin/Release/net10.0/Oft.Lab.dll");
        var notebook = OftProcess.Write(folder["a.ipynb"], "1 + 1", $"#r \"{rooms}\"\nusing Oft.Contracts;\nusing Oft.Lab;", "typeof(Observation).Name");

        var (status, text) = OftProcess.Run("run", notebook, "--out", folder["out"]);

        Assert.True(status == 0, text);
        Assert.Contains("Observation", OftProcess.Shown(folder["out/a.ipynb"])[2]);
    }

    [Fact]
    public void What_native_code_and_children_write_is_kept_in_order()
    {
        var notebook = OftProcess.Write(folder["a.ipynb"], """
            [System.Runtime.InteropServices.DllImport("libc")] static extern int printf(string text);
            printf("from C\n");
            System.Diagnostics.Process.Start("echo", "from a child").WaitForExit();
            """, "Console.WriteLine(\"from C#\");\nConsole.Error.Write(\"beside\");", "Console.ReadLine() ?? \"nobody types\"");
        Assert.Equal(0, OftProcess.Run("run", notebook, "--out", folder["out"]).Status);
        var shown = OftProcess.Shown(folder["out/a.ipynb"]);

        Assert.Contains("from C\n", shown[0]);
        Assert.Contains("from a child\n", shown[0]);
        Assert.Equal("from C#\n\nbeside", shown[1]);
        Assert.Equal("nobody types", shown[2]);
    }

    [Theory]
    [InlineData("there is no such notebook", "run", "nowhere.ipynb")]
    [InlineData("expected name=value, got 'x'", "run", "a.ipynb", "--param", "x")]
    [InlineData("expected seconds above 0", "run", "a.ipynb", "--timeout", "0")]
    [InlineData("there is no such notebook", "convert", "nowhere.ipynb")]
    public void What_cannot_be_done_is_said_with_status_2(string expected, params string[] arguments)
    {
        var (status, text) = OftProcess.Run([.. arguments, .. arguments[0] == "run" ? (string[])["--out", folder["out"]] : []]);

        Assert.Equal(2, status);
        Assert.Contains(expected, text);
        Assert.DoesNotContain("   at ", text);
    }
}
