using Oft.Data.Sampling;

namespace Oft.Data.Tests.Sampling;

public sealed class ChunkSamplerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<MixtureSource> mixture;

    public ChunkSamplerTests()
    {
        Need.Library("libturbojpeg.so.0");
        mixture =
        [
            new(TrajectoryIndex.Load(Demonstrations.Write(folder.Path, "large", 30, 20, 5, 10))),
            new(TrajectoryIndex.Load(Demonstrations.Write(folder.Path, "small", 9, 12))),
        ];
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(1000)]
    public void The_order_does_not_depend_on_the_threads(int buffer) =>
        Assert.Equal(Draw(Options(buffer, workers: 1), 300), Draw(Options(buffer, workers: 4), 300));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(57, 16)]
    [InlineData(200, 1000)]
    public void A_saved_position_gives_the_next_sample_that_would_have_come(int before, int buffer)
    {
        var whole = Draw(Options(buffer), before + 100);
        SamplerPosition position;
        using (var first = new ChunkSampler<string>(mixture, Options(buffer), Name))
        {
            for (var i = 0; i < before; i++) first.Next();
            position = first.Position;
        }

        Assert.Equal(whole[before..], Draw(Options(buffer, workers: 3), 100, position));
        Assert.Contains("another stream", Assert.Throws<ArgumentException>(() => Draw(Options(buffer) with { Seed = 8 }, 1, position)).Message);
    }

    [Fact]
    public void Ranks_share_one_stream_without_overlap()
    {
        var whole = Draw(Options(16), 300);
        for (var rank = 0; rank < 3; rank++)
            Assert.Equal(whole.Where((_, i) => i % 3 == rank), Draw(Options(16) with { Rank = rank, World = 3 }, 100));
    }

    [Fact]
    public void Without_a_shuffle_buffer_a_pass_has_every_sample_once_in_stored_order()
    {
        var samples = mixture.Sum(x => (int)x.Index.Samples);
        var pass = Draw(Options(0), samples);

        Assert.Equal(samples, pass.Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 23).Select(step => $"large 0 {step}"), pass.Take(23));
    }

    [Fact]
    public void With_one_every_sample_comes_and_data_sets_come_by_their_transitions()
    {
        var drawn = Draw(Options(32, workers: 2), 8000);
        var large = drawn.Count(x => x.StartsWith("large"));

        Assert.Equal(mixture.Sum(x => (int)x.Index.Samples), drawn.Distinct().Count());
        Assert.InRange(large / 8000.0, 65 / 86.0 - 0.02, 65 / 86.0 + 0.02);      // 65 and 21 transitions; four standard deviations of 8000 draws are 0.019
        Assert.NotEqual(drawn[..100], Draw(Options(32) with { Seed = 1234 }, 100));
    }

    [Fact]
    public void Threads_wait_when_enough_is_prepared()
    {
        var prepared = 0;
        using var sampler = new ChunkSampler<int>(mixture, Options(16, workers: 3) with { Ahead = 5 }, _ => Interlocked.Increment(ref prepared));
        for (var i = 0; i < 20; i++) sampler.Next();

        Assert.InRange(Volatile.Read(ref prepared), 20, 25);
    }

    [Fact]
    public void What_a_thread_throws_comes_with_its_sample_and_the_rest_goes_on()
    {
        using var sampler = new ChunkSampler<long>(mixture, Options(16, workers: 2), x => x.Ordinal == 3 ? throw new FormatException("no picture") : x.Ordinal);

        Assert.Equal([0L, 1, 2], [sampler.Next(), sampler.Next(), sampler.Next()]);
        Assert.Contains("no picture", Assert.Throws<InvalidDataException>(() => sampler.Next()).Message);
        Assert.Equal(4, sampler.Next());
    }

    [Fact]
    public void Pictures_and_augmentations_are_the_same_for_the_same_sample()
    {
        byte[] First(int workers)
        {
            using var sampler = new ChunkSampler<byte[]>(mixture, Options(16, workers), x => [.. x.Augmented(0).Pixels.ToArray(), .. x.Augmented(1).Pixels.ToArray()]);
            return [.. sampler.Next(), .. sampler.Next()];
        }

        Assert.Equal(First(1), First(3));
    }

    [Fact]
    public void Cameras_of_one_sample_are_augmented_differently()
    {
        using var sampler = new ChunkSampler<bool>(mixture, Options(16), x => x.Augmentation(0) == x.Augmentation(1));
        Assert.False(sampler.Next());
    }

    private static SamplerOptions Options(int buffer, int workers = 1) => new() { Seed = 7, ShuffleBuffer = buffer, Workers = workers, Ahead = 8 };

    private static string Name(DrawnSample sample) => $"{sample.Configuration.Name} {sample.Trajectory.Index} {sample.Step}";

    private List<string> Draw(SamplerOptions options, int count, SamplerPosition? from = null)
    {
        using var sampler = new ChunkSampler<string>(mixture, options, Name, from);
        return [.. Enumerable.Range(0, count).Select(_ => sampler.Next())];
    }
}
