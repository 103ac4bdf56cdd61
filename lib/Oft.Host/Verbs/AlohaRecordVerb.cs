using System.CommandLine;
using Oft.Aloha.Gate;
using Oft.Aloha.Recording;
using Oft.Aloha.Robots;
using Oft.Aloha.Teleoperation;

namespace Oft.Host.Verbs;

/// <summary><c>oft aloha record</c>: somebody leads a simulated robot, and it is recorded.</summary>
internal static class AlohaRecordVerb
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("journal") { Description = "A new file." };
        var sentence = AlohaWords.SentenceOption();
        var command = new Command("record", "Lead a robot without physics by keys and record it: tab other arm, 1-6 and q w e r t z joints, o c gripper, escape ends.") { file, sentence };
        command.SetAction((parsed, cancel) => Task.FromResult(AlohaWords.Errors(() =>
        {
            if (Console.IsInputRedirected) throw new InvalidOperationException("record: the keyboard is needed; run it in a terminal.");
            var (profile, time) = (GateProfile.Simulated, TimeProvider.System);
            using var robot = new KinematicRobot(profile, time, width: 640, height: 480);
            using var journal = new JournalWriter(parsed.GetValue(file)!.FullName, new JournalHeader(parsed.GetValue(sentence)!, parsed.GetValue(sentence)!, robot.Spec, profile.Name, "keyboard", true, DateTimeOffset.UtcNow, time.TimestampFrequency), time);
            var leader = new KeyboardLeader(() => Console.KeyAvailable ? Console.ReadKey(intercept: true).KeyChar : null);
            var run = new TeleoperationRun(robot, leader, profile, time, journal);
            robot.Begin();
            var ticks = 0;
            for (; !cancel.IsCancellationRequested && run.Step(); ticks++) cancel.WaitHandle.WaitOne(TimeSpan.FromSeconds(profile.Period));
            Console.WriteLine($"{ticks} ticks recorded; oft aloha recover makes an episode of them.");
            return 0;
        })));
        return command;
    }
}
