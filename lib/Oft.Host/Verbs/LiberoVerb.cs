using System.CommandLine;
using Oft.Lab.Pages;
using Oft.Simulation.Libero;
using Oft.Simulation.Libero.Catalog;

namespace Oft.Host.Verbs;

/// <summary><c>oft libero</c>: LIBERO's tasks over the user's own files, to look at.</summary>
internal static class LiberoVerb
{
    /// <summary>The command with <c>show</c> below it.</summary>
    public static Command Create() => new("libero", "LIBERO's own tasks, over your LIBERO and robosuite folders.") { Show() };

    private static Command Show()
    {
        var suite = new Argument<string>("suite") { Description = $"One of {string.Join(", ", LiberoSuites.Names)}." };
        var task = new Argument<string>("task") { Description = "The task's file name, or its number in the suite, from 0." };
        var episode = new Option<int>("--episode") { Description = "Which initial state the views show." };
        var to = new Option<string?>("--out") { Description = "The page to write. Default: out/libero/SUITE-TASK.html." };
        var places = new LiberoOptions();
        var command = new Command("show", "A page of a task: both views, regions, goal, initial states.") { suite, task, episode, to, places.Libero, places.Robosuite };
        command.SetAction(parsed => Named.Errors(() =>
        {
            var found = LiberoTask.Find(places.Folders(parsed), parsed.GetValue(suite)!, parsed.GetValue(task)!);
            var number = parsed.GetValue(episode);
            if (number < 0 || number >= found.States.Count) throw new ArgumentException($"--episode: the task has {found.States.Count} initial states, from 0; got {number}.");
            using var world = found.CreateWorld();
            var path = Path.GetFullPath(parsed.GetValue(to) ?? Path.Combine("out", "libero", $"{found.Suite}-{found.Name}.html"));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, LiberoPage.Of(world, number));
            Console.WriteLine(Path.GetRelativePath(Environment.CurrentDirectory, path));
            return 0;
        }));
        return command;
    }
}
