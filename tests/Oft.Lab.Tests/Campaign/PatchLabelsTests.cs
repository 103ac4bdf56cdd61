using Oft.Lab.Campaign;
using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Tests.Campaign;

public class PatchLabelsTests
{
    [Fact]
    public void Of_two_things_in_one_patch_the_nearer_counts_and_its_place_is_inside_the_patch()
    {
        var (near, far) = (RandomScenes.Kinds[3], RandomScenes.Kinds[7]);
        var labels = PatchLabels.Of([new SeenThing(near, 0.30, 0.55, 0.4), new SeenThing(far, 0.26, 0.51, 0.9), new SeenThing(far, 0.99, 0.01, 0.9)], side: 4);

        Assert.Equal(2, labels.Classes.Count(kind => kind != 0));
        var patch = 2 * 4 + 1;                                   // row 2 of 4 holds 0.50 to 0.75 down, column 1 holds 0.25 to 0.50 across
        Assert.Equal(1 + 3, labels.Classes[patch]);
        Assert.Equal(1 + 7, labels.Classes[3]);
        Assert.Equal(0.30 * 4 - 1, labels.Offsets[patch * 2], 1e-6);
        Assert.Equal(0.55 * 4 - 2, labels.Offsets[patch * 2 + 1], 1e-6);
    }

    [Fact]
    public void An_empty_picture_has_no_class_anywhere() => Assert.All(PatchLabels.Of([], side: 6).Classes, kind => Assert.Equal(0, kind));
}
