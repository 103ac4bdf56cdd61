using Oft.Lab.Suites;
using Oft.Simulation.Libero;

namespace Oft.Lab.Tests.Suites;

public sealed class LiberoSuiteTests
{
    [Fact]
    public void A_suite_is_LIBERO_native_with_fifty_episodes_a_task_and_a_hash_of_every_group_of_files()
    {
        var suite = new LiberoSuite(LiberoFolders.Open(LiberoFiles.Libero, LiberoFiles.Robosuite), "libero_goal");

        Assert.Equal("LIBERO, native", suite.Benchmark);
        Assert.Equal(10, suite.Tasks.Count);
        Assert.Equal(50, suite.InitialStates);
        Assert.All(["bddl", "init_states", "scenes"], group => Assert.Matches("^[0-9a-f]{64}$", suite.Files[group]));
        Assert.Equal(suite.Files, new LiberoSuite(LiberoFolders.Open(LiberoFiles.Libero, LiberoFiles.Robosuite), "libero_goal").Files);
        Assert.NotEqual(suite.Files["scenes"], new LiberoSuite(LiberoFolders.Open(LiberoFiles.Libero, LiberoFiles.Robosuite), "libero_spatial").Files["scenes"]);
    }

    [Fact]
    public void What_is_given_counts_before_environment_and_manifest()
    {
        Assert.Equal("/given", LiberoPlaces.Find("/given", "libero"));
        Assert.Contains("/nowhere-at-all/libero/libero/assets is missing", Assert.Throws<LiberoException>(() => LiberoPlaces.Open("/nowhere-at-all", "/nor-here")).Message);
    }
}
