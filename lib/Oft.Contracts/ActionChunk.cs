namespace Oft.Contracts;

/// <summary>K consecutive actions in robot units. It owns plain numbers and no tensor.</summary>
public sealed record ActionChunk
{
    /// <summary>Wraps row-major values without copying them.</summary>
    /// <param name="length">K, actions in the chunk.</param>
    /// <param name="width">A, numbers per action.</param>
    /// <param name="values">[K, A], row-major.</param>
    /// <exception cref="ArgumentException">The number of values is not K · A.</exception>
    public ActionChunk(int length, int width, ReadOnlyMemory<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (values.Length != (long)length * width)
            throw new ArgumentException($"action chunk: expected [{length}, {width}] = {(long)length * width} values, got {values.Length}.", nameof(values));
        (Length, Width, Values) = (length, width, values);
    }

    /// <summary>K, actions in the chunk.</summary>
    public int Length { get; }

    /// <summary>A, numbers per action.</summary>
    public int Width { get; }

    /// <summary>[K, A], row-major.</summary>
    public ReadOnlyMemory<double> Values { get; }

    /// <summary>[A] the action of step <paramref name="step"/>.</summary>
    public ReadOnlySpan<double> this[int step]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(step);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(step, Length);
            return Values.Span.Slice(step * Width, Width);
        }
    }
}
