using System.CommandLine;
using Oft.Aloha.Control;
using Oft.Aloha.Recording;
using Oft.Aloha.Robots;
using Oft.Lab.Aloha;
using Oft.Lab.Progress;

namespace Oft.Host.Verbs;

/// <summary><c>oft aloha shadow</c>: a policy on what a robot sees now, or saw then; nothing is commanded.</summary>
internal static class AlohaShadowVerb
{
    public static Command Create()
    {
        var rig = new AlohaRig();
        var file = new Argument<FileInfo?>("journal") { Description = "A recording. Without one: the robot that is there now, until Ctrl-C.", Arity = ArgumentArity.ZeroOrOne };
        var sentence = new Option<string?>("--sentence") { Description = "The task in words; needed for a robot that is there now." };
        var (server, playback, steps, record, dry) = (AlohaWords.ServerOption(), AlohaWords.PlaybackOption(), AlohaWords.StepsOption(), AlohaWords.RecordOption(), AlohaDryRun.Option());
        var page = new Option<FileInfo>("--page") { Description = "Where the comparison is written.", DefaultValueFactory = _ => new FileInfo("shadow.html") };
        var command = new Command("shadow", "Run a policy and command nothing: on the robot that is there now, with a page of what it wanted; or on a recording, with a page of what it wants against what was done.") { file, server, sentence, playback, steps, record, page, dry };
        foreach (var option in rig.Options) command.Add(option);
        command.SetAction((parsed, cancel) => Task.FromResult(AlohaWords.Errors(() =>
        {
            var (address, target) = (parsed.GetValue(server)!, parsed.GetValue(page)!);
            if (parsed.GetValue(file) is { } journal) return Recorded(journal, address, target, parsed.GetValue(dry), cancel);
            var told = parsed.GetValue(sentence) ?? throw new ArgumentException("shadow: name a recording, or the task with --sentence for the robot that is there now.");
            var choice = rig.Of(parsed, "/oft_shadow", told);
            using var kept = new KeptJournal(parsed.GetValue(record), "shadow");
            var options = new LoopOptions { Profile = choice.Profile, Sentence = told, Playback = parsed.GetValue(playback), Shadow = true, NeedsOperator = false, StepLimit = parsed.GetValue(steps) };
            var drive = AlohaRunVerb.Of(options, address) with { Journal = kept.Path };
            if (parsed.GetValue(dry)) return AlohaRunVerb.Dry(choice, drive, address, parsed.GetValue(record), cancel);
            return choice.With(robot =>
            {
                var status = drive.Run(robot, cancel);
                AlohaWords.Report(kept.Path, target, outcome: "a shadow: nothing was commanded");
                return status;
            });
        })));
        return command;
    }

    private static int Recorded(FileInfo file, Uri server, FileInfo page, bool dry, CancellationToken cancel)
    {
        using var journal = Journal.Open(file.FullName);
        if (dry) return AlohaDryRun.Say($"ask the policy at {server} about {journal.Ticks.Count} recorded ticks", [("sentence", journal.Header.Sentence), ("page", page.ToString())], []);
        using var policy = AlohaWords.Policy(server, journal.Header.Robot);
        using var progress = new ProgressLine("shadow", Math.Max(1, journal.Ticks.Count));
        var run = ShadowRun.Over(journal, policy, AlohaPictures.Prepare, (done, _) => progress.Report(done), cancel);
        File.WriteAllText(page.FullName, ShadowPage.Of(run, journal.Header));
        Console.WriteLine($"{run.Steps.Count} steps; wanted: {ShadowPage.Metrics(run, x => x.Wanted, journal.Header)}; page: {page}");
        return 0;
    }
}
