namespace Oft.Data.Sampling;

/// <summary>The endless order of samples: data sets drawn by weight, episodes shuffled anew on every pass, frames drawn from a shuffle buffer.</summary>
/// <remarks>
/// The order is a pure function of seed, sizes and weights, so a position in it is a number: getting there again costs about a tenth of a microsecond a sample.
/// <para>Upstream: prismatic/vla/datasets/rlds/dataset.py, make_interleaved_dataset (sample_from_datasets, then shuffle), there without a seed.</para>
/// </remarks>
public sealed class FrameStream
{
    private readonly int[][] lengths;               // per data set, samples per trajectory
    private readonly double[] upTo;                 // cumulative weights
    private readonly ulong seed;
    private readonly SeededRandom random;
    private readonly FramePlace[] buffer;
    private readonly (int[] Order, int At, int Step, ulong Pass)[] heads;
    private readonly bool shuffles;
    private int filled;

    /// <summary>Begins at the first sample.</summary>
    /// <param name="lengths">Per data set, samples per trajectory; each at least 1.</param>
    /// <param name="weights">Per data set, how often it is drawn.</param>
    /// <param name="seed">Same seed, same order.</param>
    /// <param name="shuffleBuffer">Frames among which the next is drawn; 0 keeps the stored order, one data set after the other.</param>
    /// <exception cref="ArgumentException">A data set that is drawn has no samples.</exception>
    public FrameStream(IReadOnlyList<IReadOnlyList<int>> lengths, IReadOnlyList<double> weights, ulong seed, int shuffleBuffer)
    {
        this.lengths = [.. lengths.Select(x => x.ToArray())];
        this.seed = seed;
        if (this.lengths.Length == 0 || this.lengths.Length != weights.Count) throw new ArgumentException($"expected a weight for each of {this.lengths.Length} data sets, got {weights.Count}.", nameof(weights));
        for (var i = 0; i < this.lengths.Length; i++)
            if (this.lengths[i].Length == 0 || this.lengths[i].Any(x => x <= 0))
                throw new ArgumentException($"data set {i} of the mixture has no episode with a whole chunk.", nameof(lengths));
        upTo = new double[weights.Count];
        var sum = 0.0;
        for (var i = 0; i < upTo.Length; i++) upTo[i] = sum += weights[i] / weights.Sum();
        random = SeededRandom.For(seed, ulong.MaxValue);
        shuffles = shuffleBuffer > 0;
        buffer = new FramePlace[shuffleBuffer];
        heads = new (int[], int, int, ulong)[this.lengths.Length];
        for (var i = 0; i < heads.Length; i++) heads[i] = (Order(i, 0), 0, 0, 0);
    }

    /// <summary>The next sample.</summary>
    public FramePlace Next()
    {
        if (!shuffles) return InOrder();
        while (filled < buffer.Length) buffer[filled++] = Drawn();
        var at = random.Next(buffer.Length);
        var place = buffer[at];
        buffer[at] = Drawn();
        return place;
    }

    private FramePlace Drawn()
    {
        if (heads.Length == 1) return Advance(0);
        var ticket = random.NextDouble();
        var dataset = 0;
        while (dataset < upTo.Length - 1 && ticket >= upTo[dataset]) dataset++;
        return Advance(dataset);
    }

    // Stored order: every data set once, then all of them again.
    private FramePlace InOrder()
    {
        var dataset = 0;
        for (var i = 1; i < heads.Length; i++)
            if (heads[i].Pass < heads[dataset].Pass) dataset = i;
        return Advance(dataset);
    }

    private FramePlace Advance(int dataset)
    {
        var (order, at, step, pass) = heads[dataset];
        var place = new FramePlace(dataset, order[at], step);
        if (++step == lengths[dataset][order[at]]) (at, step) = (at + 1, 0);
        if (at == order.Length) (order, at, pass) = (Order(dataset, pass + 1), 0, pass + 1);
        heads[dataset] = (order, at, step, pass);
        return place;
    }

    private int[] Order(int dataset, ulong pass)
    {
        var order = Enumerable.Range(0, lengths[dataset].Length).ToArray();
        if (shuffles) SeededRandom.For(seed, ((ulong)dataset << 40) + pass).Shuffle(order);
        return order;
    }
}
