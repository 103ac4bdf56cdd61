using Oft.Contracts;
using Oft.Data.Sampling;

namespace Oft.Training.Batches;

/// <summary>Has threads of its own make batches ahead of the one asked for, in an order that does not depend on the threads.</summary>
/// <remarks>What a thread throws is thrown by <see cref="Next"/> when its batch's turn comes.</remarks>
public sealed class BatchLoader<TBatch> : IBatches<TBatch> where TBatch : IDisposable
{
    private readonly SampleStream stream;
    private readonly int size;
    private readonly Func<long, IReadOnlyList<ChunkSample>, TBatch> make;
    private readonly int ahead;
    private readonly (int Rank, int Size) share;
    private readonly long start;
    private readonly Thread[] threads;
    private readonly Dictionary<long, (TBatch? Batch, Exception? Error)> ready = [];
    private readonly object gate = new();
    private long taken;
    private long delivered;
    private bool closed;

    /// <summary>Starts the threads.</summary>
    /// <param name="stream">A stream at its beginning.</param>
    /// <param name="size">B, samples of a batch.</param>
    /// <param name="make">Makes a batch of the number of its first sample and the samples; called on the loader's threads, several at once.</param>
    /// <param name="from">Where an earlier loader of the same stream stood; null for the beginning.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="ahead">Batches made ahead of the one asked for.</param>
    /// <param name="share">Of several processes that take turns over the stream's batches: which this one is, and how many there are; null takes all.</param>
    /// <exception cref="ArgumentException">The position is of another stream.</exception>
    public BatchLoader(SampleStream stream, int size, Func<long, IReadOnlyList<ChunkSample>, TBatch> make, SamplerPosition? from = null, int workers = 1, int ahead = 3, (int Rank, int Size)? share = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(workers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ahead);
        if (from is not null && from.Stream != stream.Identity)
            throw new ArgumentException("the saved position belongs to another stream: data, shares, seed and shuffle buffer must be those of the run that is continued.", nameof(from));
        (this.stream, this.size, this.make, this.ahead) = (stream, size, make, ahead);
        this.share = share ?? (0, 1);
        start = from?.Delivered ?? 0;
        stream.Skip((start + this.share.Rank) * size);
        threads = [.. Enumerable.Range(0, workers).Select(i => new Thread(Work) { IsBackground = true, Name = $"batches {i}" })];
        foreach (var thread in threads) thread.Start();
    }

    /// <inheritdoc/>
    public SamplerPosition Position
    {
        get
        {
            lock (gate) return new SamplerPosition(start + delivered * share.Size, stream.Identity);
        }
    }

    /// <inheritdoc/>
    public TBatch Next()
    {
        lock (gate)
        {
            (TBatch? Batch, Exception? Error) slot;
            while (!ready.Remove(delivered, out slot))
            {
                ObjectDisposedException.ThrowIf(closed, this);
                Monitor.Wait(gate);
            }
            delivered++;
            Monitor.PulseAll(gate);
            return slot.Error is { } error ? throw new InvalidDataException($"batch {start + (delivered - 1) * share.Size + share.Rank}: {error.Message}", error) : slot.Batch!;
        }
    }

    /// <summary>Ends the threads and frees what nobody asked for.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (closed) return;
            closed = true;
            Monitor.PulseAll(gate);
        }
        foreach (var thread in threads) thread.Join();
        foreach (var (batch, _) in ready.Values) batch?.Dispose();
        ready.Clear();
    }

    private void Work()
    {
        while (Take() is var (number, samples))
        {
            (TBatch?, Exception?) result;
            try
            {
                result = (make((start + number * share.Size + share.Rank) * size, [.. samples.Select(sample => sample())]), null);
            }
            catch (Exception e)
            {
                result = (default, e);
            }
            lock (gate)
            {
                ready.Add(number, result);
                Monitor.PulseAll(gate);
            }
        }
    }

    private (long Number, List<Func<ChunkSample>> Samples)? Take()
    {
        lock (gate)
        {
            while (!closed && taken - delivered >= ahead) Monitor.Wait(gate);
            if (closed) return null;
            List<Func<ChunkSample>> samples = [.. Enumerable.Range(0, size).Select(_ => stream.Next().Make)];
            stream.Skip((share.Size - 1L) * size);
            return (taken++, samples);
        }
    }
}
