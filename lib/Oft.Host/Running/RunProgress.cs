using System.Globalization;

namespace Oft.Host.Running;

/// <summary>One line a cell: where the run is, what the cell took, how it begins.</summary>
/// <param name="name">The notebook's.</param>
/// <param name="writer">Where lines go.</param>
public sealed class RunProgress(string name, TextWriter writer)
{
    private const int Widest = 100;

    /// <summary>A cell begins or has ended. While it runs its line stands open on a terminal.</summary>
    public void Report(RunEvent cell)
    {
        var place = $"{name}  {cell.Step}/{cell.Of}";
        if (cell.Seconds is not { } seconds)
        {
            if (!Console.IsErrorRedirected) writer.Write(Cut($"{place}  …  {cell.Label}"));
            return;
        }
        if (!Console.IsErrorRedirected) writer.Write("\r" + new string(' ', Widest) + "\r");
        writer.WriteLine(Cut(string.Create(CultureInfo.InvariantCulture, $"{place}  {seconds:0.0} s  {(cell.Error is null ? cell.Label : "✘ " + cell.Error.ReplaceLineEndings(" "))}")));
    }

    private static string Cut(string line) => line.Length <= Widest ? line : line[..(Widest - 1)] + "…";
}
