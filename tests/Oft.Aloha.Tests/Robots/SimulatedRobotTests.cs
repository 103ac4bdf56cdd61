using Oft.Aloha.Robots;
using Oft.Contracts;

namespace Oft.Aloha.Tests.Robots;

public class SimulatedRobotTests
{
    private sealed class Counter : IWorld
    {
        public double[] Last { get; private set; } = [];

        public int Steps { get; private set; }

        public bool Broken { get; set; }

        public RobotSpec Robot { get; } = RobotSpec.Aloha with { Views = ["full_image"] };

        public string Sentence => "count";

        public int StepLimit => 100;

        public bool Success => Steps >= 3;

        public void Reset(int initialState, ulong seed)
        {
        }

        public void Step(ReadOnlySpan<double> action)
        {
            if (Broken) throw new InvalidOperationException("the solver diverged");
            (Last, Steps) = (action.ToArray(), Steps + 1);
        }

        public Observation Observe() => new([new CameraImage("full_image", 2, 1, new byte[] { (byte)(Steps / 2), 0, 0, 0, 0, 0 })], new double[] { Steps, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, Sentence);

        public void Dispose()
        {
        }
    }

    [Fact]
    public void Every_period_the_last_targets_are_stepped_and_what_is_seen_is_the_state()
    {
        var (time, world) = (new ManualTime(), new Counter());
        using var robot = new SimulatedRobot(world, time, new double[14]);
        Assert.Null(robot.State);                                               // a world draws on the thread it is first used from
        robot.Look();
        var first = robot.Frames[0]!;
        robot.Send([.. Enumerable.Repeat(0.25, 14)]);
        time.Advance(0.04);
        robot.Advance();

        Assert.Equal(0.25, world.Last[3]);
        Assert.Equal(1, robot.State!.Position.Span[0]);
        Assert.Equal(time.GetTimestamp(), robot.State.Received);
        Assert.Equal((2L, first.Changed), (robot.Frames[0]!.Number, robot.Frames[0]!.Changed));   // the same bytes once more
        time.Advance(0.04);
        robot.Advance();
        Assert.Equal(time.GetTimestamp(), robot.Frames[0]!.Changed);
        robot.Advance();
        Assert.True(robot.Success);
    }

    [Fact]
    public void A_simulation_that_breaks_is_trouble_and_no_crash()
    {
        using var robot = new SimulatedRobot(new Counter { Broken = true }, TimeProvider.System, new double[14]);
        robot.Begin();
        var end = DateTime.UtcNow.AddSeconds(20);
        while (robot.Trouble is null && DateTime.UtcNow < end) Thread.Sleep(5);

        Assert.Contains("diverged", robot.Trouble);
    }
}
