namespace Oft.Host.Verbs;

/// <summary>Where a session is written: the file that was asked for, or one that is needed for its page only and goes with it.</summary>
internal sealed class KeptJournal(FileInfo? asked, string verb) : IDisposable
{
    /// <summary>The file; it does not exist yet.</summary>
    public string Path { get; } = asked?.FullName ?? System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"oft-{verb}-{Environment.ProcessId}.journal");

    /// <inheritdoc/>
    public void Dispose()
    {
        if (asked is null) File.Delete(Path);
    }
}
