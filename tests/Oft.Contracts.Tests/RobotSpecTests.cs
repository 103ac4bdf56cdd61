namespace Oft.Contracts.Tests;

public class RobotSpecTests
{
    [Theory]
    [InlineData("libero", 2, 8, 7, 8, BoundsKind.Q99)]
    [InlineData("aloha", 3, 14, 14, 25, BoundsKind.MinMax)]
    [InlineData("bridge", 1, 7, 7, 5, BoundsKind.Q99)]
    public void The_robots_of_the_paper_have_its_sizes(string name, int views, int proprio, int action, int chunk, BoundsKind bounds)
    {
        var robot = new[] { RobotSpec.Libero, RobotSpec.Aloha, RobotSpec.Bridge }.Single(x => x.Name == name);

        Assert.Equal((views, proprio, action, chunk, bounds), (robot.Views.Count, robot.ProprioWidth, robot.ActionWidth, robot.ChunkLength, robot.Bounds));
        Assert.True(robot.ActionMask is null || robot.ActionMask.Count == action);
    }

    [Fact]
    public void Trap_18_LIBERO_takes_quantiles_and_leaves_the_gripper_and_ALOHA_takes_extremes_for_every_number()
    {
        Assert.Equal(BoundsKind.Q99, RobotSpec.Libero.Bounds);
        Assert.Equal([true, true, true, true, true, true, false], RobotSpec.Libero.ActionMask!);
        Assert.Equal(BoundsKind.MinMax, RobotSpec.Aloha.Bounds);
        Assert.Null(RobotSpec.Aloha.ActionMask);
    }
}
