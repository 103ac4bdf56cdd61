namespace Oft.Data.Rlds;

/// <summary>How often each data set of a mixture is drawn, and how long one pass is.</summary>
/// <remarks>
/// <code>w_i = weight_i · transitions_i / Σ          length = int(max transitions_i / w_i) over data sets of weight exactly 1</code>
/// Transitions count every frame of every split, filtered or not, so the drawn mixture is not proportional to the number of samples.
/// <para>Upstream: prismatic/vla/datasets/rlds/dataset.py, make_interleaved_dataset.</para>
/// </remarks>
/// <param name="Weights">Sum to 1, in the order of the parts.</param>
/// <param name="Length">Samples of one pass.</param>
public sealed record MixtureWeights(IReadOnlyList<double> Weights, long Length)
{
    /// <summary>The weights of parts with these sizes.</summary>
    /// <exception cref="ArgumentException">No part has weight 1, or nothing has any frames.</exception>
    public static MixtureWeights Of(IReadOnlyList<(double Weight, long Transitions)> parts)
    {
        var products = parts.Select(part => part.Weight * part.Transitions).ToArray();
        var sum = SumInOrder(products);
        if (!(sum > 0)) throw new ArgumentException("a mixture needs at least one data set with weight and frames.", nameof(parts));
        var weights = products.Select(product => product / sum).ToArray();
        var primary = parts.Zip(weights).Where(x => x.First.Weight == 1).Select(x => x.First.Transitions / x.Second).ToList();
        if (primary.Count == 0) throw new ArgumentException("a mixture needs one data set of weight exactly 1, which sets the length of a pass.", nameof(parts));
        return new MixtureWeights(weights, (long)primary.Max());
    }

    // NumPy sums fewer than eight terms in order, and no mixture of the paper has more.
    private static double SumInOrder(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum;
    }
}
