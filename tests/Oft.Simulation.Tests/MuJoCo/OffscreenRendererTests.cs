using Oft.Simulation.MuJoCo;

namespace Oft.Simulation.Tests.MuJoCo;

public sealed class OffscreenRendererTests
{
    private const string Ball = "<mujoco><worldbody><light pos='0 0 2'/><camera name='eye' pos='0 -1 0' xyaxes='1 0 0 0 0 1'/><geom size='0.2' rgba='1 0 0 1'/></worldbody></mujoco>";
    private const string Foggy = "<mujoco><visual><map fogstart='1' fogend='3'/></visual><asset><texture type='skybox' builtin='gradient' rgb1='1 1 0' rgb2='0 0 1' width='16' height='96'/><texture name='squares' type='2d' builtin='checker' rgb1='1 0 1' rgb2='0 1 0' width='32' height='32'/><material name='m' texture='squares' reflectance='0.5'/></asset><worldbody><light directional='true' pos='1 0 3' dir='-1 0 -3'/><camera name='eye' pos='0 -2 1' xyaxes='1 0 0 0 0.4 0.9'/><geom type='plane' size='2 2 0.1' material='m'/><geom pos='0 0 0.4' size='0.3' rgba='0 0 1 0.5'/></worldbody></mujoco>";

    [Fact]
    public void A_picture_does_not_depend_on_what_else_was_drawn_in_its_context_before()
    {
        var first = Picture(Ball, samples: 0, shadows: false);
        for (var round = 0; round < 3; round++)
        {
            Assert.NotEqual(first, Picture(Foggy, samples: 4, shadows: true));
            Assert.Equal(first, Picture(Ball, samples: 0, shadows: false));
        }
    }

    [Fact]
    public void A_renderer_takes_the_context_that_another_gave_back()
    {
        Picture(Ball, samples: 0, shadows: false);
        var before = GlContext.Made;
        for (var i = 0; i < 40; i++) Picture(Ball, samples: 0, shadows: false);
        // Other tests draw at the same time and may take one each, but nowhere near forty.
        Assert.InRange(GlContext.Made - before, 0, 20);
    }

    private static byte[] Picture(string xml, int samples, bool shadows)
    {
        using var model = Model.FromXml(xml);
        using var data = new Data(model);
        data.Forward();
        using var renderer = new OffscreenRenderer(model, 48, 32, samples, shadows);
        return renderer.Render(data, 0, 48, 32);
    }
}
