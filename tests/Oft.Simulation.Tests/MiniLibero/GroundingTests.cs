using Oft.Simulation.MiniLibero;
using Oft.Testing;

namespace Oft.Simulation.Tests.MiniLibero;

public sealed class GroundingTests
{
    [Fact]
    public void A_random_task_is_the_seeds_own_and_never_a_suites()
    {
        var asked = MiniSuite.Names.SelectMany(name => MiniSuite.Load(name).Tasks).Select(task => task.Sentence).ToHashSet();
        var sentences = Enumerable.Range(0, 400).Select(seed => GroundingTasks.Draw((ulong)seed).Sentence).ToList();

        Assert.DoesNotContain(sentences, asked.Contains);
        Assert.True(sentences.Distinct().Count() > 350);
        Assert.Equal(sentences[7], GroundingTasks.Draw(7).Sentence);
        // Words that only the test suites use are among those learnt: that is what random tasks are for.
        Assert.All(new[] { "tomato can", "ketchup bottle", "black bowl" }, words => Assert.Contains(sentences, sentence => sentence.Contains(words, StringComparison.Ordinal)));
    }

    [Fact]
    public void Hands_change_and_what_they_are_asked_for_stays_where_it_is()
    {
        Need.Library("libmujoco.so");
        for (var seed = 0UL; seed < 12; seed++)
        {
            using var world = GroundingTasks.Draw(seed).CreateWorld();
            var looks = GroundingLooks.Draw(world, seed, hands: 3);

            Assert.Equal(3, looks.Count);
            var things = looks.Select(look => Enumerable.Range(0, 3).Select(i => look.Observation.Proprio.Span[i] + look.TargetOffsets.Span[i]).ToArray()).ToList();
            for (var axis = 0; axis < 3; axis++) Assert.InRange(things.Max(place => place[axis]) - things.Min(place => place[axis]), 0, 1e-9);
            Assert.True(looks.Select(look => look.Observation.Proprio.Span[0]).Distinct().Count() > 1);
            Assert.All(looks, look => Assert.All(look.Target.Values.ToArray(), value => Assert.InRange(value, -1, 1)));
            Assert.All(looks, look => Assert.Equal((1, world.Sentence), (look.Target.Length, look.Observation.Sentence)));
        }
    }

    [Fact]
    public void The_same_layout_and_seed_give_the_same_frames()
    {
        Need.Library("libmujoco.so");
        using var world = GroundingTasks.Draw(3).CreateWorld();
        var (one, other, again) = (GroundingLooks.Draw(world, 1, 2), GroundingLooks.Draw(world, 2, 2), GroundingLooks.Draw(world, 1, 2));
        Assert.True(one[1].Observation.Views[0].Rgb.Span.SequenceEqual(again[1].Observation.Views[0].Rgb.Span));
        Assert.False(one[1].Observation.Views[0].Rgb.Span.SequenceEqual(other[1].Observation.Views[0].Rgb.Span));
    }
}
