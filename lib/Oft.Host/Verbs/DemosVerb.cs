using System.CommandLine;
using Oft.Data.Aloha;
using Oft.Data.Plain;
using Oft.Lab.Worlds;
using Oft.Simulation.MuJoCo;

namespace Oft.Host.Verbs;

/// <summary><c>oft demos SUITE</c>: the scripted experts' demonstrations, written to disk.</summary>
public static class DemosVerb
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var suite = new Argument<string>("suite") { Description = $"One of {string.Join(", ", Teachers.Suites)}." };
        var episodes = new Option<int>("--episodes") { Description = "Successful episodes per task.", DefaultValueFactory = _ => 10 };
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder to write to; a run that was stopped goes on where it was.", Required = true };
        var size = new Option<int>("--size") { Description = "Pixels down of each view; mini-LIBERO's are as wide, mini-ALOHA's a third wider.", DefaultValueFactory = _ => 96 };
        var threads = new Option<int>("--threads") { Description = "Worlds side by side.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var sheet = new Option<bool>("--sheet") { Description = "Also draw contact-sheet.png: first and last frame of every task." };
        var command = new Command("demos", "Record demonstrations of a suite: mini-LIBERO as folders of numbers and pictures, mini-ALOHA as ALOHA HDF5 recordings, one folder a task.") { suite, episodes, folder, size, threads, sheet };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            new DemonstrationRun(parsed.GetValue(suite)!, parsed.GetValue(episodes), parsed.GetValue(size), parsed.GetValue(threads)), parsed.GetValue(folder)!, parsed.GetValue(sheet), cancellation)));
        return command;
    }

    private static int Run(DemonstrationRun run, DirectoryInfo folder, bool sheet, CancellationToken cancellation)
    {
        if (!Teachers.Suites.Contains(run.Suite))
        {
            Console.Error.WriteLine($"there is no suite '{run.Suite}'; there are: {string.Join(", ", Teachers.Suites)}.");
            return 1;
        }
        Console.WriteLine($"renderer: {RendererInfo.Detected}");
        var place = Path.Combine(folder.FullName, run.Suite);
        var (kept, found, failed) = Teachers.IsBimanual(run.Suite) ? Recordings(run, place, cancellation) : Plain(run, place, cancellation);
        Console.WriteLine($"{kept} episodes written, {found} were there, {failed} tries failed and were left out; {Path.GetRelativePath(Environment.CurrentDirectory, place)}");
        if (sheet) File.WriteAllBytes(Path.Combine(place, "contact-sheet.png"), ContactSheet.Of(run.Suite));
        return 0;
    }

    private static (int Kept, int Found, int Failed) Plain(DemonstrationRun run, string place, CancellationToken cancellation)
    {
        using var sink = new PlainEpisodeSink(place);
        return run.Write(sink, sink.Has, cancellation);
    }

    private static (int Kept, int Found, int Failed) Recordings(DemonstrationRun run, string place, CancellationToken cancellation)
    {
        using var sink = new AlohaTaskFolders(place, AlohaWriter.StandardCameras);
        return run.Write(sink, sink.Has, cancellation);
    }
}
