using System.Globalization;

namespace Oft.Evaluation.Latency;

/// <summary>Times of many calls as percentiles, with the sentence that says what the timer held.</summary>
/// <remarks>A mean hides the slow calls that a robot feels, and a latency without what is inside the timer cannot be reproduced.</remarks>
public sealed record LatencySummary
{
    /// <summary>Summarises calls.</summary>
    /// <param name="seconds">One time a call, warm-up calls left out.</param>
    /// <param name="inside">What the timer held: from what to what, on what machine and dtype.</param>
    /// <param name="actionsPerCall">K, actions that one call answers.</param>
    /// <exception cref="ArgumentException">No call, a time that is no time, or no word on what was timed.</exception>
    public LatencySummary(IReadOnlyList<double> seconds, string inside, int actionsPerCall)
    {
        if (seconds.Count == 0 || !seconds.All(value => value >= 0 && double.IsFinite(value))) throw new ArgumentException("latency: expected at least one time, none negative.", nameof(seconds));
        ArgumentException.ThrowIfNullOrWhiteSpace(inside);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(actionsPerCall);
        double[] sorted = [.. seconds.Order()];
        (Calls, Inside, ActionsPerCall) = (sorted.Length, inside, actionsPerCall);
        (P50, P90, P99, Largest) = (At(sorted, 0.50), At(sorted, 0.90), At(sorted, 0.99), sorted[^1]);
    }

    /// <summary>Calls timed.</summary>
    public int Calls { get; }

    /// <summary>What the timer held.</summary>
    public string Inside { get; }

    /// <summary>K, actions that one call answers.</summary>
    public int ActionsPerCall { get; }

    /// <summary>Half of the calls took at most this many seconds.</summary>
    public double P50 { get; }

    /// <summary>Nine of ten calls took at most this many seconds.</summary>
    public double P90 { get; }

    /// <summary>99 of 100 calls took at most this many seconds.</summary>
    public double P99 { get; }

    /// <summary>The slowest call, in seconds.</summary>
    public double Largest { get; }

    /// <summary>Actions per second at the median, as the paper counts: chunk over latency.</summary>
    public double ActionsPerSecond => ActionsPerCall / P50;

    /// <summary><c>p50 72.9 ms, p90 75.0, p99 80.1, max 91.0 over 200 calls; 109.7 actions/s (8 a call); timer: …</c></summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"p50 {1e3 * P50:0.0#} ms, p90 {1e3 * P90:0.0#}, p99 {1e3 * P99:0.0#}, max {1e3 * Largest:0.0#} over {Calls} calls; {ActionsPerSecond:0.0} actions/s ({ActionsPerCall} a call); timer: {Inside}");

    // Nearest rank: a percentile is a time that was really measured.
    private static double At(double[] sorted, double level) => sorted[Math.Max(0, (int)Math.Ceiling(level * sorted.Length) - 1)];
}
