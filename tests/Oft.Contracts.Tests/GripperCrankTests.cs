namespace Oft.Contracts.Tests;

public class GripperCrankTests
{
    // Measured through the driver's crank: what is observed when a command is tracked perfectly.
    [Theory]
    [InlineData(0, -0.6213, 0.01843, -0.0001)]
    [InlineData(0.25, -0.0932, 0.02652, 0.2043)]
    [InlineData(0.5, 0.4349, 0.03923, 0.5256)]
    [InlineData(0.75, 0.9629, 0.05180, 0.8432)]
    [InlineData(1, 1.4910, 0.05789, 0.9972)]
    public void A_perfectly_tracked_command_is_not_read_back_as_itself(double commanded, double angle, double position, double observed)
    {
        var servo = GripperScale.Follower.ToAngle(commanded);
        var finger = GripperCrank.Follower.Position(servo);

        Assert.Equal(angle, servo, 5e-5);
        Assert.Equal(position, finger, 5e-6);
        Assert.Equal(observed, GripperScale.Follower.FromPosition(finger), 5e-5);
    }
}
