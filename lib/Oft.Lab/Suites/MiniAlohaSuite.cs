using Oft.Contracts;
using Oft.Evaluation.Suites;
using Oft.Simulation.Bimanual;
using Oft.Simulation.MuJoCo;

namespace Oft.Lab.Suites;

/// <summary>A suite of mini-ALOHA, the kit's own two-armed table, as the evaluation sees it.</summary>
public sealed class MiniAlohaSuite : ISuite
{
    private readonly BimanualSuite suite;
    private readonly BimanualOptions options;
    private readonly Lazy<IReadOnlyDictionary<string, string>> files;

    /// <summary>Opens a suite by its name.</summary>
    /// <param name="name">One of <see cref="BimanualSuite.Names"/>.</param>
    /// <param name="options">Picture size; null for the plain benchmark.</param>
    /// <exception cref="ArgumentException">There is no such suite.</exception>
    public MiniAlohaSuite(string name, BimanualOptions? options = null)
    {
        (suite, this.options) = (BimanualSuite.Load(name), options ?? BimanualOptions.Default);
        files = new(() => WorldFingerprint.Of("bimanual/", $"{this.options.ImageWidth}x{this.options.ImageHeight}, {this.options.Samples} samples", suite.Tasks.Select(task => (task.Name, (Func<ISimulatedWorld>)(() => task.CreateWorld()))), BimanualTask.InitialStates));
    }

    /// <inheritdoc/>
    public string Benchmark => "mini-ALOHA";

    /// <inheritdoc/>
    public string Name => suite.Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Tasks => [.. suite.Tasks.Select(task => task.Name)];

    /// <inheritdoc/>
    public int InitialStates => BimanualTask.InitialStates;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Files => files.Value;

    /// <inheritdoc/>
    public string Renderer => RendererInfo.Detected.ToString();

    /// <inheritdoc/>
    public IWorld Open(string task) => suite.Tasks.First(known => known.Name == task).CreateWorld(options);
}
