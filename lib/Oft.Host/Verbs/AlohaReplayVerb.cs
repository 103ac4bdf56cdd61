using System.CommandLine;
using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Aloha.Recording;
using Oft.Aloha.Robots;
using Oft.Data.Aloha;
using Oft.Formats.Hdf5;
using Oft.Lab.Sessions;

namespace Oft.Host.Verbs;

/// <summary><c>oft aloha replay</c>: what was recorded, played again.</summary>
internal static class AlohaReplayVerb
{
    public static Command Create()
    {
        var rig = new AlohaRig();
        var recording = new Argument<FileInfo>("recording") { Description = "A journal of oft aloha, or an ALOHA recording (.hdf5)." };
        var sentence = new Option<string?>("--sentence") { Description = "Which simulated table; the recording's own sentence by default." };
        var (steps, record, socket, page, dry) = (AlohaWords.StepsOption(), AlohaWords.RecordOption(), AlohaWords.SocketOption(), AlohaWords.PageOption(), AlohaDryRun.Option());
        var report = new Option<FileInfo>("--report") { Description = "The replay's page.", DefaultValueFactory = _ => new FileInfo("replay.html") };
        var alone = new Option<bool>("--unattended") { Description = "No operator has to give signs of life, and it starts by itself. Only with --kinematic or --simulated." };
        var command = new Command("replay", "Play a recording again on a robot: slowly to its first pose, then its actions through the gate, then a page that holds both against each other. The operator says ready, home, start.") { recording, sentence, steps, record, report, socket, page, alone, dry };
        foreach (var option in rig.Options) command.Add(option);
        command.SetAction((parsed, cancel) => Task.FromResult(AlohaWords.Errors(() =>
        {
            var from = parsed.GetValue(recording)!;
            var (recorded, told, rateHz) = Read(from.FullName);
            var choice = rig.Of(parsed, "/oft_replay", parsed.GetValue(sentence) ?? told);
            if (parsed.GetValue(alone) && choice.Node is not null) throw new ArgumentException("--unattended: a real robot needs somebody who watches. Use --operator.");
            var options = Options(choice.Profile, recorded, parsed.GetValue(sentence) ?? told, rateHz, parsed.GetValue(steps), !parsed.GetValue(alone));
            using var kept = new KeptJournal(parsed.GetValue(record), "replay");
            var drive = new AlohaDrive
            {
                Options = options, Policy = _ => recorded, Question = _ => (recorded.Act(null!), TimeSpan.Zero), Source = $"a replay of {from.Name}",
                Journal = kept.Path, Socket = parsed.GetValue(socket)!, Page = parsed.GetValue(page),
            };
            if (parsed.GetValue(dry))
            {
                List<SessionCheck> found = [.. choice.Look(cancel), new("recording", true, $"{recorded.Length} actions of {recorded.Width} numbers")];
                if (parsed.GetValue(record) is { } file) found.Add(AlohaDryRun.NewFile("journal", file));
                return AlohaDryRun.Say($"go slowly to the first pose of {from}, then play {options.StepLimit} of its {recorded.Length} actions through the gate", [.. AlohaRunVerb.Facts(choice, drive), ("page", parsed.GetValue(report)!.ToString())], found);
            }
            return choice.With(robot =>
            {
                var status = drive.Run(robot, cancel);
                var said = Compare(recorded, kept.Path, choice.Profile);
                Console.WriteLine(said);
                AlohaWords.Report(kept.Path, parsed.GetValue(report)!, (robot as SimulatedRobot)?.Score, said);
                return status;
            });
        })));
        return command;
    }

    private static LoopOptions Options(GateProfile profile, ReplayPolicy recorded, string sentence, double? rateHz, long? steps, bool watched)
    {
        if (recorded.Width != profile.Width) throw new InvalidDataException($"the recording's actions have {recorded.Width} numbers; {profile.Name} takes {profile.Width}.");
        if (rateHz is { } rate && rate != profile.RateHz) throw new InvalidDataException($"the recording has {rate} actions a second, {profile.Name} sends {profile.RateHz}: choose a profile of that rate.");
        return new LoopOptions
        {
            Profile = profile, Sentence = sentence, NeedsOperator = watched, ChunkLength = recorded.Length, StepLimit = Math.Min(steps ?? recorded.Length, recorded.Length), StartFrom = profile.Inside(recorded.First), Prepare = x => x,
        };
    }

    // An ALOHA recording says no rate: it is played at the profile's.
    private static (ReplayPolicy Recorded, string Sentence, double? RateHz) Read(string path)
    {
        if (Path.GetExtension(path) is not (".hdf5" or ".h5"))
        {
            using var journal = Journal.Open(path);
            return (ReplayPolicy.Of(journal), journal.Header.Sentence, journal.Header.Robot.ControlRateHz);
        }
        using var guard = new Hdf5Guard();
        using var episode = AlohaRecording.Open(path, guard);
        return (new ReplayPolicy(Rows(episode.Qpos), Rows(episode.Action)), AlohaRecording.Sentence(path), null);
    }

    private static List<double[]> Rows(float[] values) => [.. values.Chunk(AlohaRecording.RobotWidth).Select(row => row.Select(x => (double)x).ToArray())];

    private static string Compare(ReplayPolicy recorded, string path, GateProfile profile)
    {
        using var journal = Journal.Open(path);
        var (played, mean, largest, number) = recorded.Against(journal);
        return played == 0 ? "no action was played" : FormattableString.Invariant($"{played} of {recorded.Length} actions played; measured joints were {mean:0.000} from the recording on average, {largest:0.000} at most ({profile.NameOf(number)})");
    }
}
