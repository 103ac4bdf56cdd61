using Oft.Data.Sampling;

namespace Oft.Training.Batches;

/// <summary>Batches without end, in an order that can be taken up again.</summary>
public interface IBatches<out TBatch> : IDisposable
{
    /// <summary>The next batch, which the caller disposes; waits where it is not ready.</summary>
    TBatch Next();

    /// <summary>After the last batch given out.</summary>
    SamplerPosition Position { get; }
}
