using Oft.Simulation.MuJoCo;

namespace Oft.Simulation.Tests.MuJoCo;

public sealed class OwnersTests
{
    private const string Xml = "<mujoco><option timestep='0.01'/><worldbody><light pos='0 0 2'/><camera name='eye' pos='0 -1 0' xyaxes='1 0 0 0 0 1'/><body name='ball'><freejoint name='free'/><geom name='g' size='0.2' rgba='1 0 0 1'/></body></worldbody></mujoco>";

    [Fact]
    public void A_ball_falls_as_gravity_says()
    {
        using var model = Model.FromXml(Xml);
        using var data = new Data(model);
        for (var i = 0; i < 50; i++) data.Step();
        // Semi-implicit Euler adds g dt² (1 + 2 + … + n).
        Assert.Equal(-9.81 * 0.01 * 0.01 * 50 * 51 / 2, data.Position[2], 12);
        Assert.Equal(0.5, data.Time, 12);
    }

    [Fact]
    public void Disposing_twice_is_nothing_and_using_afterwards_is_an_error()
    {
        var model = Model.FromXml(Xml);
        var data = new Data(model);
        var renderer = new OffscreenRenderer(model, 16, 16);
        renderer.Dispose();
        renderer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => renderer.Render(data, 0, 16, 16));
        data.Dispose();
        data.Dispose();
        Assert.Throws<ObjectDisposedException>(() => data.Time);
        model.Dispose();
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Timestep);
    }

    [Fact]
    public void A_missing_name_is_answered_with_the_names_there_are()
    {
        using var model = Model.FromXml(Xml);
        Assert.Equal(-1, model.Find(ObjectKind.Body, "cube"));
        Assert.Contains("ball", Assert.Throws<MuJoCoException>(() => model.Require(ObjectKind.Body, "cube")).Message);
        Assert.Equal("free", model.NameOf(ObjectKind.Joint, 0));
    }

    [Fact]
    public void A_picture_has_its_top_row_first()
    {
        using var model = Model.FromXml(Xml.Replace("name='ball'", "name='ball' pos='0 0 0.3'", StringComparison.Ordinal));
        using var data = new Data(model);
        data.Forward();
        using var renderer = new OffscreenRenderer(model, 64, 48);
        var picture = renderer.Render(data, model.Require(ObjectKind.Camera, "eye"), 64, 48);
        int Red(int row) => Enumerable.Range(0, 64).Count(x => picture[(row * 64 + x) * 3] > picture[(row * 64 + x) * 3 + 1] + 40);
        Assert.True(Enumerable.Range(0, 24).Sum(Red) > 4 * Enumerable.Range(24, 24).Sum(Red), "the ball hangs above the camera's axis and shows in the upper half");
    }
}
