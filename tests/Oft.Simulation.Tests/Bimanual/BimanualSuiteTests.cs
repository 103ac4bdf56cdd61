using System.Globalization;
using Oft.Contracts;
using Oft.Simulation.Bimanual;
using Oft.Simulation.MiniLibero;

namespace Oft.Simulation.Tests.Bimanual;

public sealed class BimanualSuiteTests
{
    private static IEnumerable<BimanualTask> Everything => BimanualSuite.Names.SelectMany(name => BimanualSuite.Load(name).Tasks);

    [Fact]
    public void There_are_one_three_and_two_tasks_and_an_unknown_suite_is_refused_with_the_known_names()
    {
        Assert.Equal([("aloha_transfer", 1), ("aloha_pot", 3), ("aloha_pour", 2)], BimanualSuite.Names.Select(name => (name, BimanualSuite.Load(name).Tasks.Count)));
        Assert.Equal(6, Everything.Select(task => task.Sentence).Distinct().Count());
        Assert.Contains("aloha_pot", Assert.Throws<ArgumentException>(() => BimanualSuite.Load("aloha_fold")).Message);
    }

    [Fact]
    public void Every_rubric_adds_up_to_a_hundred() => Assert.All(Everything, task => Assert.Equal(100, task.Rubric.Sum(x => x.Points)));

    [Fact]
    public void Initial_states_are_what_they_were_when_the_benchmark_was_fixed()
    {
        // A sum over every place of every thing in every initial state, in micrometres. It may change only with a suite's name.
        var sum = 0UL;
        foreach (var task in Everything)
            for (var state = 0UL; state < BimanualTask.InitialStates; state++)
                foreach (var number in Layout.Draw(task.Scene, new SeededChance(SeededChance.SeedOf(task.Layout + "/evaluation", state))))
                    sum = new SeededChance(sum ^ (ulong)(long)Math.Round(number * 1e6)).Next();
        Assert.Equal("000cec75f95c7990", sum.ToString("x16", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Tasks_of_a_suite_show_the_same_pictures_and_differ_in_the_sentence_alone()
    {
        var seen = BimanualSuite.Load("aloha_pot").Tasks.Select(task =>
        {
            using var world = task.CreateWorld(BimanualOptions.OfHeight(48));
            world.Reset(7, 0);
            return world.Observe();
        }).ToArray();
        Assert.Equal(3, seen.Select(x => x.Sentence).Distinct().Count());
        Assert.All(seen, x => Assert.True(x.Views[0].Rgb.Span.SequenceEqual(seen[0].Views[0].Rgb.Span)));
    }

    [Theory]
    [InlineData("aloha_transfer", 0)]
    [InlineData("aloha_pot", 2)]
    [InlineData("aloha_pour", 1)]
    public void Experts_reach_every_milestone_in_order_and_standing_still_reaches_none(string suite, int index)
    {
        // One state here; all fifty of every task are oft prove aloha-experts.
        using var world = BimanualSuite.Load(suite).Tasks[index].CreateWorld();
        world.Reset(3, 0);
        for (var i = 0; i < 20; i++) world.Step([.. BimanualRobot.Home]);
        Assert.Equal(0, world.Score);

        world.Reset(3, 0);
        var (expert, scores, before) = (new BimanualExpert(world), new List<double> { 0 }, default(double[]));
        while (!world.Success && world.Steps < world.StepLimit)
        {
            var action = expert.Act();
            // What a gate lets pass: no joint faster than 1 rad/s, no gripper faster than 2.5 openings a second.
            for (var i = 0; i < 14 && before is not null; i++) Assert.InRange(Math.Abs(action[i] - before[i]), 0, i % 7 == 6 ? 0.1 : 0.04);
            before = action;
            world.Step(action);
            if (world.Score != scores[^1]) scores.Add(world.Score);
        }
        Assert.True(world.Success, $"{world.Task} ended with {world.Score} points");
        Assert.Equal([0, 25, 50, 75, 100], scores);
    }

    [Fact]
    public void The_same_seed_records_the_same_demonstration_and_noise_is_executed_but_not_recorded()
    {
        using var world = BimanualSuite.Load("aloha_transfer").Tasks[0].CreateWorld(BimanualOptions.OfHeight(24));
        var (one, other, clean) = (BimanualDemonstrations.Record(world, 9, 0.01), BimanualDemonstrations.Record(world, 9, 0.01), BimanualDemonstrations.Record(world, 9));
        Assert.Equal(EpisodeOutcome.Success, one.Outcome);
        Assert.Equal(one.Steps.Count, other.Steps.Count);
        Assert.All(one.Steps.Zip(other.Steps), pair => Assert.True(pair.First.Observation.Views[1].Rgb.Span.SequenceEqual(pair.Second.Observation.Views[1].Rgb.Span)));
        Assert.True(one.Steps[0].Action.Span.SequenceEqual(clean.Steps[0].Action.Span));
        Assert.False(one.Steps[20].Observation.Proprio.Span.SequenceEqual(clean.Steps[20].Observation.Proprio.Span));
        Assert.All(one.Steps, step => Assert.Equal((14, 14, 6), (step.Action.Length, step.Observation.Proprio.Length, step.TargetOffsets.Length)));
    }
}
