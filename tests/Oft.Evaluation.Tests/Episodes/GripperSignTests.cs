using Oft.Evaluation.Episodes;

namespace Oft.Evaluation.Tests.Episodes;

public class GripperSignTests
{
    [Theory]
    [InlineData(1, -1)]          // open, as checkpoints say it, is -1 to LIBERO
    [InlineData(0.51, -1)]
    [InlineData(0.49, 1)]
    [InlineData(0, 1)]           // closed
    [InlineData(1.3, -1)]        // a regression may leave [0, 1]
    public void Trap_23_a_policys_gripper_is_made_a_sign_and_turned_round(double said, double sent) => Assert.Equal(sent, GripperSign.ForLibero(said));

    [Fact]
    public void Trap_23_exactly_half_open_stays_zero()
    {
        Assert.Equal(0, GripperSign.ForLibero(0.5));
        Assert.Equal(0f, GripperSign.Binarize(0.5f));
    }
}
