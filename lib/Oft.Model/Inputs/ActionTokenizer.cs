namespace Oft.Model.Inputs;

/// <summary>Actions as tokens: 256 edges between -1 and 1, the last 256 ids of the vocabulary.</summary>
/// <remarks>
/// <code>
/// bin = number of edges ≤ clip(x, -1, 1)        1 … 256
/// id  = V - bin                                  a larger action has a smaller id
/// x  ≈ centre of the interval                    bin 256 (x = 1) shares the last of the 255 intervals
/// </code>
/// <para>Upstream: prismatic/vla/action_tokenizer.py.</para>
/// </remarks>
/// <param name="vocabularySize">V, pieces of the tokenizer: 32000 for Llama-2, not the padded rows of the model.</param>
public sealed class ActionTokenizer(int vocabularySize)
{
    /// <summary>Edges, and ids in use.</summary>
    public const int BinCount = 256;

    private static readonly double[] EdgeValues = LinearSpace();
    private static readonly double[] CentreValues = [.. Enumerable.Range(0, BinCount - 1).Select(i => (EdgeValues[i] + EdgeValues[i + 1]) / 2)];

    /// <summary>[256] edges from -1 to 1.</summary>
    public static ReadOnlySpan<double> Edges => EdgeValues;

    /// <summary>[255] centres of the intervals between them.</summary>
    public static ReadOnlySpan<double> Centres => CentreValues;

    /// <summary>An id is an action's where it is larger than this one: 31743 for Llama-2.</summary>
    public int BeginId => vocabularySize - BinCount - 1;

    /// <summary>1 … 256 for a normalised value; values outside [-1, 1] are clipped.</summary>
    // Upstream: numpy.digitize puts NaN behind the last edge, where +1 is.
    public static int BinOf(double value)
    {
        if (double.IsNaN(value)) return BinCount;
        var found = Array.BinarySearch(EdgeValues, Math.Clamp(value, -1, 1));
        return found >= 0 ? found + 1 : ~found;
    }

    /// <summary>The id of a normalised value.</summary>
    public int Encode(double value) => vocabularySize - BinOf(value);

    /// <summary>The ids of normalised values, in their order.</summary>
    public int[] Encode(ReadOnlySpan<float> values)
    {
        var ids = new int[values.Length];
        for (var i = 0; i < ids.Length; i++) ids[i] = Encode(values[i]);
        return ids;
    }

    /// <summary>The normalised value of an id; every other id counts as the nearer end.</summary>
    public double Decode(int id) => CentreValues[Math.Clamp(vocabularySize - id - 1, 0, CentreValues.Length - 1)];

    private static double[] LinearSpace()
    {
        const double step = 2.0 / (BinCount - 1);                               // numpy.linspace: i · step + start, and the end as given
        var edges = new double[BinCount];
        for (var i = 0; i < edges.Length; i++) edges[i] = i * step - 1;
        edges[^1] = 1;
        return edges;
    }
}
