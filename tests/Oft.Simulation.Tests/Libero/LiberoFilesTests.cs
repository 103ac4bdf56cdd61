using Oft.Simulation.Libero;
using Oft.Simulation.Libero.Catalog;

namespace Oft.Simulation.Tests.Libero;

/// <summary>LIBERO's own files, as far as tests have them: twenty tasks read and composed without compiling.</summary>
public sealed class LiberoFilesTests
{
    [Theory]
    [InlineData("libero_spatial")]
    [InlineData("libero_goal")]
    public void All_tasks_of_a_suite_compose_and_their_initial_states_have_the_scenes_width(string suite)
    {
        var folders = LiberoFolders.Open(LiberoFiles.Libero, LiberoFiles.Robosuite);
        Assert.Equal("1.4.0", folders.RobosuiteVersion);
        foreach (var name in LiberoSuites.Tasks(suite))
        {
            var task = LiberoTask.Find(folders, suite, name);
            var movable = task.Scene.Things.Where(thing => !thing.IsFixture).ToList();
            var inner = task.Scene.Things.Sum(thing => thing.Joints.Count) - movable.Count;
            Assert.Equal(1 + (9 + 7 * movable.Count + inner) + (9 + 6 * movable.Count + inner), task.States.Width);
            Assert.Equal(50, task.States.Count);
            Assert.All(task.Bddl.Goal, atom => LiberoGoal.AtomOf(atom));
        }
    }

    [Fact]
    public void Other_suites_are_read_as_far_as_the_folders_go_and_name_what_is_missing()
    {
        var folders = LiberoFolders.Open(LiberoFiles.Libero, LiberoFiles.Robosuite);
        foreach (var suite in (string[])["libero_object", "libero_10", "libero_90"])
            Assert.Contains($"bddl_files/{suite}", Assert.Throws<LiberoException>(() => LiberoTask.Find(folders, suite, "0").Bddl).Message);
    }

    [Fact]
    public void Sentences_come_from_file_names_without_the_scene_they_begin_with()
    {
        Assert.Equal("turn on the stove and put the moka pot on it", LiberoSuites.Sentence("KITCHEN_SCENE3_turn_on_the_stove_and_put_the_moka_pot_on_it"));
        Assert.Equal("close the top drawer of the cabinet", LiberoSuites.Sentence("KITCHEN_SCENE10_close_the_top_drawer_of_the_cabinet"));
        Assert.Equal("turn on the stove", LiberoSuites.Sentence("turn_on_the_stove"));
        Assert.Equal([10, 10, 10, 10, 90], LiberoSuites.Names.Select(name => LiberoSuites.Tasks(name).Count));
    }
}
