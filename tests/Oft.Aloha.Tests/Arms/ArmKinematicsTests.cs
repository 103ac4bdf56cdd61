using Oft.Aloha.Arms;

namespace Oft.Aloha.Tests.Arms;

public class ArmKinematicsTests
{
    // Golden values of both forms of the kinematics (offsets, screw axes), which agree to 3e-16; printed with six digits.
    [Theory]
    [InlineData(new double[] { 0, 0, 0, 0, 0, 0 }, new[] { 0.536494, 0, 0.427050 }, new double[] { 1, 0, 0 })]
    [InlineData(new[] { 0, -0.96, 1.16, 0, -0.3, 0 }, new[] { 0.258476, 0, 0.305953 }, new[] { 0.995004, 0, 0.099833 })]
    [InlineData(new[] { 0, -1.7, 1.55, 0.12, 0.65, 0 }, new[] { 0.146627, 0.012819, 0.108212 }, new[] { 0.876932, 0.072448, -0.475122 })]
    [InlineData(new[] { 0.3, -0.5, 0.7, 0.4, -0.2, 1.1 }, new[] { 0.365970, 0.098878, 0.356554 }, new[] { 0.975223, 0.220689, -0.015370 })]
    public void The_hand_is_where_the_vendors_kinematics_say(double[] joints, double[] place, double[] axis)
    {
        var hand = ArmKinematics.Hand(joints);

        double[] got = [hand.X, hand.Y, hand.Z, hand.AxisX, hand.AxisY, hand.AxisZ];
        Assert.All(got.Zip([.. place, .. axis]), x => Assert.Equal(x.Second, x.First, 6e-7));
    }

    [Fact]
    public void A_point_turns_with_the_waist()
    {
        var (zero, turned) = (ArmKinematics.Hand([0, 0.2, 0.1, 0, 0, 0]), ArmKinematics.Hand([Math.PI / 2, 0.2, 0.1, 0, 0, 0]));

        Assert.Equal((zero.X, zero.Z), (turned.Y, turned.Z));
        Assert.Equal(0, turned.X, 1e-15);
    }
}
