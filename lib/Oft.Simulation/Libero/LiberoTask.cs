using Oft.Simulation.Libero.Bddl;
using Oft.Simulation.Libero.Catalog;
using Oft.Simulation.Libero.Composition;

namespace Oft.Simulation.Libero;

/// <summary>One task of LIBERO, read from the user's own folders.</summary>
public sealed class LiberoTask
{
    private readonly Lazy<BddlTask> bddl;
    private readonly Lazy<InitStates> states;
    private readonly Lazy<LiberoScene> scene;

    private LiberoTask(LiberoFolders folders, string suite, string name)
    {
        (Folders, Suite, Name) = (folders, suite, name);
        bddl = new(() => BddlReader.Read(folders.Bddl(suite, name)));
        states = new(() => InitStates.Read(folders.InitStates(suite, name)));
        scene = new(() => LiberoScene.Compose(bddl.Value, folders));
    }

    /// <summary>Where it is read from.</summary>
    public LiberoFolders Folders { get; }

    /// <summary>The suite's name.</summary>
    public string Suite { get; }

    /// <summary>The name of its files.</summary>
    public string Name { get; }

    /// <summary>What a policy is told.</summary>
    public string Sentence => LiberoSuites.Sentence(Name);

    /// <summary>Control steps after which an episode has failed, the ten of settling not counted.</summary>
    public int StepLimit => LiberoSuites.StepLimit(Suite);

    /// <summary>Its description.</summary>
    /// <exception cref="LiberoException">The file is missing or damaged.</exception>
    public BddlTask Bddl => bddl.Value;

    /// <summary>Its initial states.</summary>
    /// <exception cref="LiberoException">The file is missing or damaged.</exception>
    public InitStates States => states.Value;

    /// <summary>Its composed scene.</summary>
    /// <exception cref="LiberoException">A file is missing or says what is not known.</exception>
    public LiberoScene Scene => scene.Value;

    /// <summary>Finds a task. Its files are read when they are asked for.</summary>
    /// <param name="folders">The user's folders.</param>
    /// <param name="suite">libero_spatial and so on.</param>
    /// <param name="name">The task's file name, or its number in the suite's order, from 0.</param>
    /// <exception cref="ArgumentException">There is no such suite or task; the message lists those there are.</exception>
    public static LiberoTask Find(LiberoFolders folders, string suite, string name)
    {
        var tasks = LiberoSuites.Tasks(suite);
        if (int.TryParse(name, out var number) && number >= 0 && number < tasks.Count) name = tasks[number];
        return tasks.Contains(name) ? new LiberoTask(folders, suite, name) : throw new ArgumentException($"{suite} has no task '{name}'; it has, from 0: {string.Join(", ", tasks)}.", nameof(name));
    }

    /// <summary>Compiles the scene and opens a world of its own: one or two seconds, mostly MuJoCo's with the meshes.</summary>
    /// <exception cref="LiberoException">A file is missing or says what is not known.</exception>
    /// <exception cref="MuJoCo.MuJoCoException">MuJoCo refuses the composed model.</exception>
    public LiberoWorld CreateWorld(LiberoWorldOptions? options = null) => new(this, options ?? LiberoWorldOptions.Default);
}
