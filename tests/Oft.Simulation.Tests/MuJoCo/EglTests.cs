using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Oft.Simulation.Tests.MuJoCo;

public sealed class EglTests
{
    // One process has one maker of contexts, so the tests of the renderer run once more in a process that is told to take EGL.
    // Where no GPU is, Mesa's EGL offers its CPU rasteriser as a device, and the same calls are made.
    [Fact]
    public void Through_EGL_the_renderer_draws_what_its_tests_ask_for()
    {
        if (!NativeLibrary.TryLoad("libEGL.so.1", out var egl)) Need.Missing("libEGL.so.1 is not installed (libegl1)");
        NativeLibrary.Free(egl);
        var start = new ProcessStartInfo("dotnet", [typeof(EglTests).Assembly.Location, "-noLogo", "-noColor", "-class", typeof(OffscreenRendererTests).FullName!, "-class", typeof(RendererInfoTests).FullName!]) { RedirectStandardOutput = true };
        start.Environment["OFT_GL"] = "egl";
        using var child = Process.Start(start)!;
        var said = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        Assert.True(child.ExitCode == 0, said);
        Assert.Contains("Failed: 0", said);
        Assert.DoesNotContain("Total: 0", said);
    }
}
