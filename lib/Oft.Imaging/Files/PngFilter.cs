namespace Oft.Imaging.Files;

/// <summary>The five row filters of PNG: each predicts a byte from its left, upper and upper left neighbours.</summary>
internal static class PngFilter
{
    internal const int Kinds = 5;

    /// <summary>Replaces differences by bytes, in place.</summary>
    /// <param name="kind">0 none, 1 left, 2 up, 3 mean of both, 4 Paeth.</param>
    /// <param name="row">The row's bytes.</param>
    /// <param name="above">The row above, zero before the first.</param>
    /// <param name="step">Bytes a pixel, at least 1.</param>
    internal static void Undo(int kind, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        switch (kind)
        {
            case 0: return;
            case 1:
                for (var i = step; i < row.Length; i++) row[i] += row[i - step];
                return;
            case 2:
                for (var i = 0; i < row.Length; i++) row[i] += above[i];
                return;
            case 3:
                for (var i = 0; i < row.Length; i++) row[i] += (byte)(((i < step ? 0 : row[i - step]) + above[i]) >> 1);
                return;
            case 4:
                for (var i = 0; i < row.Length; i++)
                    row[i] += i < step ? above[i] : Paeth(row[i - step], above[i], above[i - step]);
                return;
            default:
                throw new ImageFormatException(ImageFault.BadData, $"PNG: expected a row filter from 0 to 4, got {kind}.");
        }
    }

    /// <summary>Writes the differences of a row and returns how large they are (the usual heuristic for choosing a filter).</summary>
    internal static long Apply(int kind, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int step, Span<byte> differences)
    {
        long size = 0;
        for (var i = 0; i < row.Length; i++)
        {
            int left = i < step ? 0 : row[i - step], up = above[i], corner = i < step ? 0 : above[i - step];
            var predicted = kind switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) >> 1, _ => Paeth(left, up, corner) };
            var difference = (byte)(row[i] - predicted);
            differences[i] = difference;
            size += Math.Abs((int)(sbyte)difference);
        }
        return size;
    }

    private static byte Paeth(int left, int up, int corner)
    {
        int toLeft = Math.Abs(up - corner), toUp = Math.Abs(left - corner), toCorner = Math.Abs(left + up - 2 * corner);
        return (byte)(toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner);
    }
}
