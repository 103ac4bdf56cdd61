using System.Diagnostics;

namespace Oft.Host.Tests.Course;

/// <summary>Promise 20: one command sets up, and where it cannot it says what is missing, in words, before it has done anything.</summary>
public sealed class Promise_20_SetUpTests
{
    [Fact]
    public void Without_the_SDK_it_says_which_and_where_from() => Says(1, "the .NET SDK 10 is not on the PATH. Install it from https://dotnet.microsoft.com", "source environment/setup.sh; PATH=/nowhere; need_dotnet");

    [Fact]
    public void Without_apt_it_lists_what_is_missing_and_installs_nothing()
    {
        var text = Says(1, "apt-get is not here, so nothing was installed. Missing:", "source environment/setup.sh; mkdir -p \"$state\"; PATH=/nowhere; install_packages run_packages");
        foreach (var missing in (string[])["g++", "cmake", "libmujoco.so", "libtorch (or set OFT_LIBTORCH"]) Assert.Contains(missing, text);
    }

    [Theory]
    [InlineData(0, "usage: bash environment/run.sh", "--help")]
    [InlineData(2, "expected --quick, --only NN, --full, --setup-only, --jupyter or --help, got '--fast'", "--fast")]
    [InlineData(2, "--only 99: there is no such notebook; there are: 00 01 02", "--only 99")]
    [InlineData(2, "--only: expected a notebook's number", "--only")]
    public void The_command_explains_itself(int status, string expected, string arguments) => Says(status, expected, $"bash environment/run.sh {arguments}");

    private static string Says(int status, string expected, string script)
    {
        var start = new ProcessStartInfo("bash", ["-c", script]) { WorkingDirectory = Need.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        text += said.GetAwaiter().GetResult();
        Assert.Contains(expected, text);
        Assert.Equal(status, process.ExitCode);
        return text;
    }
}
