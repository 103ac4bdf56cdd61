namespace Oft.Model.Inputs;

/// <summary>Training texts side by side, the shorter ones padded on the right.</summary>
/// <remarks>Upstream: prismatic/util/data_utils.py, PaddedCollatorForActionPrediction.</remarks>
/// <param name="Ids">[B][M]</param>
/// <param name="Labels">[B][M]</param>
/// <param name="Mask">[B][M] true where an id is no padding.</param>
public sealed record TextBatch(int[][] Ids, int[][] Labels, bool[][] Mask)
{
    /// <summary>Pads and cuts.</summary>
    /// <param name="texts">B samples.</param>
    /// <param name="padId">Fills the ids; 32000 for Llama-2 with OpenVLA's pad token.</param>
    /// <param name="limit">Longer texts are cut, actions and all.</param>
    public static TextBatch Of(IReadOnlyList<TrainingText> texts, int padId, int limit = 2048)
    {
        var width = Math.Min(limit, texts.Max(x => x.Ids.Length));
        int[][] ids = [.. texts.Select(x => Padded(x.Ids, width, padId))];
        return new(ids, [.. texts.Select(x => Padded(x.Labels, width, TrainingText.Ignored))], [.. ids.Select(row => row.Select(id => id != padId).ToArray())]);
    }

    private static int[] Padded(int[] row, int width, int fill)
    {
        var padded = new int[width];
        Array.Fill(padded, fill);
        row.AsSpan(0, Math.Min(row.Length, width)).CopyTo(padded);
        return padded;
    }
}
