using Oft.Simulation.MiniLibero;

namespace Oft.Simulation.Bimanual;

/// <summary>Plays one arm's legs in order: a smooth straight way to each, within the speeds a gate allows.</summary>
/// <remarks>The targets stay on the expert's own way whatever is executed, so under noise they lead back to it.</remarks>
internal sealed class ArmScript
{
    private const double Period = 0.04, Acceleration = 1.0, JointStep = 0.9 * Period, GripperStep = 2.0 * Period, Near = 0.014;
    private const int Patience = 25;
    private readonly BimanualWorld world;
    private readonly Side side;
    private readonly IReadOnlyList<Move> moves;
    private readonly double[] joints = new double[BimanualRobot.ArmJoints];
    private HandPose pose, from;
    private double opening, speed;
    private int move, waited;
    private bool begun;

    public ArmScript(BimanualWorld world, Side side, IReadOnlyList<Move> moves)
    {
        (this.world, this.side, this.moves, pose, opening) = (world, side, moves, world.PoseOf(side), 0);
        ArmInverse.Solve(side, pose, joints);
    }

    /// <summary>The next targets.</summary>
    /// <param name="action">[7] is written.</param>
    public void Next(Span<double> action)
    {
        if (move < moves.Count && (begun || moves[move].After?.Invoke(world) != false))
        {
            if (!begun) (begun, from, waited) = (true, pose, 0);
            Advance(moves[move]);
        }
        joints.CopyTo(action);
        action[BimanualRobot.ArmJoints] = opening;
    }

    private void Advance(Move leg)
    {
        var goal = leg.Where(world, from);
        opening += Math.Clamp(leg.Opening - opening, -GripperStep, GripperStep);
        var left = pose.DistanceTo(goal);
        speed = Math.Min(Math.Min(speed + Acceleration * Period, leg.Speed), 5 * left + 0.02);
        if (left > 1e-6) Step(goal, Math.Min(1, speed * Period / left));
        if (pose.DistanceTo(goal) > 1e-3 || opening != leg.Opening) return;
        // The servos lag behind; where something keeps them from arriving the script goes on all the same.
        waited++;
        if (waited <= leg.Dwell || waited < Patience && (world.GripOf(side) - pose.Grip).Length > Near) return;
        (move, begun) = (move + 1, false);
    }

    private void Step(HandPose goal, double share)
    {
        Span<double> next = stackalloc double[BimanualRobot.ArmJoints];
        for (var round = 0; round < 3; round++)
        {
            ArmInverse.Solve(side, pose.Toward(goal, share), next);
            var most = 0.0;
            for (var i = 0; i < next.Length; i++) most = Math.Max(most, Math.Abs(next[i] - joints[i]));
            if (most <= JointStep * 1.01) break;
            share *= JointStep / most;
        }
        pose = pose.Toward(goal, share);
        next.CopyTo(joints);
    }
}
