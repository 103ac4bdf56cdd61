using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Oft.Aloha.Arms;
using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Aloha.Robots;
using Oft.Aloha.Wire.Clients;
using Oft.Contracts;
using Oft.Lab.Progress;
using Oft.Lab.Proofs;
using Oft.Model;
using Oft.Model.Weights;

namespace Oft.Lab.Aloha;

/// <summary><c>oft prove aloha-loop</c>: half an hour at 25 Hz with the tiny policy in another process.</summary>
/// <param name="program">The <c>oft</c> assembly, which serves the policy.</param>
public sealed class AlohaLoopProof(string program) : IProof
{
    private const double MostPeriod = 45, MostGrowth = 0.5;                      // ms; MB a minute, below what one lost picture in a thousand would add

    /// <inheritdoc/>
    public string Name => "aloha-loop";

    /// <inheritdoc/>
    public string Claim => "The control loop keeps 25 Hz (period p99 within 5 ms), loses no tick and no memory while a policy in another process answers it.";

    /// <inheritdoc/>
    /// <remarks>Its unit is seconds, 1800 at full size. A bare thread with the same deadlines runs beside it, to tell what the machine itself was able to keep.</remarks>
    public ProofResult Run(ProofContext context)
    {
        var folder = Directory.CreateTempSubdirectory("oft-prove-aloha-").FullName;
        try
        {
            var checkpoint = Path.Combine(folder, "tiny");
            RandomCheckpoint.Write(checkpoint, OftConfig.Tiny with { Film = true, Robot = RobotSpec.Aloha }, 7, NearTheStartPose());
            using var server = ServedPolicy.Start(program, checkpoint, context.Cancellation);
            context.Say($"the tiny policy answers at {server.Address}");
            return Measure(server.Address, TimeSpan.FromSeconds(context.Size ?? 1800), context.Cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ProofResult Measure(Uri address, TimeSpan length, CancellationToken cancel)
    {
        var (profile, time) = (GateProfile.Simulated, TimeProvider.System);
        using var robot = new KinematicRobot(profile, time);
        robot.Begin();
        using var policy = new ActClient(address, robot.Spec, new ClientSettings { Budget = TimeSpan.FromSeconds(10) });
        policy.Act(new Observation([.. robot.Frames.Select(x => AlohaPictures.Prepare(x!.Image))], robot.State!.Position, "put the red pepper into the pot"));   // compiled on both sides
        using var desk = new PolicyDesk(policy, time);
        var (summary, holds) = (new RunSummary(profile), 0);
        var cycle = new ControlCycle(robot, desk, new LoopOptions { Profile = profile, Sentence = "put the red pepper into the pot" }, time, summary);
        cycle.Changed += (mode, _) => holds += mode is LoopMode.Holding or LoopMode.Fault ? 1 : 0;
        using var bare = new PacedThread(profile.RateHz, time);
        using var loop = new ControlLoop(cycle, profile.RateHz, time);
        loop.Begin();
        var memory = new MemoryTrend();
        using var progress = new ProgressLine("aloha loop, seconds", (long)Math.Ceiling(length.TotalSeconds));
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < length; cancel.WaitHandle.WaitOne(100))
        {
            cancel.ThrowIfCancellationRequested();
            cycle.Heartbeat();
            // An untrained policy is stopped by the gate now and then; the operator goes on at once.
            if (cycle.Mode is LoopMode.Idle or LoopMode.Fault) cycle.Ready();
            else if (cycle.Mode is LoopMode.Ready or LoopMode.Holding) cycle.Start();
            if (memory.Due(clock.Elapsed, length)) progress.Report((long)clock.Elapsed.TotalSeconds, $"{memory.Last:0.0} MB");
        }
        loop.Dispose();
        bare.Dispose();
        if (loop.Failure is { } failure) throw new InvalidOperationException($"the loop broke: {failure.Message}", failure);
        return Result(loop.Timing, bare.Timing, summary, holds, memory, length);
    }

    // An untrained policy says anything; these ranges make it say what a careful one would: a little around the start pose.
    internal static StatisticsFile NearTheStartPose()
    {
        double[] Row(double arm, double gripper) => [.. Enumerable.Range(0, AlohaState.Width).Select(i => i % AlohaState.ArmWidth == FollowerReading.ArmJoints ? gripper : AlohaRoutines.StartPose[i % AlohaState.ArmWidth] + arm)];
        var field = new FieldStatistics { Mean = Row(0, 0.5), Std = Row(0, 0.5), Min = Row(-0.2, 0.2), Max = Row(0.2, 0.8), Q01 = Row(-0.2, 0.2), Q99 = Row(0.2, 0.8) };
        return new StatisticsFile(new Dictionary<string, ActionStatistics> { ["near_the_start_pose"] = new(field, field) });
    }

    private static ProofResult Result(LoopTiming timing, LoopTiming bare, RunSummary summary, int holds, MemoryTrend memory, TimeSpan length)
    {
        var result = new JsonObject
        {
            ["ticks"] = timing.Ticks,
            ["ticks_lost"] = timing.Lost,
            ["period_p50_ms"] = Math.Round(timing.Period(0.5), 2),
            ["period_p99_ms"] = Math.Round(timing.Period(0.99), 2),
            ["period_longest_ms"] = Math.Round(timing.LongestPeriod, 2),
            ["work_longest_ms"] = Math.Round(timing.LongestWork, 2),
            ["bare_thread_period_p99_ms"] = Math.Round(bare.Period(0.99), 2),
            ["bare_thread_ticks_lost"] = bare.Lost,
            ["actions_sent"] = summary.Sent,
            ["answers_used"] = summary.Used,
            ["answers_not_used"] = summary.Refused,
            ["holds"] = holds,
            ["slope_mb_per_minute"] = Math.Round(memory.Slope, 4),
            ["resident_mb_first"] = Math.Round(memory.First, 1),
            ["resident_mb_last"] = Math.Round(memory.Last, 1),
        };
        var holdsUp = timing.Period(0.99) <= MostPeriod && timing.Lost == 0 && memory.Slope < MostGrowth && summary.Sent > 0;
        return new ProofResult(holdsUp, string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0} seconds"), result);
    }
}
