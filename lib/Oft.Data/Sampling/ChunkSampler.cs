using System.Security.Cryptography;
using System.Text;
using Oft.Data.Rlds;

namespace Oft.Data.Sampling;

/// <summary>Draws samples of a mixture for ever and has several threads prepare them, in an order that does not depend on the threads.</summary>
/// <remarks>
/// Rank r of W takes the samples r, r + W, r + 2W, … of one stream, so ranks never share a sample. Threads work at most <see cref="SamplerOptions.Ahead"/>
/// samples ahead of what was asked for. What a thread throws is thrown by <see cref="Next"/> when its sample's turn comes.
/// </remarks>
/// <typeparam name="T">What a sample is made into: the model's inputs.</typeparam>
public sealed class ChunkSampler<T> : IDisposable
{
    private readonly IReadOnlyList<MixtureSource> sources;
    private readonly SamplerOptions options;
    private readonly Func<DrawnSample, T> prepare;
    private readonly FrameStream stream;
    private readonly FrameReader reader = new();
    private readonly Thread[] threads;
    private readonly Dictionary<long, (T? Value, Exception? Error)> ready = [];
    private readonly object gate = new();
    private readonly string key;
    private long taken;
    private long delivered;
    private bool closed;

    /// <summary>Starts the threads.</summary>
    /// <param name="sources">The mixture.</param>
    /// <param name="options">Seed, buffer, threads, rank.</param>
    /// <param name="prepare">Makes inputs of a sample; called on the sampler's threads, several at once.</param>
    /// <param name="from">Where an earlier sampler of the same stream stood; null for the beginning.</param>
    /// <exception cref="ArgumentException">A data set has no samples, the rank is not below the world, or the position is of another stream.</exception>
    public ChunkSampler(IReadOnlyList<MixtureSource> sources, SamplerOptions options, Func<DrawnSample, T> prepare, SamplerPosition? from = null)
    {
        if (options.World < 1 || options.Rank < 0 || options.Rank >= options.World) throw new ArgumentException($"rank {options.Rank} of {options.World} does not exist.", nameof(options));
        (this.sources, this.options, this.prepare) = (sources, options, prepare);
        var weights = MixtureWeights.Of([.. sources.Select(source => (source.Weight, source.Index.Statistics.Transitions))]);
        PassLength = weights.Length;
        stream = new FrameStream([.. sources.Select(source => (IReadOnlyList<int>)[.. source.Index.Trajectories.Select(x => x.Samples(source.Index.Configuration.ChunkLength))])], weights.Weights, options.Seed, options.ShuffleBuffer);
        key = Key();
        if (from is not null && from.Stream != key)
            throw new ArgumentException("the saved position belongs to another stream: data, weights, seed, shuffle buffer, rank and world must be those of the run that is continued.", nameof(from));
        delivered = taken = from?.Delivered ?? 0;
        for (var i = 0; i < options.Rank; i++) stream.Next();
        for (var i = 0L; i < taken * options.World; i++) stream.Next();
        threads = [.. Enumerable.Range(0, options.Workers).Select(i => new Thread(Work) { IsBackground = true, Name = $"sampler {i}" })];
        foreach (var thread in threads) thread.Start();
    }

    /// <summary>Samples of one pass over the mixture, all ranks together, as the reference counts them.</summary>
    public long PassLength { get; }

    /// <summary>After the last sample given out.</summary>
    public SamplerPosition Position
    {
        get
        {
            lock (gate) return new SamplerPosition(delivered, key);
        }
    }

    /// <summary>The next sample, waiting for it where it is not ready.</summary>
    public T Next()
    {
        lock (gate)
        {
            (T? Value, Exception? Error) slot;
            while (!ready.Remove(delivered, out slot))
            {
                ObjectDisposedException.ThrowIf(closed, this);
                Monitor.Wait(gate);
            }
            delivered++;
            Monitor.PulseAll(gate);
            if (slot.Error is { } error) throw new InvalidDataException(error.Message, error);
            return slot.Value!;
        }
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            Monitor.PulseAll(gate);
        }
        foreach (var thread in threads) thread.Join();
        reader.Dispose();
    }

    private void Work()
    {
        while (Take() is { } sample)
        {
            (T?, Exception?) result;
            try
            {
                result = (prepare(sample.Sample), null);
            }
            catch (Exception e)
            {
                var at = sample.Sample;
                result = (default, new InvalidDataException($"{at.Trajectory.File}, episode {at.Trajectory.Index}, step {at.Step}: {e.Message}", e));
            }
            lock (gate)
            {
                ready.Add(sample.Number, result);
                Monitor.PulseAll(gate);
            }
        }
    }

    private (long Number, DrawnSample Sample)? Take()
    {
        lock (gate)
        {
            while (!closed && taken - delivered >= options.Ahead) Monitor.Wait(gate);
            if (closed) return null;
            var number = taken++;
            var place = stream.Next();
            for (var i = 1; i < options.World; i++) stream.Next();
            var index = sources[place.Dataset].Index;
            return (number, new DrawnSample(number * options.World + options.Rank, index.Trajectories[place.Trajectory], place.Step, index.Configuration, reader, options.Seed));
        }
    }

    private string Key()
    {
        var text = new StringBuilder($"1|{options.Seed}|{options.ShuffleBuffer}|{options.Rank}|{options.World}");
        foreach (var source in sources)
        {
            text.Append($"|{source.Index.Configuration.Name}|{source.Index.Split}|{source.Weight:R}|{source.Index.Statistics.Transitions}|{source.Index.Configuration.ChunkLength}");
            foreach (var trajectory in source.Index.Trajectories) text.Append($",{trajectory.Index}:{trajectory.Steps}");
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }
}
