using System.Text;

namespace Oft.Evaluation.Ledgers;

/// <summary>Appends episodes to a ledger; when <see cref="Append"/> returns, the episode is on disk.</summary>
/// <remarks>
/// A line is written in one call and flushed to the device. Whatever ends the process, the file is a header, whole lines and at
/// most one torn line, which the next opening cuts off: no episode is lost, none is counted twice.
/// </remarks>
public sealed class LedgerWriter : IDisposable
{
    private readonly FileStream file;
    private readonly FileStream guard;
    private readonly Lock door = new();
    private readonly HashSet<(string, int)> done = [];

    private LedgerWriter(FileStream file, FileStream guard, string path, Conditions conditions)
    {
        (this.file, this.guard, Path, Conditions, Id) = (file, guard, path, conditions, conditions.Id);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What the episodes are run under.</summary>
    public Conditions Conditions { get; }

    /// <summary><see cref="Conditions.Id"/>.</summary>
    public string Id { get; }

    /// <summary>Begins a ledger, or continues one that was begun under the same conditions.</summary>
    /// <exception cref="LedgerException">Another process is writing it, it is no ledger, or its conditions differ.</exception>
    public static LedgerWriter Open(string path, Conditions conditions)
    {
        if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        var guard = Guard(path);
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            var writer = new LedgerWriter(file, guard, path, conditions);
            writer.Continue();
            return writer;
        }
        catch
        {
            file?.Dispose();
            guard.Dispose();
            throw;
        }
    }

    /// <summary>True where the episode is already in the ledger.</summary>
    public bool Has(string task, int initialState)
    {
        lock (door) return done.Contains((task, initialState));
    }

    /// <summary>Writes one episode and waits for the disk. Callable from several threads.</summary>
    /// <exception cref="LedgerException">The episode is already there or belongs to other conditions.</exception>
    public void Append(EpisodeRecord record)
    {
        lock (door)
        {
            if (record.Conditions != Id) throw new LedgerException($"{Path}: expected an episode under {Id}, got one under {record.Conditions}.");
            if (!done.Add(record.Key())) throw new LedgerException($"{Path}: {record.Task} from state {record.InitialState} is already there.");
            Write(LedgerText.Line(record));
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        file.Dispose();
        guard.Dispose();
    }

    private void Continue()
    {
        var lines = LedgerText.Lines(Path, out var whole);
        if (lines.Count == 0)
        {
            file.SetLength(0);
            Write(LedgerText.Line(new LedgerHeader(1, Id, Conditions)));
            return;
        }
        var begun = Ledger.Read(Path);
        if (begun.Conditions.Differences(Conditions) is { Count: > 0 } differences)
            throw new LedgerException($"{Path} was begun under other conditions; {string.Join("; ", differences.Select(difference => difference.Text))}. Continue it as it was begun, or name another file.");
        foreach (var record in begun.Records) done.Add(record.Key());
        file.SetLength(whole);
        file.Position = whole;
    }

    private void Write(string line)
    {
        file.Write(Encoding.UTF8.GetBytes(line + "\n"));
        file.Flush(flushToDisk: true);
    }

    // Readers may look at a ledger that is being written, so the lock is a file of its own; it goes with the process that holds it.
    private static FileStream Guard(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException taken)
        {
            throw new LedgerException($"{path}: another process is writing this ledger ({taken.Message}). Wait for it, or name another file.", taken);
        }
    }
}
