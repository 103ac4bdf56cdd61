using Oft.Simulation.Control;
using Oft.Simulation.MiniLibero;
using Oft.Simulation.MuJoCo;

namespace Oft.Simulation.Tests.Control;

public sealed class OscPoseControllerTests
{
    [Theory]
    [InlineData(0, 0.005)]
    [InlineData(1, 0.003)]
    [InlineData(2, 0.003)]
    public void A_step_of_the_goal_is_answered_like_a_critically_damped_spring(int axis, double onTheWay)
    {
        using var arm = new Bench();
        var start = arm.Grip();
        var action = new double[6];
        action[axis] = 0.4;                                      // 2 cm
        arm.Controller.Read();
        arm.Controller.SetGoal(action);

        // x(t) = d (1 - (1 + ωt) e^(-ωt)), ω = √150. Turning the hand back costs it part of its way while it is under way (position and
        // rotation are decoupled in the law and coupled in the arm, most along x), and joint friction holds the last millimetre.
        var omega = Math.Sqrt(150);
        for (var step = 1; step <= 300; step++)
        {
            arm.Substep();
            if (step is not (50 or 100 or 200 or 300)) continue;
            var t = step * 0.002;
            var expected = 0.02 * (1 - (1 + omega * t) * Math.Exp(-omega * t));
            Assert.Equal(expected, arm.Grip()[axis] - start[axis], step == 300 ? 0.0025 : onTheWay);
        }
    }

    [Fact]
    public void A_turn_about_the_vertical_arrives_and_leaves_the_place_alone()
    {
        using var arm = new Bench();
        var (start, before) = (arm.Grip(), Yaw(arm.Rotation()));
        arm.Controller.Read();
        arm.Controller.SetGoal([0, 0, 0, 0, 0, 0.6]);            // 0.3 rad
        for (var step = 0; step < 400; step++) arm.Substep();
        Assert.Equal(0.3, Math.IEEERemainder(Yaw(arm.Rotation()) - before, 2 * Math.PI), 0.02);        // joint friction holds the last hundredth
        Assert.True(arm.Grip().Zip(start, (a, b) => Math.Abs(a - b)).Max() < 0.006);

        static double Yaw(double[] r) => Math.Atan2(-r[1], r[4]);
    }

    [Fact]
    public void Without_a_turn_in_the_action_the_turn_asked_for_before_stays()
    {
        using var arm = new Bench();
        arm.Controller.Read();
        arm.Controller.SetGoal([0, 0, 0, 0, 0, 0.6]);
        var wanted = arm.Controller.GoalRotation.ToArray();
        for (var step = 0; step < 25; step++) arm.Substep();
        arm.Controller.Read();
        arm.Controller.SetGoal([0.5, 0, 0, 0, 0, 0]);
        Assert.Equal(wanted, arm.Controller.GoalRotation.ToArray());
    }

    [Fact]
    public void Actions_beyond_one_are_clipped()
    {
        using var arm = new Bench();
        arm.Controller.Read();
        arm.Controller.SetGoal([9, 0, 0, 0, 0, 0]);
        var far = arm.Controller.GoalPosition.ToArray();
        arm.Controller.SetGoal([1, 0, 0, 0, 0, 0]);
        Assert.Equal(arm.Controller.GoalPosition.ToArray(), far);
    }

    [Fact]
    public void The_gripper_moves_a_quarter_of_its_range_per_control_step_and_holds_at_zero()
    {
        using var arm = new Bench();
        var gripper = new GripperController(arm.Data, ArmParts.Mini);
        for (var i = 0; i < 25; i++) gripper.Command(1);
        Assert.Equal([-0.25, 0.25], gripper.State.Select(s => Math.Round(s, 12)));
        gripper.Command(0);
        Assert.Equal([-0.25, 0.25], gripper.State.Select(s => Math.Round(s, 12)));
        for (var i = 0; i < 1000; i++) gripper.Command(-1);
        Assert.Equal([1.0, -1.0], gripper.State);
    }

    private sealed class Bench : IDisposable
    {
        private readonly Model model = Model.FromXml(SceneComposer.Compose([]));

        public Bench()
        {
            Data = new Data(model);
            new WorldParts(model, []).SetNominal(Data);
            Data.Forward();
            Controller = new OscPoseController(Data, ArmParts.Mini);
        }

        public Data Data { get; }

        public OscPoseController Controller { get; }

        public double[] Grip() => Data.SitePosition.Slice(model.Require(ObjectKind.Site, ArmParts.Mini.GripSite) * 3, 3).ToArray();

        public double[] Rotation() => Data.SiteRotation.Slice(model.Require(ObjectKind.Site, ArmParts.Mini.GripSite) * 9, 9).ToArray();

        public void Substep()
        {
            Data.BeginStep();
            Controller.Read();
            Controller.Command();
            Data.EndStep();
        }

        public void Dispose()
        {
            Data.Dispose();
            model.Dispose();
        }
    }
}
