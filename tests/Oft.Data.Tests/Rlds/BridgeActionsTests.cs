using Oft.Data.Rlds;

namespace Oft.Data.Tests.Rlds;

public class BridgeActionsTests
{
    [Fact]
    public void Movements_are_differences_of_states_and_the_first_and_last_step_are_dropped()
    {
        var state = Rows(5, step => [step * step, 0, 0, 0, 0, -step, 0.5f]);

        var (action, proprio) = BridgeActions.Relabel(Rows(5, _ => [9, 9, 9, 9, 9, 9, 1]), state, 5);

        Assert.Equal(1..4, BridgeActions.Kept(5));
        Assert.Equal([3, 0, 0, 0, 0, -1, 1, 5, 0, 0, 0, 0, -1, 1, 7, 0, 0, 0, 0, -1, 1], action);
        Assert.Equal(state[7..28], proprio);
    }

    [Theory]
    [InlineData(new[] { 1f, 0.5f, 0.5f, 0.01f, 0.99f, 1f }, new[] { 0f, 0, 0, 1 })]                 // between: what the next definite step has
    [InlineData(new[] { 1f, 0f, 0.5f, 0.5f, 0.6f, 0.7f }, new[] { 0f, 0.7f, 0.7f, 0.7f })]          // Upstream: after the last definite step, the last command itself
    public void A_gripper_in_between_takes_the_next_definite_value(float[] gripper, float[] expected)
    {
        var (action, _) = BridgeActions.Relabel(Rows(6, step => [0, 0, 0, 0, 0, 0, gripper[step]]), new float[42], 6);

        Assert.Equal(expected, action.Chunk(7).Select(row => row[6]));
    }

    [Fact]
    public void Two_steps_leave_no_trajectory() => Assert.Empty(BridgeActions.Relabel(new float[14], new float[14], 2).Action);

    private static float[] Rows(int steps, Func<int, float[]> row) => [.. Enumerable.Range(0, steps).SelectMany(row)];
}
