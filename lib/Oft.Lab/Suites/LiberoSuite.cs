using System.Security.Cryptography;
using System.Text;
using Oft.Contracts;
using Oft.Evaluation.Suites;
using Oft.Simulation.Libero;
using Oft.Simulation.Libero.Catalog;
using Oft.Simulation.MuJoCo;

namespace Oft.Lab.Suites;

/// <summary>A suite of LIBERO over the user's own files, as the evaluation sees it.</summary>
public sealed class LiberoSuite : ISuite
{
    /// <summary>Episodes a task, one for each stored initial state.</summary>
    public const int Episodes = 50;

    private readonly IReadOnlyList<LiberoTask> tasks;
    private readonly LiberoWorldOptions options;
    private readonly Lazy<IReadOnlyDictionary<string, string>> files;

    /// <summary>Opens a suite.</summary>
    /// <param name="folders">The user's LIBERO and robosuite.</param>
    /// <param name="name">libero_spatial and so on.</param>
    /// <param name="options">Picture size; null for the reference's.</param>
    /// <exception cref="ArgumentException">There is no such suite.</exception>
    public LiberoSuite(LiberoFolders folders, string name, LiberoWorldOptions? options = null)
    {
        (Name, this.options) = (name, options ?? LiberoWorldOptions.Default);
        tasks = [.. LiberoSuites.Tasks(name).Select(task => LiberoTask.Find(folders, name, task))];
        files = new(Fingerprint);
    }

    /// <inheritdoc/>
    public string Benchmark => "LIBERO, native";

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Tasks => [.. tasks.Select(task => task.Name)];

    /// <inheritdoc/>
    public int InitialStates => Episodes;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Files => files.Value;

    /// <inheritdoc/>
    public string Renderer => RendererInfo.Detected.ToString();

    /// <inheritdoc/>
    public IWorld Open(string task) => tasks.First(known => known.Name == task).CreateWorld(options);

    // Of every file that some task of the suite is made of; a suite "far off" is usually one whose assets differ.
    private Dictionary<string, string> Fingerprint() => new()
    {
        ["bddl"] = Hash(tasks.Select(task => task.Folders.Bddl(task.Suite, task.Name))),
        ["init_states"] = Hash(tasks.Select(task => task.Folders.InitStates(task.Suite, task.Name))),
        ["scenes"] = Hash(tasks.SelectMany(task => task.Scene.Files).Distinct()),
        ["views"] = $"{options.ImageWidth}x{options.ImageHeight}, {options.Samples} samples, {(options.Newest ? "newest state" : "4 ms old")}",
    };

    // The names count without the folders they lie in, so two machines with the same files agree.
    private static string Hash(IEnumerable<string> paths)
    {
        var lines = paths.AsParallel().Select(path =>
        {
            using var stream = File.OpenRead(path);
            return $"{Path.GetFileName(path)} {Convert.ToHexStringLower(SHA256.HashData(stream))}\n";
        });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines.Order(StringComparer.Ordinal)))));
    }
}
