using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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

    // mini-LIBERO is code and two embedded scenes, so its "files" are those scenes and the states that the code draws from them.
    private Dictionary<string, string> Fingerprint()
    {
        using var scenes = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var assembly = typeof(MiniSuite).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("scenes/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            scenes.AppendData(memory.ToArray());
        }
        var states = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{options.ImageWidth}x{options.ImageHeight}, {options.Samples} samples, shadows {options.Shadows}\n");
        foreach (var task in suite.Tasks)
        {
            using var world = task.CreateWorld();
            states.Append(CultureInfo.InvariantCulture, $"{task.Name}\n{task.StepLimit}\n");
            foreach (var state in (int[])[0, MiniTask.InitialStates - 1])
            {
                world.Reset(state, 0);
                // Rounded to a micrometre: another machine's last digit is not another world.
                states.AppendJoin(' ', world.Snapshot().Select(value => Math.Round(value, 6).ToString("0.######", CultureInfo.InvariantCulture))).Append('\n');
            }
        }
        return new() { ["scenes"] = Convert.ToHexStringLower(scenes.GetHashAndReset()), ["initial_states"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(states.ToString()))) };
    }
}
