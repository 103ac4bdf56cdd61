using Oft.Simulation.MiniLibero;

namespace Oft.Simulation.Tests.MiniLibero;

public sealed class MiniWorldTests
{
    [Fact]
    public void The_same_seed_and_actions_give_bit_equal_states_and_pictures()
    {
        using var one = World();
        using var other = World();
        foreach (var world in (MiniWorld[])[one, other])
        {
            world.ResetForDemonstration(3);
            Drive(world, 12);
        }
        Assert.Equal(one.Snapshot(), other.Snapshot());
        Assert.True(one.Render("wrist", 40, 30).Rgb.Span.SequenceEqual(other.Render("wrist", 40, 30).Rgb.Span));
    }

    [Fact]
    public void A_restored_world_goes_on_exactly_as_it_did()
    {
        using var world = World();
        world.ResetForDemonstration(5);
        Drive(world, 10);
        var snapshot = world.Snapshot();
        Drive(world, 15);
        var first = world.Snapshot();

        world.ResetForDemonstration(6);                          // another layout, so fixtures have to come back too
        Drive(world, 4);
        world.Restore(snapshot);
        Assert.Equal(snapshot, world.Snapshot());
        Drive(world, 15);

        Assert.Equal(first, world.Snapshot());
    }

    [Fact]
    public void Worlds_in_threads_do_what_they_do_alone()
    {
        double[] Run(int seed)
        {
            using var world = World();
            world.ResetForDemonstration((ulong)seed);
            Drive(world, 10);
            var sum = 0.0;
            foreach (var value in world.Observe().Views[0].Rgb.Span) sum += value;
            return [.. world.Snapshot(), sum];
        }

        var alone = Enumerable.Range(0, 6).Select(Run).ToArray();
        var together = new double[6][];
        Parallel.For(0, 6, i => together[i] = Run(i));

        Assert.Equal(alone, together);
    }

    [Fact]
    public void Pictures_are_made_only_when_they_are_read_and_once_per_step()
    {
        using var world = World();
        Assert.Same(world.Observe(), world.Observe());
        var before = world.Observe();
        Drive(world, 1);
        Assert.NotSame(before, world.Observe());
    }

    [Fact]
    public void Observations_carry_two_views_eight_numbers_and_the_sentence()
    {
        using var world = World();
        var seen = world.Observe();
        Assert.Equal(world.Robot.Views, seen.Views.Select(v => v.Name));
        Assert.All(seen.Views, v => Assert.Equal((84, 84), (v.Width, v.Height)));
        Assert.Equal(world.Robot.ProprioWidth, seen.Proprio.Length);
        Assert.Equal(world.Sentence, seen.Sentence);
    }

    [Fact]
    public void An_action_that_is_not_finite_or_not_seven_wide_is_refused()
    {
        using var world = World();
        Assert.Contains("expected [7]", Assert.Throws<ArgumentException>(() => world.Step(new double[6])).Message);
        Assert.Throws<ArgumentException>(() => world.Step([0, 0, double.NaN, 0, 0, 0, 0]));
    }

    private static MiniWorld World() => MiniSuite.Load("mini_base").Tasks[0].CreateWorld();

    private static void Drive(MiniWorld world, int steps)
    {
        var expert = new ScriptedExpert(world);
        for (var i = 0; i < steps; i++) world.Step(expert.Act());
    }
}
