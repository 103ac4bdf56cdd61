namespace Oft.Data.Aloha;

/// <summary>Which recordings go to training and which to validation.</summary>
/// <param name="Train">In their new order: the first becomes episode_0 of train.</param>
/// <param name="Validation">In their new order: the first becomes episode_0 of val.</param>
public sealed record AlohaSplit(IReadOnlyList<string> Train, IReadOnlyList<string> Validation)
{
    /// <summary>How many of n recordings are held out: <c>int(n · share)</c> in float64.</summary>
    /// <param name="count">n.</param>
    /// <param name="share">From 0 to 1.</param>
    // Upstream: preprocess_split_aloha_data.py; 100 · 0.29 is 28.999…, and 28 are held out.
    public static int ValidationCount(int count, double share) => share is >= 0 and <= 1
        ? (int)(count * share)
        : throw new ArgumentOutOfRangeException(nameof(share), share, "expected a share from 0 to 1.");

    /// <summary>Splits sorted recordings in a given order.</summary>
    /// <param name="files">Sorted as text.</param>
    /// <param name="order">A permutation of their indices; the last of it are held out.</param>
    /// <param name="share">Held out.</param>
    public static AlohaSplit Of(IReadOnlyList<string> files, IReadOnlyList<int> order, double share)
    {
        if (!order.Order().SequenceEqual(Enumerable.Range(0, files.Count))) throw new ArgumentException($"expected a permutation of {files.Count} indices.", nameof(order));
        var held = ValidationCount(files.Count, share);
        var shuffled = order.Select(index => files[index]).ToList();
        return new AlohaSplit(shuffled[..^held], shuffled[^held..]);
    }

    /// <summary>Splits sorted recordings in an order drawn from a seed.</summary>
    // Upstream: the shuffle there is unseeded, so nobody can repeat a split.
    public static AlohaSplit Draw(IReadOnlyList<string> files, double share, ulong seed)
    {
        var order = Enumerable.Range(0, files.Count).ToArray();
        new Sampling.SeededRandom(seed).Shuffle(order);
        return Of(files, order, share);
    }
}
