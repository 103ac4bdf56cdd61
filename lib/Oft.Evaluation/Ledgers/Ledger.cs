using Oft.Contracts;
using Oft.Evaluation.Statistics;

namespace Oft.Evaluation.Ledgers;

/// <summary>A run's episodes and what they were run under, read from its file.</summary>
public sealed class Ledger
{
    internal Ledger(string path, Conditions conditions, IReadOnlyList<EpisodeRecord> records)
    {
        (Path, Conditions, Records) = (path, conditions, records);
        byTask = records.ToLookup(record => record.Task);
    }

    private readonly ILookup<string, EpisodeRecord> byTask;

    /// <summary>Where it was read from.</summary>
    public string Path { get; }

    /// <summary>What the episodes were run under.</summary>
    public Conditions Conditions { get; }

    /// <summary>One for each episode, in the order of the file.</summary>
    public IReadOnlyList<EpisodeRecord> Records { get; }

    /// <summary>Episodes that broke; they are no trials.</summary>
    public int Errors => Records.Count(record => record.Outcome == EpisodeOutcome.Error);

    /// <summary>Episodes of the whole run, of which <see cref="Records"/> may be a part.</summary>
    public int Planned => Conditions.Tasks.Count * Conditions.InitialStates;

    /// <summary>Success over all tasks; null before the first trial.</summary>
    public SuccessRate? Rate => Over(Records);

    /// <summary>Mean points of 100 by the staged rubric, over trials that have one; null where none has.</summary>
    public double? Score => Records.Where(record => record.Outcome != EpisodeOutcome.Error).Average(record => record.Score);

    /// <summary>Success of one task; null before its first trial.</summary>
    public SuccessRate? RateOf(string task) => Over(byTask[task]);

    /// <summary>Reads a ledger, also one that is being written; a line cut off by a crash is left out.</summary>
    /// <exception cref="LedgerException">The file is no ledger, or a line contradicts its header or an earlier line.</exception>
    public static Ledger Read(string path)
    {
        var lines = LedgerText.Lines(path, out _);
        if (lines.Count == 0) throw new LedgerException($"{path}: expected a ledger, got no whole line.");
        var header = Header(lines[0], path);
        List<EpisodeRecord> records = [];
        HashSet<(string, int)> seen = [];
        for (var i = 1; i < lines.Count; i++)
        {
            var record = LedgerText.Parse<EpisodeRecord>(lines[i], path, i + 1);
            if (record.Conditions != header.Id)
                throw new LedgerException($"{path}, line {i + 1}: expected conditions {header.Id}, got {record.Conditions}: ledgers are joined by oft evaluate merge, not by hand.");
            if (!header.Conditions.Tasks.Contains(record.Task) || record.InitialState < 0 || record.InitialState >= header.Conditions.InitialStates)
                throw new LedgerException($"{path}, line {i + 1}: {record.Task} from state {record.InitialState} is no episode of this run.");
            if (!seen.Add(record.Key()))
                throw new LedgerException($"{path}, line {i + 1}: {record.Task} from state {record.InitialState} is there twice.");
            records.Add(record);
        }
        return new Ledger(path, header.Conditions, records);
    }

    internal static LedgerHeader Header(string line, string path)
    {
        var header = LedgerText.Parse<LedgerHeader>(line, path, 1);
        if (header.Ledger != 1) throw new LedgerException($"{path}: expected ledger version 1, got {header.Ledger}.");
        if (header.Id != header.Conditions.Id) throw new LedgerException($"{path}: the header was changed after it was written: its conditions give {header.Conditions.Id}, it says {header.Id}.");
        return header;
    }

    private static SuccessRate? Over(IEnumerable<EpisodeRecord> records)
    {
        var (successes, trials) = (0, 0);
        foreach (var record in records)
        {
            if (record.Outcome != EpisodeOutcome.Error) trials++;
            if (record.Outcome == EpisodeOutcome.Success) successes++;
        }
        return trials == 0 ? null : new SuccessRate(successes, trials);
    }
}
