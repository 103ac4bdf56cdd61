using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Aloha.Recording;
using Oft.Contracts;
using Oft.Lab.Proofs;
using Oft.Lab.Runs;
using Oft.Lab.Sessions;
using Oft.Model;
using Oft.Model.Weights;

namespace Oft.Lab.Aloha;

/// <summary><c>oft prove aloha-session</c>: a whole session with a simulated robot, three processes: the robot's ROS graph, the policy behind HTTP, the loop; and this one as its operator.</summary>
/// <param name="program">The <c>oft</c> assembly, which is all three.</param>
public sealed class AlohaSessionProof(string program) : IProof
{
    private const string Sentence = "put the red pepper into the pot";
    private const int Height = 120, MostTries = 50;

    /// <inheritdoc/>
    public string Name => "aloha-session";

    /// <inheritdoc/>
    public string Claim => "A session over the ROS graph and HTTP goes from the list before the start through home and run to a report with the rubric's points, each of robot, policy and loop in a process of its own.";

    /// <summary>Where the session's page is left.</summary>
    public static string Report => Path.Combine(Checkout.Root, "out", "sessions", "aloha-session.html");

    /// <inheritdoc/>
    /// <remarks>Its unit is seconds of running, 60 at full size. The policy is the tiny one, untrained, with ranges near the start pose: it is the session that is shown, not the skill.</remarks>
    public ProofResult Run(ProofContext context)
    {
        var (folder, seconds) = (Directory.CreateTempSubdirectory("oft-prove-session-").FullName, context.Size ?? 60);
        try
        {
            var (checkpoint, recording) = (Path.Combine(folder, "tiny"), Path.Combine(folder, "run.journal"));
            RandomCheckpoint.Write(checkpoint, OftConfig.Tiny with { Film = true, Robot = RobotSpec.Aloha }, 7, AlohaLoopProof.NearTheStartPose());
            using var robot = ServedRobot.Start(program, Sentence, Height, context.Cancellation);
            context.Say($"the robot's graph is at {robot.Master}");
            IReadOnlyList<SessionCheck> list;
            var (tries, homed) = (0, false);
            using (var session = RobotSession.Of(RobotLoop.Start(checkpoint, Path.Combine(folder, "loop.sock"), ["--master", robot.Master.ToString(), "--profile", GateProfile.Simulated.Name, "--sentence", Sentence, "--record", recording], context.Cancellation, program)))
            {
                list = session.Check();
                foreach (var check in list) context.Say($"{(check.Passed ? "ok  " : "FAIL")} {check.Name}: {check.Found}");
                // A busy machine may be late with a sign of life, and an untrained policy is stopped by the gate now and then: the operator goes on.
                for (; tries < MostTries && !homed; tries++) homed = session.Home(context.Cancellation).Reason.Contains("start pose is reached", StringComparison.Ordinal);
                var before = session.Now.Sent;
                for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < seconds || session.Now.Sent == before && tries < MostTries; tries++)
                {
                    context.Cancellation.ThrowIfCancellationRequested();
                    context.Say(session.Run(Sentence, Math.Max(2, seconds - clock.Elapsed.TotalSeconds), context.Cancellation).Reason);
                }
                session.Stop();
            }
            var (said, points) = robot.End();
            context.Say(said);
            return Judge(recording, list, homed, tries, points, said, seconds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ProofResult Judge(string recording, IReadOnlyList<SessionCheck> list, bool homed, int tries, double? points, string said, long seconds)
    {
        using var journal = Journal.Open(recording);
        var record = JournalSession.Of(journal, points, said, list);
        Directory.CreateDirectory(Path.GetDirectoryName(Report)!);
        File.WriteAllText(Report, SessionReport.ToHtml(record));
        var (sent, green) = (journal.Ticks.Count(x => x.Mode == LoopMode.Running && x.Sent.Length > 0), list.Count(x => x.Passed));
        return new ProofResult(green == list.Count && homed && sent > 0 && points is not null && journal is { Closed: true, Damage: null }, string.Create(CultureInfo.InvariantCulture, $"{seconds} seconds"), new JsonObject
        {
            ["checks_green"] = green,
            ["checks"] = list.Count,
            ["homed"] = homed,
            ["starts"] = tries,
            ["actions_sent"] = sent,
            ["ticks"] = journal.Ticks.Count,
            ["answers"] = journal.Answers.Count,
            ["points_of_100"] = points,
            ["report"] = Path.GetRelativePath(Checkout.Root, Report),
        });
    }
}
