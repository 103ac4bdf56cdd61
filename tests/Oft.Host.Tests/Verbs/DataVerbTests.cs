using System.Text.Json;
using Oft.Formats.Hdf5;
using Oft.Host.Verbs;

namespace Oft.Host.Tests.Verbs;

public sealed class DataVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_data_set_is_examined_into_a_report_and_a_page()
    {
        Need.Library("libturbojpeg.so.0");
        Assert.Equal(0, Run("check", Need.Golden("data/libero_goal_no_noops"), "--trusted", "--json", folder["report.json"], "--page", folder["report.html"]));
        using var report = JsonDocument.Parse(File.ReadAllBytes(folder["report.json"]));
        Assert.Equal(29, report.RootElement.GetProperty("steps").GetInt32());
        Assert.Contains("nothing speaks against", File.ReadAllText(folder["report.html"]));
    }

    [Fact]
    public void A_recording_is_first_read_by_another_process()
    {
        Need.Library("libturbojpeg.so.0");
        if (Hdf5File.LibraryVersion is null) Need.Missing("the HDF5 library (apt-get install libhdf5-103-1)");
        Directory.CreateDirectory(folder["pot"]);
        File.Copy(Need.Golden("data/aloha/contiguous.hdf5"), folder["pot/episode_0.hdf5"]);
        Assert.Equal(0, Run("check", folder["pot"], "--json", folder["report.json"]));
        Assert.Equal(0, Run("show", folder["pot"], "0", "--page", folder["episode.html"]));
        Assert.Contains("cam_high", File.ReadAllText(folder["episode.html"]));
        File.Copy(Need.Golden("data/aloha/qpos_nan.hdf5"), folder["pot/episode_1.hdf5"]);
        Assert.Equal(1, Run("check", folder["pot"]));
    }

    [Fact]
    public void The_same_data_set_compares_equal_and_another_does_not()
    {
        Need.Library("libturbojpeg.so.0");
        Assert.Equal(0, Run("compare", Need.Golden("data/short"), Need.Golden("data/short"), "--trusted"));
        Assert.Equal(1, Run("compare", Need.Golden("data/short"), Need.Golden("data/libero_goal_no_noops"), "--trusted"));
    }

    private static int Run(params string[] arguments) => DataVerb.Create().Parse(arguments).Invoke();
}
