using System.Text;

namespace Oft.Evaluation.Ledgers;

/// <summary>Joins the ledgers of shards into the ledger of the whole run.</summary>
public static class LedgerMerge
{
    /// <summary>Writes all episodes in the order of the plan; the file appears whole or not at all.</summary>
    /// <returns>Episodes of the plan that no shard has run.</returns>
    /// <exception cref="LedgerException">The shards were run under different conditions, or two of them ran the same episode.</exception>
    public static int Write(IReadOnlyList<string> shards, string path)
    {
        if (shards.Count == 0) throw new LedgerException("merge: expected at least one ledger, got none.");
        var ledgers = shards.Select(Ledger.Read).ToList();
        var first = ledgers[0];
        Dictionary<(string, int), (EpisodeRecord Record, string Path)> all = [];
        foreach (var ledger in ledgers)
        {
            if (first.Conditions.Differences(ledger.Conditions) is { Count: > 0 } differences)
                throw new LedgerException($"merge: {first.Path} and {ledger.Path} were run under different conditions; {string.Join("; ", differences.Select(difference => difference.Text))}. Episodes of different conditions are compared, not counted together.");
            foreach (var record in ledger.Records)
                if (!all.TryAdd(record.Key(), (record, ledger.Path)))
                    throw new LedgerException($"merge: {record.Task} from state {record.InitialState} is in {all[record.Key()].Path} and in {ledger.Path}. Give each shard once.");
        }
        var text = new StringBuilder(LedgerText.Line(new LedgerHeader(1, first.Conditions.Id, first.Conditions))).Append('\n');
        foreach (var task in first.Conditions.Tasks)
            for (var state = 0; state < first.Conditions.InitialStates; state++)
                if (all.TryGetValue((task, state), out var episode))
                    text.Append(LedgerText.Line(episode.Record)).Append('\n');
        File.WriteAllText(path + ".part", text.ToString());
        File.Move(path + ".part", path, overwrite: true);
        return first.Planned - all.Count;
    }
}
