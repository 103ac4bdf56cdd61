using System.CommandLine;
using Oft.Host.Documents;

namespace Oft.Host.Verbs;

/// <summary><c>oft convert FROM TO</c>: between <c>.ipynb</c> and <c>.dib</c>, and from both to <c>.html</c>.</summary>
public static class ConvertVerb
{
    /// <summary>The command. Exit 0 where the file is written, 2 where it cannot be.</summary>
    public static Command Create()
    {
        var from = new Argument<FileInfo>("from") { Description = "A notebook, .ipynb or .dib." };
        var to = new Argument<FileInfo?>("to") { Description = "The file to write: .ipynb, .dib (outputs are not kept) or .html; by default the other of the first two, beside it.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("convert", "Write a notebook as .ipynb, .dib or .html.") { from, to };
        command.SetAction(parsed =>
        {
            try
            {
                var source = parsed.GetValue(from)!.FullName;
                var target = parsed.GetValue(to)?.FullName ?? Path.ChangeExtension(source, Path.GetExtension(source).Equals(".dib", StringComparison.OrdinalIgnoreCase) ? ".ipynb" : ".dib");
                Convert(source, target);
                Console.WriteLine(Path.GetRelativePath(Environment.CurrentDirectory, target));
                return 0;
            }
            catch (Exception e) when (e is NotebookException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(e.Message);
                return 2;
            }
        });
        return command;
    }

    private static void Convert(string source, string target)
    {
        var document = NotebookDocument.Load(source);
        switch (Path.GetExtension(target).ToLowerInvariant())
        {
            case ".ipynb": document.Save(target); break;
            case ".dib": File.WriteAllText(target, DibText.Write(document)); break;
            case ".html": File.WriteAllText(target, Running.NotebookPages.Of(document, Path.GetFileNameWithoutExtension(source))); break;
            case var other: throw new NotebookException($"{target}: expected .ipynb, .dib or .html, got '{other}'.");
        }
    }
}
