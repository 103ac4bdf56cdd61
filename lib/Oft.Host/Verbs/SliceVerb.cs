using System.CommandLine;
using Oft.Lab.Slice;

namespace Oft.Host.Verbs;

/// <summary><c>oft slice</c>: from demonstrations to a success rate in minutes.</summary>
public static class SliceVerb
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var defaults = new SliceSettings();
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder of the page.", DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("out", "slice")) };
        var minutes = new Option<double>("--minutes") { Description = "Minutes of training.", DefaultValueFactory = _ => defaults.Minutes };
        var steps = new Option<int?>("--steps") { Description = "Optimizer steps instead of minutes." };
        var demonstrations = new Option<int>("--demonstrations") { Description = "Episodes of the scripted expert.", DefaultValueFactory = _ => defaults.Demonstrations };
        var clips = new Option<int>("--clips") { Description = "Random starts in which the hand's pose says nothing about the target.", DefaultValueFactory = _ => defaults.Clips };
        var episodes = new Option<int>("--episodes") { Description = "Closed-loop episodes.", DefaultValueFactory = _ => defaults.Episodes };
        var seed = new Option<int>("--seed") { Description = "For everything that is drawn.", DefaultValueFactory = _ => defaults.Seed };
        var command = new Command("slice", "The first slice: demonstrate one task, train a tiny policy, score it closed-loop, write a page.") { folder, demonstrations, clips, minutes, steps, episodes, seed };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            defaults with { Demonstrations = parsed.GetValue(demonstrations), Clips = parsed.GetValue(clips), Minutes = parsed.GetValue(minutes), Steps = parsed.GetValue(steps), Episodes = parsed.GetValue(episodes), Seed = parsed.GetValue(seed) },
            parsed.GetValue(folder)!, cancellation)));
        return command;
    }

    private static int Run(SliceSettings settings, DirectoryInfo folder, CancellationToken cancellation)
    {
        var result = FirstSlice.Run(settings, Console.WriteLine, cancellation);
        folder.Create();
        var page = Path.Combine(folder.FullName, "index.html");
        File.WriteAllText(page, SlicePage.Of(result, settings));
        Console.WriteLine($"success in percent, closed loop: {(result.Rate is { } rate ? rate.ToString() : "no episode ended")}{(result.Errors > 0 ? $"; {result.Errors} episodes broke" : "")}");
        Console.WriteLine($"page: {Path.GetRelativePath(Environment.CurrentDirectory, page)}");
        return 0;
    }
}
