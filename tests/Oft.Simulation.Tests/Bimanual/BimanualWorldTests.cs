using Oft.Simulation.Bimanual;

namespace Oft.Simulation.Tests.Bimanual;

public sealed class BimanualWorldTests
{
    private static readonly double[] home = [.. BimanualRobot.Home];

    // What the robot's crank makes of a command that is tracked perfectly.
    [Theory]
    [InlineData(0.25, 0.2043)]
    [InlineData(0.5, 0.5256)]
    [InlineData(0.75, 0.8432)]
    [InlineData(1, 0.9972)]
    public void A_gripper_is_read_back_through_the_crank(double commanded, double observed)
    {
        using var world = World("aloha_transfer");
        var action = (double[])home.Clone();
        (action[6], action[13]) = (commanded, commanded);
        for (var i = 0; i < 40; i++) world.Step(action);
        var seen = world.Proprio();
        // The servo's finger stops within half a millimetre of 40; nothing pulls at it but its own spring.
        Assert.Equal(observed, seen[6], 0.0125);
        Assert.Equal(observed, seen[13], 0.0125);
    }

    [Fact]
    public void At_home_the_servos_hold_both_arms_within_two_degrees()
    {
        using var world = World("aloha_pour");
        for (var i = 0; i < 50; i++) world.Step(home);
        var seen = world.Proprio();
        for (var i = 0; i < 14; i++)
            if (i % 7 != 6) Assert.Equal(home[i], seen[i], 0.035);                // weight against stiffness: the real arms sag as well
    }

    [Fact]
    public void The_same_actions_give_bit_equal_states_and_a_restored_world_goes_on_as_it_did()
    {
        using var one = World("aloha_pour");
        using var other = World("aloha_pour");
        foreach (var world in (BimanualWorld[])[one, other]) world.ResetForDemonstration(3);
        Drive(one, 60);
        Drive(other, 40);
        var middle = other.Snapshot();
        other.ResetForDemonstration(4);                          // another layout, so that the bowls have to come back too
        Drive(other, 5);
        other.Restore(middle);
        Assert.Equal(middle, other.Snapshot());
        Drive(other, 20, from: 40);
        Assert.Equal(one.Snapshot(), other.Snapshot());
        Assert.True(one.Render("right_wrist_image", 40, 30).Rgb.Span.SequenceEqual(other.Render("right_wrist_image", 40, 30).Rgb.Span));

        static void Drive(BimanualWorld world, int steps, int from = 0)
        {
            for (var i = from; i < from + steps; i++)
            {
                var action = (double[])home.Clone();
                (action[7], action[8], action[13]) = (0.3 * Math.Sin(i / 9.0), action[8] + 0.01 * i, i % 30 / 30.0);
                world.Step(action);
            }
        }
    }

    [Fact]
    public void Actions_of_another_width_or_without_a_value_are_refused()
    {
        using var world = World("aloha_transfer");
        Assert.Contains("[14], got [7]", Assert.Throws<ArgumentException>(() => world.Step(new double[7])).Message);
        var broken = (double[])home.Clone();
        broken[9] = double.NaN;
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => world.Step(broken)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => world.Reset(50, 0));
        Assert.Contains("snapshot", Assert.Throws<ArgumentException>(() => world.Restore(new double[3])).Message);
    }

    [Fact]
    public void Four_cameras_see_four_pictures_in_the_robots_order()
    {
        using var world = BimanualSuite.Load("aloha_pot").Tasks[0].CreateWorld(BimanualOptions.OfHeight(48) with { Robot = BimanualRobot.FourViews });
        var views = world.Observe().Views;
        Assert.Equal(BimanualRobot.FourViews.Views, views.Select(x => x.Name));
        Assert.All(views, x => Assert.Equal((64, 48), (x.Width, x.Height)));
        Assert.Equal(4, views.Select(x => Convert.ToHexString(x.Rgb.Span)).Distinct().Count());
    }

    private static BimanualWorld World(string suite) => BimanualSuite.Load(suite).Tasks[0].CreateWorld();
}
