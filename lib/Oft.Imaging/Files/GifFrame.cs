namespace Oft.Imaging.Files;

/// <summary>Where a frame lies on the canvas and how its rows are stored.</summary>
internal readonly record struct GifFrame(int Left, int Top, int Width, int Height, bool Interlaced)
{
    /// <summary>The rows in the order in which the file has them.</summary>
    internal IEnumerable<int> Rows
    {
        get
        {
            (int Start, int Step)[] passes = Interlaced ? [(0, 8), (4, 8), (2, 4), (1, 2)] : [(0, 1)];
            foreach (var (start, step) in passes)
                for (var row = start; row < Height; row += step)
                    yield return row;
        }
    }
}
