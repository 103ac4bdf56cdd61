using System.Diagnostics;
using Oft.Host.Documents;
using Oft.Host.Jupyter;
using Oft.Host.Running;
using Oft.Host.Tests.Course;

namespace Oft.Host.Tests.Jupyter;

/// <summary>Jupyter's own programs against our kernel and our files.</summary>
[Collection(nameof(TheTerminal))]
public sealed class JupyterPeerTests : IDisposable
{
    private const string python = "/usr/bin/python3";
    private readonly TemporaryFolder folder = new();

    public JupyterPeerTests()
    {
        // The distribution's own, which its packages belong to; another one may come first on the PATH.
        if (!File.Exists(python)) Need.Missing("python3 of the distribution");
        using var probe = Process.Start(new ProcessStartInfo(python, ["-c", "import jupyter_kernel_test, nbformat, nbconvert"]) { RedirectStandardError = true })!;
        probe.WaitForExit();
        if (probe.ExitCode != 0) Need.Missing("Jupyter's test suite and nbconvert (apt-get install python3-jupyter-kernel-test jupyter-nbconvert)");
        KernelSpec.Write(folder["data/kernels/.net-csharp"], ["dotnet", Path.Combine(AppContext.BaseDirectory, "oft.dll")]);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Jupyters_own_questions_are_answered()
    {
        var (status, text) = Python(Path.Combine(Need.Root, "tests", "Oft.Host.Tests", "Jupyter", "kernel_test.py"));

        TestContext.Current.TestOutputHelper?.WriteLine(text);
        Assert.True(status == 0, text);
    }

    [Fact]
    public void Through_nbconvert_a_notebook_shows_what_it_shows_through_the_runner()
    {
        File.Copy(Need.Golden("notebooks/features.ipynb"), folder["features.ipynb"]);
        var (status, text) = Python("-m", "nbconvert", "--to", "notebook", "--execute", "--allow-errors", "--ExecutePreprocessor.startup_timeout=120", "--output", "converted.ipynb", folder["features.ipynb"]);
        Assert.True(status == 0, text);
        var (runner, kernel) = (NotebookDocument.Load(Need.Golden("notebooks/features.ipynb")), NotebookDocument.Load(folder["converted.ipynb"]));

        Assert.All(runner.Cells.Zip(kernel.Cells), pair => Assert.Equal(string.Join('\n', OutputComparison.Lines(pair.First)), string.Join('\n', OutputComparison.Lines(pair.Second))));
    }

    [Fact]
    public async Task A_notebook_of_the_course_shows_in_Jupyter_what_it_shows_here()
    {
        var notebook = Path.Combine(Need.Root, "notebooks", "02-one-forward-pass.ipynb");
        var here = NotebookDocument.Load(notebook);
        await CourseTests.RunAsync(here);
        var (status, text) = Python("-m", "nbconvert", "--to", "notebook", "--execute", "--ExecutePreprocessor.startup_timeout=120", "--ExecutePreprocessor.timeout=600", "--output-dir", folder.Path, "--output", "converted.ipynb", notebook);
        Assert.True(status == 0, text);

        Assert.All(here.Cells.Zip(NotebookDocument.Load(folder["converted.ipynb"]).Cells), pair => Assert.Equal(string.Join('\n', OutputComparison.Lines(pair.First)), string.Join('\n', OutputComparison.Lines(pair.Second))));
    }

    [Fact]
    public void Every_file_that_is_written_is_valid_to_nbformat()
    {
        Directory.CreateDirectory(folder["files"]);
        var seed = File.ReadAllBytes(Need.Golden("notebooks/small.ipynb"));
        for (var i = 0; i < 300; i++)
            try
            {
                NotebookDocument.Parse(JsonDamage.Once(seed, new Random(i)), "damaged").Save(folder[$"files/{i}.ipynb"]);
            }
            catch (NotebookException)
            {
                // Refused, so there is nothing to write.
            }
        NotebookDocument.Load(Need.Golden("notebooks/features.ipynb")).Save(folder["files/features.ipynb"]);
        DibText.Read(DibText.Write(NotebookDocument.Load(folder["files/features.ipynb"])), "dib").Save(folder["files/dib.ipynb"]);
        var (status, text) = Python("-c", """
            import glob, sys, nbformat
            files = glob.glob(sys.argv[1] + "/*.ipynb")
            for file in files:
                nbformat.validate(nbformat.read(file, as_version=4))
            print(len(files), "valid")
            """, folder["files"]);

        Assert.True(status == 0, text);
        Assert.True(int.Parse(text.Split(' ')[0]) > 30, text);
        Assert.DoesNotContain("Warning", text);
    }

    private (int Status, string Text) Python(params string[] arguments)
    {
        var start = new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.Path };
        (start.Environment["JUPYTER_DATA_DIR"], start.Environment["HOME"], start.Environment["PYTHONDONTWRITEBYTECODE"]) = (folder["data"], folder.Path, "1");
        start.Environment["DOTNET_CLI_HOME"] = folder.Path;
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text + said.GetAwaiter().GetResult());
    }
}
