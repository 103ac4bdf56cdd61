using Oft.Contracts;
using Oft.Evaluation.Suites;
using Oft.Simulation.MiniLibero;
using Oft.Simulation.MuJoCo;

namespace Oft.Lab.Suites;

/// <summary>A suite of mini-LIBERO as the evaluation sees it.</summary>
public sealed class MiniLiberoSuite : ISuite
{
    private readonly MiniSuite suite;
    private readonly MiniWorldOptions options;
    private readonly Lazy<IReadOnlyDictionary<string, string>> files;

    /// <summary>Opens a suite by its name.</summary>
    /// <param name="name">One of <see cref="MiniSuite.Names"/>.</param>
    /// <param name="options">Picture size and perturbation; null for the plain benchmark.</param>
    /// <exception cref="ArgumentException">There is no such suite.</exception>
    public MiniLiberoSuite(string name, MiniWorldOptions? options = null)
    {
        (suite, this.options) = (MiniSuite.Load(name), options ?? MiniWorldOptions.Default);
        files = new(Fingerprint);
    }

    /// <inheritdoc/>
    public string Benchmark => "mini-LIBERO";

    /// <inheritdoc/>
    public string Name => suite.Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Tasks => [.. suite.Tasks.Select(task => task.Name)];

    /// <inheritdoc/>
    public int InitialStates => MiniTask.InitialStates;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Files => files.Value;

    /// <inheritdoc/>
    public string Renderer => RendererInfo.Detected.ToString();

    /// <inheritdoc/>
    public IWorld Open(string task) => suite.Tasks.First(known => known.Name == task).CreateWorld(options);

    private IReadOnlyDictionary<string, string> Fingerprint() => WorldFingerprint.Of("scenes/", $"{options.ImageWidth}x{options.ImageHeight}, {options.Samples} samples, shadows {options.Shadows}", suite.Tasks.Select(task => (task.Name, (Func<ISimulatedWorld>)(() => task.CreateWorld()))), MiniTask.InitialStates);
}
