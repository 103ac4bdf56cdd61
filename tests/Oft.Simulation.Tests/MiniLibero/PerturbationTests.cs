using Oft.Contracts;
using Oft.Simulation.MiniLibero;

namespace Oft.Simulation.Tests.MiniLibero;

public sealed class PerturbationTests
{
    [Theory]
    [InlineData("camera", true, false, false, false)]
    [InlineData("light", true, false, false, false)]
    [InlineData("texture", true, false, false, false)]
    [InlineData("noise", true, false, false, false)]
    [InlineData("layout", true, true, false, false)]
    [InlineData("robot-start", true, false, true, false)]
    [InlineData("language", false, false, false, true)]
    public void Each_axis_changes_what_it_names_and_nothing_else(string axis, bool picture, bool things, bool hand, bool sentence)
    {
        using var plain = World(Perturbation.None);
        using var other = World(Perturbation.Axes[axis]);
        plain.Reset(2, seed: 5);
        other.Reset(2, seed: 5);

        Assert.Equal(picture, !Same(plain.Observe().Views[0], other.Observe().Views[0]));
        Assert.Equal(things, plain.Things.Any(t => (plain.PositionOf(t) - other.PositionOf(t)).Length > 1e-3));
        Assert.Equal(hand, (plain.HandPosition - other.HandPosition).Length > 1e-3);
        Assert.Equal(sentence, plain.Sentence != other.Sentence);
    }

    [Theory]
    [InlineData("camera")]
    [InlineData("noise")]
    [InlineData("layout")]
    public void A_perturbation_is_the_same_for_the_same_seed_and_another_for_another(string axis)
    {
        using var world = World(Perturbation.Axes[axis]);
        CameraImage Picture(ulong seed)
        {
            world.Reset(1, seed);
            return world.Observe().Views[0];
        }
        var (one, again, other) = (Picture(3), Picture(3), Picture(4));
        Assert.True(Same(one, again));
        // The layout axis redraws the initial state itself, which is fixed by its number.
        Assert.Equal(axis == "layout", Same(one, other));
    }

    private static bool Same(CameraImage a, CameraImage b) => a.Rgb.Span.SequenceEqual(b.Rgb.Span);

    private static MiniWorld World(Perturbation perturbation) => MiniSuite.Load("mini_object").Tasks[0].CreateWorld(new MiniWorldOptions { ImageWidth = 40, ImageHeight = 40, Perturbation = perturbation });
}
