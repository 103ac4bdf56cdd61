using System.Text;

namespace Oft.Formats.Hdf5;

/// <summary>The other end of <see cref="Hdf5Guard"/>: reads whole files in a process that may die of it.</summary>
public static class Hdf5Worker
{
    /// <summary>The first argument that makes a program of this house a worker.</summary>
    public const string Argument = "hdf5-worker";

    /// <summary>Answers one line per path until its input ends.</summary>
    /// <returns>The exit code.</returns>
    public static int Serve(TextReader input, TextWriter output)
    {
        output.WriteLine("ready");
        output.Flush();
        while (input.ReadLine() is { } path)
        {
            output.WriteLine(Answer(path));
            output.Flush();
        }
        return 0;
    }

    /// <summary>Reads every attribute and data set of a file and keeps nothing.</summary>
    /// <exception cref="DamagedFileException">Something in it cannot be read.</exception>
    public static void ReadWhole(string path)
    {
        using var file = Hdf5File.Open(path);
        foreach (var attribute in file.Attributes()) _ = attribute.IsTrue;
        foreach (var dataset in file.Datasets()) ReadWhole(file, file.Dataset(dataset));
    }

    /// <summary>Reads one data set in pieces and keeps nothing.</summary>
    public static void ReadWhole(Hdf5File file, Hdf5Dataset dataset)
    {
        if (dataset.Count == 0) return;
        var rows = dataset.Shape.Count == 0 ? 0 : dataset.Shape[0];
        var piece = Math.Max(1, (16L << 20) / Math.Max(1, dataset.RowCount * Math.Max(1, dataset.Type.Size)));
        if (rows / piece > 1 << 20) throw new DamagedFileException(file.Path, FileFault.Limit, $"'{dataset.Path}' has {rows} steps.");
        if (dataset.Type.Class == Hdf5Class.Variable)
            for (var row = 0L; row < rows; row += 64) _ = file.ReadVariable(dataset.Path, row, Math.Min(64, rows - row)).Count;
        else if (dataset.Shape.Count == 0 || dataset.Type is { Class: Hdf5Class.Text, Size: 0 }) _ = file.ReadBytes(dataset.Path).Length;
        else
            for (var row = 0L; row < rows; row += piece) _ = file.ReadRows(dataset.Path, row, Math.Min(piece, rows - row)).Length;
    }

    private static string Answer(string path)
    {
        try
        {
            ReadWhole(path);
            return "sound";
        }
        catch (DamagedFileException e)
        {
            return $"{e.Fault} {Convert.ToBase64String(Encoding.UTF8.GetBytes(e.Message))}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OutOfMemoryException or OverflowException)
        {
            return $"{FileFault.Header} {Convert.ToBase64String(Encoding.UTF8.GetBytes(e.Message))}";
        }
    }
}
