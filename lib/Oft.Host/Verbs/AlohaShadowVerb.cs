using System.CommandLine;
using Oft.Aloha.Recording;
using Oft.Aloha.Robots;
using Oft.Lab.Aloha;
using Oft.Lab.Progress;

namespace Oft.Host.Verbs;

/// <summary><c>oft aloha shadow</c>: a policy on a recording, before the robot moves.</summary>
internal static class AlohaShadowVerb
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("journal") { Description = "A recording." };
        var server = AlohaWords.ServerOption();
        var page = new Option<FileInfo>("--page") { Description = "Where the comparison is written.", DefaultValueFactory = _ => new FileInfo("shadow.html") };
        var command = new Command("shadow", "Run a policy on what a robot saw, command nothing, and plot what it wants against what was done: differences, jerk, chunk boundaries.") { file, server, page };
        command.SetAction((parsed, cancel) => Task.FromResult(AlohaWords.Errors(() =>
        {
            using var journal = Journal.Open(parsed.GetValue(file)!.FullName);
            using var policy = AlohaWords.Policy(parsed.GetValue(server)!, journal.Header.Robot);
            using var progress = new ProgressLine("shadow", Math.Max(1, journal.Ticks.Count));
            var run = ShadowRun.Over(journal, policy, AlohaPictures.Prepare, (done, _) => progress.Report(done), cancel);
            File.WriteAllText(parsed.GetValue(page)!.FullName, ShadowPage.Of(run, journal.Header));
            Console.WriteLine($"{run.Steps.Count} steps; wanted: {ShadowPage.Metrics(run, x => x.Wanted, journal.Header)}; page: {parsed.GetValue(page)}");
            return 0;
        })));
        return command;
    }
}
