using System.Globalization;
using Oft.Contracts;
using Oft.Simulation.MiniLibero;
using Oft.Simulation.Predicates;

namespace Oft.Simulation.Tests.MiniLibero;

public sealed class SuitesTests
{
    private static readonly string[] four = ["mini_spatial", "mini_object", "mini_goal", "mini_long"];

    private static IEnumerable<MiniTask> Everything => MiniSuite.Names.SelectMany(name => MiniSuite.Load(name).Tasks);

    [Fact]
    public void Four_suites_have_ten_tasks_the_base_at_least_thirty_and_language_three()
    {
        Assert.All(four, name => Assert.Equal(10, MiniSuite.Load(name).Tasks.Count));
        Assert.True(MiniSuite.Load("mini_base").Tasks.Count >= 30);
        Assert.Equal(3, MiniSuite.Load("mini_language").Tasks.Count);
    }

    [Fact]
    public void An_unknown_suite_is_refused_with_the_known_names() =>
        Assert.Contains("mini_spatial", Assert.Throws<ArgumentException>(() => MiniSuite.Load("libero_spatial")).Message);

    [Fact]
    public void No_sentence_is_used_twice_and_none_of_the_base_is_in_the_four()
    {
        var sentences = Everything.Select(task => task.Sentence).ToArray();
        Assert.Equal(sentences.Length, sentences.Distinct().Count());
    }

    [Fact]
    public void Every_task_has_three_paraphrases_that_are_nobodys_sentence()
    {
        var sentences = Everything.Select(task => task.Sentence).ToHashSet();
        foreach (var task in Everything)
        {
            Assert.Equal(3, task.Paraphrases.Distinct().Count());
            Assert.All(task.Paraphrases, said => Assert.DoesNotContain(said, sentences));
        }
    }

    [Fact]
    public void Movable_things_measure_three_to_eight_centimetres_and_begin_in_regions_at_least_eight_wide()
    {
        foreach (var placed in Everything.SelectMany(task => task.Scene).Where(p => p.Thing is Movable))
        {
            Assert.True(placed.Region is { HalfX: >= 0.04, HalfY: >= 0.04 }, $"{placed.Name} begins in {placed.Region}");
            var solid = placed.Thing.Shapes.Where(s => s.Solid).ToArray();
            double[] extents =
            [
                solid.Max(s => Math.Abs(s.X) + s.Size[0]) * 2,
                solid.Max(s => Math.Abs(s.Y) + (s.Type == "box" ? s.Size[1] : s.Size[0])) * 2,
                solid.Max(s => s.Z + s.Size[^1]) - solid.Min(s => s.Z - s.Size[^1]),
            ];
            Assert.All(extents, e => Assert.InRange(e, 0.03, 0.0801));
        }
    }

    [Fact]
    public void No_task_holds_its_things_by_anything_but_friction()
    {
        foreach (var task in Everything)
        {
            var xml = SceneComposer.Compose(task.Scene);
            Assert.DoesNotContain("<equality", xml);
            Assert.DoesNotContain("adhesion", xml);
        }
    }

    [Fact]
    public void Initial_states_are_what_they_were_when_the_benchmark_was_fixed()
    {
        // A sum over every place of every thing in every initial state, in micrometres. It may change only with a suite's name.
        var sum = 0UL;
        foreach (var task in Everything)
            for (var state = 0UL; state < MiniTask.InitialStates; state++)
                foreach (var number in Layout.Draw(task.Scene, new SeededChance(SeededChance.SeedOf(task.Layout + "/evaluation", state))))
                    sum = new SeededChance(sum ^ (ulong)(long)Math.Round(number * 1e6)).Next();
        Assert.Equal("ba019ca91702d2c7", sum.ToString("x16", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void No_demonstration_starts_from_an_initial_state()
    {
        foreach (var task in MiniSuite.Load("mini_spatial").Tasks.Take(3))
        {
            var fixedStates = Enumerable.Range(0, MiniTask.InitialStates).Select(i => Draw(task, "/evaluation", (ulong)i)).ToHashSet();
            Assert.Equal(MiniTask.InitialStates, fixedStates.Count);
            Assert.All(Enumerable.Range(0, 200), i => Assert.DoesNotContain(Draw(task, "/demonstration", (ulong)i), fixedStates));
        }

        static string Draw(MiniTask task, string stream, ulong i) => string.Join(' ', Layout.Draw(task.Scene, new SeededChance(SeededChance.SeedOf(task.Layout + stream, i))));
    }

    [Fact]
    public void The_language_tasks_show_the_same_pictures_and_differ_in_the_sentence_alone()
    {
        var seen = MiniSuite.Load("mini_language").Tasks.Select(task =>
        {
            using var world = task.CreateWorld();
            world.Reset(7, 0);
            return world.Observe();
        }).ToArray();
        Assert.Equal(3, seen.Select(s => s.Sentence).Distinct().Count());
        Assert.All(seen, s => Assert.True(s.Views[0].Rgb.Span.SequenceEqual(seen[0].Views[0].Rgb.Span)));
        Assert.All(seen, s => Assert.True(s.Proprio.Span.SequenceEqual(seen[0].Proprio.Span)));
    }

    [Fact]
    public void In_the_language_suite_every_tray_stands_in_every_place_about_equally_often()
    {
        var scene = MiniSuite.Load("mini_language").Tasks[0].Scene;
        var red = Enumerable.Range(0, 300).Select(i => Layout.Draw(scene, new SeededChance((ulong)i))[1]).ToArray();
        foreach (var (low, high) in ((double, double)[])[(-0.25, -0.1), (-0.1, 0.1), (0.1, 0.25)])
            Assert.InRange(red.Count(y => y > low && y < high), 70, 130);        // 100 expected, deviation 8
    }

    [Theory]
    [InlineData("mini_spatial")]
    [InlineData("mini_object")]
    [InlineData("mini_goal")]
    [InlineData("mini_long")]
    [InlineData("mini_language")]
    public void Experts_solve_every_task_with_actions_inside_one(string suite)
    {
        // One state a task here; all fifty are oft prove experts.
        foreach (var task in MiniSuite.Load(suite).Tasks)
        {
            using var world = task.CreateWorld();
            var episode = Demonstrations.Rehearse(world, initialState: 3);
            Assert.True(episode.Outcome == EpisodeOutcome.Success, $"{task} failed");
            Assert.All(episode.Steps, step => Assert.All(step.Action.ToArray(), a => Assert.InRange(a, -1, 1)));
        }
    }

    [Fact]
    public void No_goal_holds_before_anything_is_done()
    {
        foreach (var task in Everything)
        {
            using var world = task.CreateWorld();
            Assert.False(world.Success, task.ToString());
            Assert.All(task.Goal, atom => Assert.True(atom.Kind is PredicateKind.Close || !world.Holds(atom)));
        }
    }
}
