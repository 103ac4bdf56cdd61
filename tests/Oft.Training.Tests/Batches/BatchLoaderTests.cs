using Oft.Data.Sampling;
using Oft.Training.Batches;

namespace Oft.Training.Tests.Batches;

public class BatchLoaderTests
{
    private sealed record Numbers(long First, string Actions) : IDisposable
    {
        public void Dispose() { }
    }

    private static BatchLoader<Numbers> Loader(SamplerPosition? from = null, int workers = 1, ulong seed = 1, (int Rank, int Size)? share = null)
        => new(new SampleStream([SamplePart.ByWeight(SmallOft.Episodes(SmallOft.Robot))], seed, shuffleBuffer: 8), 3,
            (first, samples) => new Numbers(first, string.Join(' ', samples.Select(sample => sample.Target[0][0]))), from, workers, share: share);

    private static List<Numbers> Take(BatchLoader<Numbers> loader, int count) => [.. Enumerable.Range(0, count).Select(_ => loader.Next())];

    [Fact]
    public void The_order_does_not_depend_on_the_threads()
    {
        using var one = Loader();
        using var four = Loader(workers: 4);
        Assert.Equal(Take(one, 20), Take(four, 20));
    }

    [Fact]
    public void A_loader_goes_on_where_another_stood()
    {
        using var whole = Loader();
        var all = Take(whole, 12);
        using var first = Loader();
        Take(first, 5);
        using var second = Loader(first.Position);
        Assert.Equal(all[5..], Take(second, 7));
    }

    [Fact]
    public void Loaders_that_take_turns_share_the_stream_and_their_position_fits_any_number_of_them()
    {
        using var whole = Loader();
        var all = Take(whole, 14);
        var three = Enumerable.Range(0, 3).Select(rank => Loader(share: (rank, 3))).ToList();
        Assert.Equal(all[..6], Enumerable.Range(0, 6).Select(i => three[i % 3].Next()));
        Assert.All(three, loader => Assert.Equal(6, loader.Position.Delivered));

        var two = Enumerable.Range(0, 2).Select(rank => Loader(three[0].Position, workers: 2, share: (rank, 2))).ToList();
        Assert.Equal(all[6..14], Enumerable.Range(0, 8).Select(i => two[i % 2].Next()));
        foreach (var loader in three.Concat(two)) loader.Dispose();
    }

    [Fact]
    public void A_position_of_another_stream_is_refused()
    {
        using var one = Loader();
        var error = Assert.Throws<ArgumentException>(() => Loader(one.Position, seed: 2));
        Assert.Contains("another stream", error.Message);
    }

    [Fact]
    public void What_breaks_a_batch_is_thrown_when_its_turn_comes()
    {
        using var loader = new BatchLoader<Numbers>(new SampleStream([SamplePart.ByWeight(SmallOft.Episodes(SmallOft.Robot))], 1), 1,
            (first, _) => first == 1 ? throw new FormatException("a torn picture") : new Numbers(first, ""));
        loader.Next();
        Assert.Contains("a torn picture", Assert.Throws<InvalidDataException>(loader.Next).Message);
    }

    [Fact]
    public void Shares_decide_how_often_a_set_is_drawn()
    {
        var (episodes, clips) = (SmallOft.Episodes(SmallOft.Robot), new ClipSet("clips", SmallOft.Samples(2, seed: 99)));
        var stream = new SampleStream([new(episodes, 0.75), new(clips, 0.25)], seed: 3);
        var known = Enumerable.Range(0, 2).Select(i => clips.Sample(i, 0).Target).ToHashSet();
        var fromClips = Enumerable.Range(0, 4000).Count(_ => known.Contains(stream.Next().Make().Target));
        // A quarter of 4,000 draws has a standard deviation of 27; six of them.
        Assert.InRange(fromClips, 1000 - 165, 1000 + 165);
    }
}
