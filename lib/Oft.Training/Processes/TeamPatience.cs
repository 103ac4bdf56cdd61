namespace Oft.Training.Processes;

/// <summary>How long processes wait for each other before one of them is taken for lost.</summary>
public sealed record TeamPatience
{
    /// <summary>For all to come.</summary>
    public TimeSpan Meeting { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Without a word from a process; each speaks every second.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>For a process that computes while others wait for it.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(20);
}
