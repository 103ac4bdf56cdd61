using System.Xml.Linq;
using Oft.Simulation.Libero.Bddl;
using Oft.Simulation.Libero.Catalog;

namespace Oft.Simulation.Libero.Composition;

/// <summary>The model text of a task, composed from the user's own folders, and what its parts are called.</summary>
/// <remarks>
/// Order fixes the layout of the configuration: base, arena, robot with mount and gripper, movable things, fixtures.
/// <para>Upstream: robosuite/models/tasks/task.py, libero/libero/envs/bddl_base_domain.py.</para>
/// </remarks>
public sealed class LiberoScene
{
    private const string Timestep = "0.002";

    private LiberoScene(BddlTask task, Domain domain, string xml, IReadOnlyList<SceneThing> things, IReadOnlyList<ScenePlace> places, IReadOnlyList<string> files) =>
        (Task, Domain, Xml, Things, Places, Files) = (task, domain, xml, things, places, files);

    /// <summary>What the scene was composed for.</summary>
    public BddlTask Task { get; }

    /// <summary>MJCF, with absolute paths of its meshes and pictures.</summary>
    public string Xml { get; }

    /// <summary>Movable things, then fixtures.</summary>
    public IReadOnlyList<SceneThing> Things { get; }

    /// <summary>The task's regions that exist, in the task's order.</summary>
    public IReadOnlyList<ScenePlace> Places { get; }

    /// <summary>Every file the scene is made of, in the order they were read, each once.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>[3] what regions of the workspace are relative to, metres.</summary>
    public IReadOnlyList<double> WorkspaceOrigin => Domain.Origin;

    internal Domain Domain { get; }

    /// <summary>Composes a task's scene.</summary>
    /// <exception cref="LiberoException">A file is missing or says what is not known.</exception>
    public static LiberoScene Compose(BddlTask task, LiberoFolders folders)
    {
        var domain = Domain.Of(task.Problem);
        var scene = MjcfPiece.Load(folders, folders.RobosuiteAsset("base.xml"));
        var option = scene.Root.Element("option");
        if (option is null) scene.Root.Add(option = new XElement("option"));
        option.SetAttributeValue("timestep", Timestep);
        List<string> files = [scene.Path];

        var (arena, zones) = ArenaPiece.Load(folders, domain, task);
        scene.Merge(arena, scene.World);
        scene.Merge(RobotPiece.Load(folders, domain), scene.World);
        files.AddRange([arena.Path, .. RobotFiles(folders, domain)]);

        var things = task.Objects.Select(one => (one.Instance, one.Category, Fixture: false))
            .Concat(task.Fixtures.Where(one => one.Category != domain.Workspace).Select(one => (one.Instance, one.Category, Fixture: true))).ToList();
        if (things.GroupBy(thing => thing.Instance).FirstOrDefault(same => same.Count() > 1) is { } twice) throw new LiberoException($"{task.File}: '{twice.Key}' is both an object and a fixture.");
        var pieces = things.Select(one => ThingPiece.Load(folders, one.Instance, one.Category, one.Fixture, task.Regions)).ToList();
        foreach (var piece in pieces) piece.AddTo(scene);

        var places = zones.Concat(pieces.SelectMany(piece => piece.Places)).GroupBy(place => place.Name).ToDictionary(same => same.Key, same => same.Last());
        files.AddRange(pieces.Select(piece => folders.LiberoAsset(piece.Thing.Class.File)));
        files.AddRange(scene.Assets.Elements().Attributes("file").Select(file => folders.Kept(file.Value)));
        return new LiberoScene(task, domain, scene.Root.ToString(SaveOptions.DisableFormatting), [.. pieces.Select(piece => piece.Thing)],
            [.. task.Regions.Where(region => places.ContainsKey(region.Name)).Select(region => places[region.Name])], [.. files.Distinct()]);
    }

    /// <summary>A thing by its name, or null.</summary>
    public SceneThing? Find(string name) => Things.FirstOrDefault(thing => thing.Name == name);

    private static IEnumerable<string> RobotFiles(LiberoFolders folders, Domain domain) =>
        ((string[])["robots/panda/robot.xml", domain.Mounted ? "mounts/rethink_mount.xml" : "mounts/null_mount.xml", "grippers/panda_gripper.xml"]).Select(folders.RobosuiteAsset);
}
