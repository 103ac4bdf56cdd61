using Oft.Simulation.Libero;
using Oft.Simulation.MuJoCo;
using Oft.Simulation.Predicates;

namespace Oft.Simulation.Tests.Libero;

/// <summary>A whole LIBERO task over folders made up for the test: composition, resets, steps, observation, goal.</summary>
public sealed class LiberoWorldTests : IDisposable
{
    private readonly TinyLibero files = new();

    public LiberoWorldTests()
    {
        if (!MuJoCoLibrary.IsAvailable(out var why)) Need.Missing(why);
    }

    [Fact]
    public void Things_come_after_the_robot_objects_before_fixtures_and_every_name_carries_its_instance()
    {
        using var world = files.Open().CreateWorld();
        string[] joints = [.. Enumerable.Range(0, world.Model.JointCount).Select(j => world.Model.NameOf(ObjectKind.Joint, j))];

        Assert.Equal(
            [
                .. Enumerable.Range(1, 7).Select(j => $"robot0_joint{j}"), "gripper0_finger_joint1", "gripper0_finger_joint2", "akita_black_bowl_1_joint0", "akita_black_bowl_2_joint0", "plate_1_joint0",
                "wooden_cabinet_1_top_level", "wooden_cabinet_1_middle_level", "wooden_cabinet_1_bottom_level", "flat_stove_1_button",
            ], joints);
        Assert.Equal(0.912, world.Model.BodyPosition[world.Model.Require(ObjectKind.Body, "robot0_base") * 3 + 2], 12);
        Assert.Equal(0, world.Model.GeomCollisionKind[world.Model.Require(ObjectKind.Geom, "wall")]);           // the scene's default class, written out
        Assert.Equal("flat_stove_1_g1", world.Model.NameOf(ObjectKind.Geom, world.Model.Require(ObjectKind.Geom, "flat_stove_1_g1")));
        Assert.Equal(["main_table_plate_region", "main_table_front_region", "main_table_cabinet_region", "main_table_stove_region", "wooden_cabinet_1_top_region", "wooden_cabinet_1_top_side", "flat_stove_1_cook_region"],
            world.Task.Scene.Places.Select(place => place.Name));                                                // a region of a thing that is not there is left out
        Assert.Equal(["wooden_cabinet_1_top_level"], world.Task.Scene.Places[4].Joints);
    }

    [Fact]
    public void Trap_24_episode_n_sees_the_fixtures_of_the_nth_reset_after_one_seed_whatever_was_run_before()
    {
        using var one = files.Open().CreateWorld();
        using var other = files.Open().CreateWorld();
        for (var episode = 0; episode < 5; episode++) one.Reset(episode, 0);
        other.Reset(4, seed: 99);

        Assert.Equal(one.Snapshot(), other.Snapshot());
        other.Reset(3, 0);
        Assert.NotEqual(one.Model.BodyPosition.ToArray(), other.Model.BodyPosition.ToArray());
    }

    [Fact]
    public void The_list_of_open_samplers_grows_with_every_reset_as_upstream_never_clears_it()
    {
        using var world = files.Open().CreateWorld();
        var resets = world.Resets(0);
        Assert.Equal([2, 3, 4], Enumerable.Range(1, 3).Select(n => resets[n].PropertyDraws));
        Assert.All(Enumerable.Range(1, 5), n => Assert.InRange(resets[n].Joints["wooden_cabinet_1_top_level"], -0.16, -0.14));
    }

    [Fact]
    public void What_is_observed_is_four_milliseconds_old_unless_the_newest_is_asked_for()
    {
        using var old = files.Open().CreateWorld();
        using var newest = files.Open().CreateWorld(new LiberoWorldOptions { Newest = true });
        double[] push = [1, 0.5, -0.5, 0, 0, 0.3, 1];
        for (var i = 0; i < 3; i++)
        {
            old.Step(push);
            newest.Step(push);
        }

        Assert.Equal(old.Data.Position.ToArray(), newest.Data.Position.ToArray());
        Assert.Equal(newest.Data.Position[7], newest.Senses.Joints[7]);
        Assert.NotEqual(old.Data.Position[7], old.Senses.Joints[7]);
        Assert.NotEqual(old.Senses.GripPosition, newest.Senses.GripPosition);
    }

    [Fact]
    public void A_restored_state_has_the_same_future_to_the_bit()
    {
        using var world = files.Open().CreateWorld();
        using var other = files.Open().CreateWorld();
        double[] action = [0.3, -0.2, -0.8, 0.1, 0, 0.2, -1];
        foreach (var steps in (int[])[0, 4])                                    // just reset, and under way
        {
            world.Reset(2, 0);
            for (var i = 0; i < steps; i++) world.Step(action);
            other.Restore(world.Snapshot());
            Assert.Equal(world.Senses.Proprio(), other.Senses.Proprio());
            Assert.Equal(world.Success, other.Success);
            for (var i = 0; i < 3; i++)
            {
                world.Step(action);
                other.Step(action);
            }
            Assert.Equal(world.Snapshot(), other.Snapshot());
        }
    }

    [Fact]
    public void A_knob_lights_the_burner_and_a_cupboard_has_no_knob()
    {
        using var world = files.Open().CreateWorld();
        var row = world.Task.States[0].ToArray();
        row[1 + world.Model.JointPositionAddress[world.Model.Require(ObjectKind.Joint, "flat_stove_1_button")]] = 1;
        world.BeginFrom(row, []);
        Assert.True(world.Holds(LiberoGoal.AtomOf(["turnon", "flat_stove_1"])));
        Assert.Contains("no knob", Assert.Throws<MuJoCoException>(() => world.Holds(LiberoGoal.AtomOf(["turnon", "wooden_cabinet_1"]))).Message);
        Assert.Contains("workspace", Assert.Throws<MuJoCoException>(() => world.Holds(LiberoGoal.AtomOf(["open", "main_table_plate_region"]))).Message);
        Assert.Throws<LiberoException>(() => LiberoGoal.AtomOf(["on", "plate_1"]));
        Assert.Throws<LiberoException>(() => LiberoGoal.AtomOf(["3", "plate_1"]));
    }

    [Fact]
    public void Both_views_are_drawn_at_the_size_policies_ask_for()
    {
        try
        {
            _ = RendererInfo.Detected;
        }
        catch (MuJoCoException missing)
        {
            Need.Missing(missing.Message);
        }
        using var world = files.Open().CreateWorld(new LiberoWorldOptions { ImageWidth = 48, ImageHeight = 48 });
        var seen = world.Observe();
        Assert.Equal(["full_image", "wrist_image"], seen.Views.Select(view => view.Name));
        Assert.All(seen.Views, view => Assert.True(view.Rgb.ToArray().Distinct().Count() > 4, $"{view.Name} is empty"));
        Assert.Same(seen, world.Observe());
        Assert.Equal(8, seen.Proprio.Length);
        Assert.Equal("pick up the black bowl in the top drawer of the wooden cabinet and place it on the plate", seen.Sentence);
    }

    [Theory]
    [InlineData("LIBERO/libero/libero/assets/stable_scanned_objects/plate/plate.xml", "plate.xml is missing")]
    [InlineData("LIBERO/libero/libero/assets/textures/light-gray-plaster.png", "light-gray-plaster.png is missing")]
    [InlineData("robosuite/models/assets/grippers/panda_gripper.xml", "comes with the Python package robosuite")]
    public void A_missing_file_is_named_with_where_it_comes_from(string file, string says)
    {
        File.Delete(files[file]);
        Assert.Contains(says, Assert.Throws<LiberoException>(() => files.Open().Scene).Message);
    }

    [Fact]
    public void An_initial_state_of_another_length_is_refused_with_both_lengths()
    {
        files.Write($"LIBERO/libero/libero/init_files/{TinyLibero.Suite}/{TinyLibero.Task}.pruned_init", TinyLibero.InitFile([[0, 1, 2], [0, 1, 2]]));
        var refused = Assert.Throws<LiberoException>(() => files.Open().CreateWorld());
        Assert.Contains("got 3", refused.Message);
    }

    [Fact]
    public void Folders_that_were_not_given_are_asked_for_by_option_and_variable()
    {
        Assert.Contains("OFT_LIBERO", Assert.Throws<LiberoException>(() => LiberoFolders.Open(null, "x")).Message);
        Assert.Contains("--robosuite", Assert.Throws<LiberoException>(() => LiberoFolders.Open("x", "")).Message);
    }

    public void Dispose() => files.Dispose();
}
