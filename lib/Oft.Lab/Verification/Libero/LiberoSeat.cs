using Oft.Simulation.Libero;

namespace Oft.Lab.Verification.Libero;

/// <summary>Keeps the task and world of the group at hand, since compiling a scene takes seconds.</summary>
internal sealed class LiberoSeat : IDisposable
{
    private (LiberoTask Task, LiberoWorldOptions Options)? seated;
    private LiberoTask? task;
    private LiberoWorld? world;

    /// <summary>The task a group is about.</summary>
    /// <exception cref="VerifyException">The group names none.</exception>
    public LiberoTask Task(VerifyGroup group)
    {
        string Member(string name) => group.Json.Text(name) ?? throw new VerifyException($"group '{group.Name}' has no member '{name}'.");
        string Folder(string name) => group.Folder.Needs.FirstOrDefault(need => need.Name == name)?.Folder ?? throw new VerifyException($"group '{group.Name}' does not say that it needs '{name}'.");
        var folders = LiberoFolders.Open(Folder("libero"), Folder("robosuite"));
        if (task is null || task.Folders != folders || task.Suite != Member("suite") || task.Name != Member("task")) task = LiberoTask.Find(folders, Member("suite"), Member("task"));
        return task;
    }

    /// <summary>Its world, with other options than usual where the pictures were.</summary>
    public LiberoWorld World(VerifyGroup group, LiberoWorldOptions? options = null)
    {
        var wanted = (Task(group), options ?? LiberoWorldOptions.Default);
        if (world is not null && seated == wanted) return world;
        Dispose();
        world = wanted.Item1.CreateWorld(wanted.Item2);
        seated = wanted;
        return world;
    }

    /// <summary>Closes the world.</summary>
    public void Dispose()
    {
        world?.Dispose();
        world = null;
    }
}
