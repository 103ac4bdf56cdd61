using Oft.Simulation.MiniLibero;

namespace Oft.Simulation.Tests.MiniLibero;

public sealed class RandomScenesTests
{
    [Fact]
    public void A_thing_is_seen_where_its_label_says()
    {
        const int size = 168;
        var (right, all) = (0, 0);
        for (var pool = 0UL; pool < 5; pool++)
        {
            using var scenes = new RandomScenes(pool, size);
            for (var seed = 0UL; seed < 8; seed++)
            {
                var scene = scenes.Draw(seed + 100 * pool);
                foreach (var thing in scene.Seen[0])
                {
                    // Blocks, plates and zones have one colour all over, which their name says; a hollow or a shadow may darken it.
                    if (thing.Kind.Split('_') is not [("red" or "green" or "blue") and var color, "block" or "plate" or "zone"]) continue;
                    var pixel = scene.Views[0].Rgb.Slice(((int)(thing.Down * size) * size + (int)(thing.Across * size)) * 3, 3).Span;
                    var channel = color switch { "red" => 0, "green" => 1, _ => 2 };
                    if (pixel[channel] > pixel[(channel + 1) % 3] + 20 && pixel[channel] > pixel[(channel + 2) % 3] + 20) right++;
                    all++;
                }
            }
        }
        Assert.True(all > 15, $"only {all} things of one colour were seen");
        Assert.True(right > 0.9 * all, $"{right} of {all} middles have the thing's colour");
    }

    [Fact]
    public void The_same_pool_and_seed_draw_the_same_scene_and_another_seed_another()
    {
        using var scenes = new RandomScenes(3);
        var one = scenes.Draw(4);
        var between = scenes.Draw(5);
        var again = scenes.Draw(4);
        Assert.Equal(one.Seen[0], again.Seen[0]);
        Assert.Equal(one.Seen[1], again.Seen[1]);
        for (var view = 0; view < 2; view++) Assert.True(one.Views[view].Rgb.Span.SequenceEqual(again.Views[view].Rgb.Span));
        Assert.False(one.Views[0].Rgb.Span.SequenceEqual(between.Views[0].Rgb.Span));
    }

    [Fact]
    public void Things_of_every_suite_have_a_kind()
    {
        var kinds = RandomScenes.Kinds.ToHashSet();
        // Three tasks of a suite are enough here: a world takes a while to compile.
        foreach (var task in MiniSuite.Names.SelectMany(name => MiniSuite.Load(name).Tasks.Take(3)))
        {
            using var world = task.CreateWorld();
            Assert.All(world.Things, thing => Assert.Contains(thing[..thing.LastIndexOf('_')], kinds));
        }
        Assert.Contains("drawer_handle", kinds);
        Assert.Contains("stove_knob", kinds);
        Assert.Contains("grip", kinds);
    }
}
