namespace Oft.Aloha.Recording;

/// <summary>How a recorded session went, by whoever watched it or by the simulation.</summary>
public sealed record JournalVerdict
{
    /// <summary>The longest outcome that is kept, characters.</summary>
    public const int LongestOutcome = 1000;

    /// <summary>A verdict.</summary>
    /// <param name="points">Of 100 by the task's rubric; null where nobody scored.</param>
    /// <param name="outcome">How it ended, in words.</param>
    /// <exception cref="ArgumentException">The points are not from 0 to 100, or the outcome is longer than <see cref="LongestOutcome"/>.</exception>
    public JournalVerdict(double? points, string outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (points is { } given && given is not (>= 0 and <= 100)) throw new ArgumentException($"expected points from 0 to 100, got {given}.", nameof(points));
        if (outcome.Length > LongestOutcome) throw new ArgumentException($"expected at most {LongestOutcome} characters of outcome, got {outcome.Length}.", nameof(outcome));
        (Points, Outcome) = (points, outcome);
    }

    /// <summary>Points of 100; null where nobody scored.</summary>
    public double? Points { get; }

    /// <summary>How it ended; empty where nobody said.</summary>
    public string Outcome { get; }
}
