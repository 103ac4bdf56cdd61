namespace Oft.Lab.Verification;

/// <summary>Checks reference folders: finds every verify.json below a folder, runs its layout, prints a line per group and the counts.</summary>
public sealed class VerifyRun
{
    private readonly IReadOnlyDictionary<string, IVerifyLayout> layouts;
    private readonly VerifyNeeds needs;
    private readonly Action<string> print;

    /// <summary>Sets up a run.</summary>
    /// <param name="layouts">The layouts known.</param>
    /// <param name="needs">Where to find what lies outside the folders.</param>
    /// <param name="print">Takes every line.</param>
    public VerifyRun(IEnumerable<IVerifyLayout> layouts, VerifyNeeds needs, Action<string> print)
    {
        this.layouts = layouts.ToDictionary(x => x.Name);
        (this.needs, this.print) = (needs, print);
    }

    /// <summary>What came of it so far.</summary>
    public VerifyCounts Counts { get; private set; }

    /// <summary>Walks the folder and its subfolders and prints the last line.</summary>
    /// <returns>0 only without failures and skips.</returns>
    public int Run(string folder)
    {
        var files = Directory.Exists(folder)
            ? Directory.GetFiles(folder, "verify.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList()
            : [];
        if (files.Count == 0) Fail($"{folder}: there is no verify.json in it or below it");
        foreach (var file in files) RunFile(Path.GetFullPath(folder), file);
        print(Counts.ToString());
        return Counts.Green ? 0 : 1;
    }

    /// <summary>Counts a group and prints its lines.</summary>
    public void Add(GroupReport group)
    {
        Counts += group.Counts;
        foreach (var line in group.Lines()) print(line);
    }

    /// <summary>Counts cases that cannot be run here.</summary>
    public void Skip(string group, int cases, string reason)
    {
        Counts += new VerifyCounts(0, 0, cases);
        print($"skip  {group}  {cases} cases  {reason}");
    }

    /// <summary>Says what is left out without being counted: another version's values, something optional.</summary>
    public void Note(string group, string reason) => print($"-     {group}  {reason}");

    /// <summary>Counts something that is wrong with a whole file or group.</summary>
    public void Fail(string message)
    {
        Counts += new VerifyCounts(0, 1, 0);
        print($"FAIL  {message}");
    }

    private void RunFile(string root, string file)
    {
        var name = Path.GetRelativePath(root, file);
        try
        {
            using var folder = new VerifyFolder(file, needs);
            print($"{name}: {folder.Layout}, {folder.Title}");
            if (layouts.TryGetValue(folder.Layout, out var layout)) layout.Run(folder, this);
            else Fail($"{name}: layout '{folder.Layout}' is not known; known: {string.Join(", ", layouts.Keys.Order(StringComparer.Ordinal))}");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Fail($"{name}: {e.GetType().Name}: {e.Message}");
        }
    }
}
