using System.Globalization;

namespace Oft.Evaluation.Suites;

/// <summary>One part of a plan that several machines share: every n-th episode.</summary>
public sealed record Shard
{
    /// <summary>Names a part.</summary>
    /// <param name="number">From 1.</param>
    /// <param name="count">Parts in all.</param>
    public Shard(int number, int count)
    {
        if (count < 1 || number < 1 || number > count) throw new ArgumentException($"shard: expected 1/n to n/n, got {number}/{count}.");
        (Number, Count) = (number, count);
    }

    /// <summary>The undivided plan.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>Which part, from 1.</summary>
    public int Number { get; }

    /// <summary>Parts in all.</summary>
    public int Count { get; }

    /// <summary>True where the episode belongs to this part. Neighbours go to different parts, so each part sees every task.</summary>
    public bool Has(PlannedEpisode episode) => episode.Index % Count == Number - 1;

    /// <summary>Reads <c>2/8</c>.</summary>
    /// <exception cref="ArgumentException">Anything else.</exception>
    public static Shard Parse(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2 && Whole(parts[0], out var number) && Whole(parts[1], out var count)
            ? new Shard(number, count)
            : throw new ArgumentException($"shard: expected i/n such as 2/8, got '{text}'.");

        static bool Whole(string part, out int value) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>The part that Slurm's job array gives this process; null outside of one.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static Shard? OfSlurm(Func<string, string?> variable)
    {
        int? Number(string name) => int.TryParse(variable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
        return Number("SLURM_ARRAY_TASK_ID") is { } id && Number("SLURM_ARRAY_TASK_COUNT") is { } count ? new Shard(id - (Number("SLURM_ARRAY_TASK_MIN") ?? 0) + 1, count) : null;
    }

    /// <summary><c>2/8</c>.</summary>
    public override string ToString() => $"{Number}/{Count}";
}
