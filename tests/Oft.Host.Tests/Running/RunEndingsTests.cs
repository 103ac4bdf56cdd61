using System.Diagnostics;
using Oft.Host.Documents;

namespace Oft.Host.Tests.Running;

/// <summary>Runs that do not come to their end by themselves.</summary>
public sealed class RunEndingsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_cell_that_runs_too_long_is_stopped_and_a_thread_that_cannot_be_is_given_up()
    {
        var notebook = OftProcess.Write(folder["a.ipynb"], "var kept = 1;", "while (true) { }", "kept", "System.Threading.Thread.Sleep(60_000);");
        var (status, text) = OftProcess.Run("run", notebook, "--out", folder["out"], "--timeout", "1", "--allow-errors");
        var shown = OftProcess.Shown(folder["out/a.ipynb"]);

        Assert.Equal(1, status);
        Assert.Contains("TimeoutException: the cell ran longer than 1 s (--timeout); stopped before its end", shown[1]);
        Assert.Contains("1", shown[2]);
        Assert.Contains("NotStopped", shown[3]);
        Assert.Contains("cell 2: TimeoutException", text);
    }

    [Fact]
    public void A_cell_that_is_stopped_leaves_what_it_had_set_and_declared()
    {
        var notebook = OftProcess.Write(folder["a.ipynb"], "var zero = 0;", "var first = 1;\nfirst++;\nwhile (true) { }",
            "int Twice(int number) => 2 * number;\nrecord Pair(int A, int B);\nvar second = new Pair(Twice(first), 5);\nfirst = 7;\nwhile (true) { }\nvar never = 6;",
            "first++;\nwhile (true) { }", "$\"{first} {second.A} {Twice(3)} {never}\"");
        var (status, text) = OftProcess.Run("run", notebook, "--out", folder["out"], "--timeout", "1", "--allow-errors");
        var shown = OftProcess.Shown(folder["out/a.ipynb"]);

        Assert.True(status == 0, text);
        Assert.Contains("what it and earlier cells set is kept", shown[1]);
        Assert.Contains("what it and earlier cells set is kept", shown[2]);
        Assert.Equal("8 4 6 0", shown[4]);
    }

    [Theory]
    [InlineData("Environment.Exit(3);", "ProcessEnded")]
    [InlineData("new System.Threading.Thread(() => throw new FormatException(\"lost\")).Start();\nSystem.Threading.Thread.Sleep(5000);", "System.FormatException")]
    [InlineData("[System.Runtime.InteropServices.DllImport(\"libc\")] static extern void abort();\nabort();", "ProcessEnded: the process ended with signal 6")]
    public void A_cell_that_ends_the_process_leaves_a_whole_file_with_a_word_about_it(string code, string expected)
    {
        var notebook = OftProcess.Write(folder["a.ipynb"], "\"done\"", code, "\"never\"");
        var (status, text) = OftProcess.Run(new Dictionary<string, string> { ["DOTNET_DbgEnableMiniDump"] = "0" }, ["run", notebook, "--out", folder["out"]]);
        var shown = OftProcess.Shown(folder["out/a.ipynb"]);

        Assert.Equal(1, status);
        Assert.Contains("cell 2: " + expected, text);
        Assert.Equal("done", shown[0]);
        Assert.StartsWith(expected, shown[1]);
        Assert.Equal("", shown[2]);
    }

    [Fact]
    public void After_a_kill_the_file_holds_every_finished_cell()
    {
        var notebook = OftProcess.Write(folder["a.ipynb"], [.. Enumerable.Range(1, 40).Select(i => $"Console.WriteLine(new string('x', 10_000));\nSystem.IO.File.WriteAllText(\"at\", \"{i}\");")]);
        using var run = OftProcess.Start(new Dictionary<string, string>(), ["run", notebook, "--out", folder["out"]]);
        var lines = 0;
        while (lines < 3 && run.StandardError.ReadLine() is not null) lines++;          // three cells have been reported as done
        run.Kill(entireProcessTree: true);
        run.WaitForExit();
        var cells = NotebookDocument.Load(folder["out/a.ipynb"]).Cells;
        var whole = cells.TakeWhile(cell => cell.Outputs.Count > 0).Count();

        Assert.InRange(whole, 3, 40);
        Assert.All(cells.Take(whole), cell => Assert.Equal(10_001, OftProcess.Shown(cell).Length));
        Assert.All(cells.Skip(whole), cell => Assert.Empty(cell.Outputs));
        Assert.InRange(int.Parse(File.ReadAllText(folder["at"])), whole, whole + 1);
    }

    [Fact]
    public void An_interrupt_keeps_what_ran_and_ends_with_130()
    {
        var notebook = OftProcess.Write(folder["a.ipynb"], "1", "while (true) { }", "2");
        using var run = OftProcess.Start(new Dictionary<string, string>(), ["run", notebook, "--out", folder["out"]]);
        run.StandardError.ReadLine();
        Process.Start("kill", ["-2", $"{run.Id}"]).WaitForExit();
        run.WaitForExit();

        Assert.Equal(130, run.ExitCode);
        Assert.Contains("Interrupted", OftProcess.Shown(folder["out/a.ipynb"])[1]);
    }
}
