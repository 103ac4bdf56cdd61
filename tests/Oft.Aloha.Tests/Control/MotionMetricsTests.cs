using Oft.Aloha.Control;

namespace Oft.Aloha.Tests.Control;

public class MotionMetricsTests
{
    private static double[] Pose(double joint, double gripper = 0) => [joint, 0, 0, 0, 0, 0, gripper, 0, 0, 0, 0, 0, 0, gripper];

    // x = t³/6 has the jerk 1; the third difference of a cubic is exact. One joint of twelve moves.
    [Fact]
    public void A_cubic_has_its_jerk()
    {
        var metrics = new MotionMetrics(25);
        for (var i = 0; i < 100; i++) metrics.Add(Pose(Math.Pow(i / 25.0, 3) / 6, gripper: i % 2), boundary: false);

        Assert.Equal(1, metrics.LargestJerk, 1e-6);
        Assert.Equal(1 / Math.Sqrt(12), metrics.Jerk, 1e-6);
    }

    [Fact]
    public void A_jump_between_chunks_stands_out_and_a_pause_between_them_hides_only_its_jerk()
    {
        var (jumping, pausing) = (new MotionMetrics(25), new MotionMetrics(25));
        for (var i = 0; i < 100; i++)
        {
            var pose = Pose(0.01 * i + i / 25 * 0.04);
            jumping.Add(pose, boundary: i > 0 && i % 25 == 0);
            if (i > 0 && i % 25 == 0) pausing.Pause();
            pausing.Add(pose, boundary: i > 0 && i % 25 == 0);
        }

        Assert.Equal((3, 5.0), (jumping.Boundaries, Math.Round(jumping.BoundaryRatio, 9)));
        Assert.Equal(jumping.BoundaryRatio, pausing.BoundaryRatio);
        Assert.True(jumping.LargestJerk > 100, $"{jumping}");
        Assert.Equal(0, pausing.LargestJerk, 1e-6);
    }
}
