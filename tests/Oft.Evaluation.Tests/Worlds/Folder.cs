namespace Oft.Evaluation.Tests.Worlds;

/// <summary>A temporary folder that goes with the test.</summary>
public sealed class Folder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("oft-evaluation-");

    public string this[string name] => Path.Combine(folder.FullName, name);

    public IEnumerable<string> Names => folder.EnumerateFiles().Select(file => file.Name).Order();

    public void Dispose() => folder.Delete(recursive: true);
}
