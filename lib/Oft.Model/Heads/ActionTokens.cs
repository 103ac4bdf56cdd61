namespace Oft.Model.Heads;

/// <summary>Actions as the last 256 words of the vocabulary: 256 bin edges, 255 bin centres.</summary>
/// <remarks>
/// <code>
/// id = vocabulary - (edges at or below x)          value of id = centre[clip(vocabulary - id - 1, 0, 254)]
/// </code>
/// <para>Upstream: prismatic/vla/action_tokenizer.py.</para>
/// </remarks>
public sealed class ActionTokens
{
    private readonly double[] edges = new double[256];
    private readonly double[] centers = new double[255];

    /// <summary>Prepares the bins.</summary>
    /// <param name="vocabulary">Size of the tokenizer's vocabulary, 32000 for Llama-2.</param>
    public ActionTokens(int vocabulary)
    {
        Vocabulary = vocabulary;
        // numpy's linspace: start + i · step, the last edge set exactly.
        for (var i = 0; i < edges.Length; i++) edges[i] = i * (2.0 / 255) - 1;
        edges[^1] = 1;
        for (var i = 0; i < centers.Length; i++) centers[i] = (edges[i] + edges[i + 1]) / 2;
    }

    /// <summary>Size of the tokenizer's vocabulary.</summary>
    public int Vocabulary { get; }

    /// <summary>[256] from -1 to 1.</summary>
    public ReadOnlySpan<double> Edges => edges;

    /// <summary>[255] the values that tokens decode to.</summary>
    public ReadOnlySpan<double> Centers => centers;

    /// <summary>The token of a normalised number. Numbers outside [-1, 1] take the outermost bins; not-a-number takes the uppermost.</summary>
    public long Encode(double value)
    {
        if (double.IsNaN(value)) return Vocabulary - edges.Length;
        var clipped = Math.Clamp(value, -1, 1);
        var below = Array.BinarySearch(edges, clipped);
        return Vocabulary - (below >= 0 ? below + 1 : ~below);
    }

    /// <summary>The normalised number of a token. Tokens that are no action take the nearest bin.</summary>
    public double Decode(long id) => centers[Math.Clamp(Vocabulary - id - 1, 0, centers.Length - 1)];
}
