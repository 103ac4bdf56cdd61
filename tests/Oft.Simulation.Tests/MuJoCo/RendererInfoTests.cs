using Oft.Simulation.MuJoCo;

namespace Oft.Simulation.Tests.MuJoCo;

public sealed class RendererInfoTests
{
    [Fact]
    public void Promise_10_The_renderer_is_detected_printed_and_has_a_hash_for_the_ledger()
    {
        var here = RendererInfo.Detected;
        if (Environment.GetEnvironmentVariable("OFT_GL") is { Length: > 0 } asked) Assert.Equal(asked, here.Maker);
        Assert.Contains(here.Maker, (string[])["osmesa", "egl"]);
        Assert.NotEmpty(here.Device);
        Assert.NotEmpty(here.Driver);
        Assert.Equal(MuJoCoLibrary.Version, here.MuJoCo);
        Assert.Contains(here.Device, here.ToString());
        Assert.Contains(here.Hash, here.ToString());
        Assert.Matches("^[0-9a-f]{16}$", here.Hash);
    }

    [Fact]
    public void Another_maker_device_driver_or_MuJoCo_has_another_hash()
    {
        var here = new RendererInfo("osmesa", "llvmpipe", "4.5", "2.2.2");
        string[] others = [(here with { Maker = "egl" }).Hash, (here with { Device = "a GPU" }).Hash, (here with { Driver = "4.6" }).Hash, (here with { MuJoCo = "3.3.2" }).Hash];
        Assert.Equal(5, others.Append(here.Hash).Distinct().Count());
    }
}
