using Oft.Simulation.Libero;
using Oft.Simulation.Libero.Bddl;

namespace Oft.Simulation.Tests.Libero;

public sealed class BddlReaderTests
{
    [Fact]
    public void A_task_is_read_with_names_in_lower_case_and_things_in_the_order_of_their_categories()
    {
        var task = BddlReader.Parse("task.bddl", TinyLibero.Bddl);

        Assert.Equal("libero_tabletop_manipulation", task.Problem);
        Assert.Equal(["akita_black_bowl_1", "akita_black_bowl_2", "plate_1"], task.Objects.Select(one => one.Instance));
        Assert.Equal([("main_table", "table"), ("wooden_cabinet_1", "wooden_cabinet"), ("flat_stove_1", "flat_stove")], task.Fixtures);
        Assert.Equal("main_table_plate_region", task.Regions[0].Name);
        Assert.Equal((0.05, 0.19, 0.07, 0.21), task.Regions[0].Ranges.Single());
        Assert.Equal((2.66, 2.72), task.Regions[2].Yaw);
        Assert.Equal(["on", "akita_black_bowl_1", "plate_1"], task.Goal.Single());
        Assert.Equal(["open", "wooden_cabinet_1_top_region"], task.Initial[2]);
        Assert.Equal("pick", task.Language[0]);
    }

    [Theory]
    [InlineData("(define (problem a)", "never closed")]
    [InlineData("(define (problem a)))", "line 1")]
    [InlineData("(define (problem a) (:regions (r (:ranges ((0 0 1 1))))))", "no (:target")]
    [InlineData("(define (problem a) (:regions (r (:target t) (:ranges ((0 0 1))))))", "expected 4 numbers")]
    [InlineData("(define (problem a) (:regions (r (:target t) (:yaw_rotation ((__import__ x))))))", "expected a number")]
    [InlineData("(define (problem a) (:objects a b))", "no category")]
    [InlineData("(define (problem a) (:objects a - c b - c))", "a second time")]
    [InlineData("(define (problem a) (:goals (And (On a b))))", "':goals' is not known")]
    [InlineData("(define (problem a) (:goal (And (On a b c))))", "two or three words")]
    [InlineData("", "empty file")]
    public void What_is_no_task_is_refused_with_file_and_line(string text, string says)
    {
        var refused = Assert.Throws<LiberoException>(() => BddlReader.Parse("some.bddl", text));
        Assert.Contains("some.bddl", refused.Message);
        Assert.Contains(says, refused.Message);
    }
}
