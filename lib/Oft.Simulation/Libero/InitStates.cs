using Oft.Formats;
using Oft.Formats.Torch;

namespace Oft.Simulation.Libero;

/// <summary>The stored initial states of a task: a row each of time, configuration and velocities.</summary>
public sealed class InitStates
{
    private readonly double[] values;

    private InitStates(int count, int width, double[] values) => (Count, Width, this.values) = (count, width, values);

    /// <summary>Rows.</summary>
    public int Count { get; }

    /// <summary>1 + nq + nv.</summary>
    public int Width { get; }

    /// <summary>[width] one row: time, configuration, velocities.</summary>
    public ReadOnlySpan<double> this[int row] => values.AsSpan(row * Width, Width);

    /// <summary>Reads a <c>.pruned_init</c> file through the house's pickle interpreter, which runs nothing.</summary>
    /// <exception cref="LiberoException">It is damaged or holds something else.</exception>
    public static InitStates Read(string path)
    {
        try
        {
            return From(path, PickledArray.Read(path));
        }
        catch (DamagedFileException broken)
        {
            throw new LiberoException(broken.Message, broken);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw new LiberoException($"{path} cannot be read: {broken.Message}", broken);
        }
    }

    /// <summary>Reads a file that is in memory already.</summary>
    /// <exception cref="LiberoException">It is damaged or holds something else.</exception>
    public static InitStates Read(string name, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return From(name, PickledArray.Read(name, bytes));
        }
        catch (DamagedFileException broken)
        {
            throw new LiberoException(broken.Message, broken);
        }
    }

    private static InitStates From(string name, StoredArray array)
    {
        if (array.Type != ElementType.Float64 || array.Shape is not [> 0 and <= 100_000, > 1 and <= 100_000])
            throw new LiberoException($"{name}: expected initial states as Float64 [rows, 1 + nq + nv], got {array.Type} [{string.Join(", ", array.Shape)}].");
        var values = array.Values<double>().ToArray();
        foreach (var value in values)
            if (!double.IsFinite(value)) throw new LiberoException($"{name}: an initial state holds {value}.");
        return new InitStates((int)array.Shape[0], (int)array.Shape[1], values);
    }
}
