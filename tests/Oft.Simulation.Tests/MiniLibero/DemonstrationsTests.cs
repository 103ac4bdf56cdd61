using Oft.Contracts;
using Oft.Simulation.MiniLibero;

namespace Oft.Simulation.Tests.MiniLibero;

public sealed class DemonstrationsTests
{
    [Fact]
    public void A_demonstration_under_noise_reaches_the_goal_and_records_the_experts_own_actions()
    {
        using var world = MiniSuite.Load("mini_base").Tasks[0].CreateWorld();
        var episode = Demonstrations.Record(world, seed: 1, noise: 0.3);
        Assert.Equal(EpisodeOutcome.Success, episode.Outcome);
        Assert.All(episode.Steps, step => Assert.All(step.Action.ToArray(), a => Assert.InRange(a, -1, 1)));
        Assert.All(episode.Steps, step => Assert.Equal(6, step.TargetOffsets.Length));

        // The first label points along the object's offset: it is the clean action, whatever was executed.
        var (action, offset) = (episode.Steps[0].Action.ToArray(), episode.Steps[0].TargetOffsets.ToArray());
        Assert.True(action[0] * offset[0] + action[1] * offset[1] > 0);
    }

    // The learned motion must not vanish where the fingers should open: a policy has no memory and would wait there.
    [Fact]
    public void The_hand_still_moves_down_when_it_lets_go_of_the_first_of_two_things()
    {
        using var world = MiniSuite.Load("mini_long").Tasks[0].CreateWorld();
        var actions = Demonstrations.Record(world, 0).Steps.Select(step => step.Action.ToArray()).ToList();
        var open = Enumerable.Range(1, actions.Count - 1).First(i => actions[i - 1][6] > 0 && actions[i][6] < 0);
        Assert.True(actions[open - 1][2] < -0.3, $"the last action before letting go goes down by {-actions[open - 1][2]:0.00}");
    }

    // A policy that closed beside a thing must have seen that the hand goes back.
    [Fact]
    public void Under_noise_some_demonstration_closes_on_nothing_opens_again_and_still_gets_there()
    {
        using var world = MiniSuite.Load("mini_base").Tasks[0].CreateWorld();
        var missed = Enumerable.Range(0, 8).Select(seed => Demonstrations.Record(world, (ulong)seed, 0.3)).Where(episode => episode.Steps.Any(step => Gap(step) < 0.02 && step.Action.Span[6] < 0)).ToList();
        Assert.NotEmpty(missed);
        Assert.Contains(missed, episode => episode.Outcome == EpisodeOutcome.Success);

        static double Gap(EpisodeStep step) => step.Observation.Proprio.Span[6] - step.Observation.Proprio.Span[7];
    }

    [Fact]
    public void Pictures_are_drawn_where_they_are_asked_for_and_nothing_else_changes()
    {
        using var world = MiniSuite.Load("mini_base").Tasks[0].CreateWorld();
        var (all, some) = (Demonstrations.Record(world, 9, 0.3), Demonstrations.Record(world, 9, 0.3, every: 4));
        Assert.Equal(all.Steps.Select(step => step.Action.ToArray()), some.Steps.Select(step => step.Action.ToArray()));
        Assert.Equal(all.Steps.Select((_, i) => i % 4 == 0 ? 2 : 0), some.Steps.Select(step => step.Observation.Views.Count));
    }

    [Fact]
    public void The_same_seed_records_the_same_episode()
    {
        using var world = MiniSuite.Load("mini_base").Tasks[0].CreateWorld();
        var (one, other) = (Demonstrations.Record(world, 9, 0.3), Demonstrations.Record(world, 9, 0.3));
        Assert.Equal(one.Steps.Count, other.Steps.Count);
        Assert.All(one.Steps.Zip(other.Steps), pair => Assert.True(pair.First.Observation.Views[0].Rgb.Span.SequenceEqual(pair.Second.Observation.Views[0].Rgb.Span)));
    }

    [Fact]
    public void Clips_begin_with_the_hand_far_from_what_it_will_take()
    {
        using var world = MiniSuite.Load("mini_base").Tasks[0].CreateWorld();
        var offsets = Enumerable.Range(0, 40).Select(i => RandomStartClips.Draw(world, (ulong)i, frames: 1)[0]).ToArray();
        Assert.All(offsets, clip => Assert.Equal((8, 7), (clip.Target.Length, clip.Target.Width)));
        var spread = offsets.Select(c => c.TargetOffsets.Span[1]).ToArray();
        Assert.True(spread.Max() - spread.Min() > 0.3, "the hand begins anywhere over the table, so the way to the object differs by more than 30 cm");
    }
}
