using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Aloha.Tests.Control;
using Oft.Contracts;

namespace Oft.Aloha.Tests;

/// <summary>What users of such systems complain about, and what this kit answers.</summary>
public class PromiseTests
{
    /// <summary>Promise 13: a head that jitters on a real arm, and the question which control rate. Jerk and chunk-boundary metrics tell before the robot moves.</summary>
    [Fact]
    public void Promise_13_jitter_shows_in_jerk_and_at_chunk_boundaries_in_shadow_mode_before_the_robot_moves()
    {
        var (smooth, shaking) = (Shadow(noise: 0, shift: 0), Shadow(noise: 0.01, shift: 0.05));

        Assert.Equal((0, 0), (smooth.Commands, shaking.Commands));               // nothing was commanded
        Assert.True(shaking.Metrics.Jerk > 20 * smooth.Metrics.Jerk, $"{shaking.Metrics} against {smooth.Metrics}");
        Assert.True(smooth.Metrics.BoundaryRatio < 3, $"{smooth.Metrics}");
        Assert.True(shaking.Metrics.BoundaryRatio > 5, $"{shaking.Metrics}");
        Assert.True(smooth.Metrics.Boundaries >= 5);
    }

    /// <summary>The rate is part of the robot's profile, and a chunk is played at it: 25 actions take a second.</summary>
    [Fact]
    public void Promise_13_the_control_rate_is_said_once_and_kept()
    {
        Assert.Equal(RobotSpec.Aloha.ControlRateHz, GateProfile.Aloha1.RateHz);
        var rig = new Rig().Started();
        rig.Ticks(60);
        var chunk = rig.Records.Where(x => x.Sent is not null).Take(25).ToList();

        Assert.Equal(0.96, rig.Time.GetElapsedTime(chunk[0].Time, chunk[^1].Time).TotalSeconds, 1e-9);
    }

    private static (MotionMetrics Metrics, int Commands) Shadow(double noise, double shift)
    {
        var random = new Random(13);
        var rig = new Rig(x => x with { Shadow = true });
        // Chunks that continue each other, unless they are shifted; noise on every action.
        rig.Desk.Script = query => (0.04, new ActionChunk(25, 14, (double[])[.. Enumerable.Range(0, 25).SelectMany(i =>
        {
            var pose = Rig.StartPose;
            pose[0] = 0.1 * Math.Sin((rig.Cycle.Tick + i) * 0.05) + noise * (random.NextDouble() - 0.5) + (query % 2) * shift;
            return pose;
        })]), null);
        rig.Cycle.Ready();
        rig.Tick();
        rig.Cycle.Start();
        rig.Ticks(200);
        var metrics = new MotionMetrics(GateProfile.Aloha1.RateHz);
        foreach (var record in rig.Records)
            if (record.Wanted is { } wanted) metrics.Add(wanted, record.Boundary);
            else metrics.Pause();
        return (metrics, rig.Robot.Sent.Count + rig.Robot.Held.Count);
    }
}
