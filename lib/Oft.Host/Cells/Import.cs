using Oft.Host.Documents;
using Oft.Host.Scripting;

namespace Oft.Host.Cells;

/// <summary><c>#!import FILE</c>: runs the cells of another notebook, or a file of one language, as if they stood here.</summary>
internal static class Import
{
    private const int Deepest = 20;

    /// <summary>Runs what the directive names.</summary>
    public static Task RunAsync(CellKernel kernel, Directive directive, string folder, int depth, Action? begins, CancellationToken cancellation)
    {
        var file = directive.Plain() ?? throw directive.Fault("expected the name of a file.");
        var near = Path.GetFullPath(Path.Combine(folder, file));
        var path = File.Exists(near) ? near : Path.GetFullPath(file);
        if (!File.Exists(path)) throw directive.Fault($"there is no file {near}.");
        if (depth >= Deepest) throw directive.Fault($"{file} is the {Deepest}th import within imports; does a file import itself?");
        return RunAsync(kernel, path, Path.GetDirectoryName(path)!, depth + 1, begins, cancellation);
    }

    /// <summary>Runs a file.</summary>
    public static async Task RunAsync(CellKernel kernel, string path, string folder, int depth, Action? begins, CancellationToken cancellation)
    {
        var name = Path.GetFileName(path);
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".ipynb" or ".dib":
                NotebookDocument document;
                try
                {
                    document = NotebookDocument.Load(path);
                }
                catch (NotebookException e)
                {
                    throw new CellFault("NotebookException", e.Message);
                }
                var number = 0;
                foreach (var cell in document.Cells)
                {
                    number++;
                    if (cell.Kind == CellKind.Code) await kernel.RunPartsAsync(cell.Source, cell.Language ?? document.Language, $"{name}, cell {number}", folder, depth, begins, cancellation);
                }
                break;
            case ".cs" or ".csx": await Whole(Languages.CSharp); break;
            case ".html" or ".htm": await Whole("html"); break;
            case ".js": await Whole("javascript"); break;
            case ".md": await Whole("markdown"); break;
            case ".mmd": await Whole("mermaid"); break;
            case var other: throw new CellFault("DirectiveError", $"#!import: expected .ipynb, .dib, .cs, .csx, .html, .js, .md or .mmd, got '{other}'.");
        }

        async Task Whole(string language) => await kernel.RunPartsAsync(await File.ReadAllTextAsync(path, cancellation), language, name, folder, depth, begins, cancellation);
    }
}
