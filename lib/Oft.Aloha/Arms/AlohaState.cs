using Oft.Contracts;

namespace Oft.Aloha.Arms;

/// <summary>The 14 numbers of a bimanual ALOHA, three times: left arm and gripper, right arm and gripper.</summary>
/// <param name="Position">[14] rad, grippers 0 closed … 1 open from the finger position.</param>
/// <param name="Velocity">[14] rad/s, grippers in openings per second.</param>
/// <param name="Effort">[14] mA.</param>
/// <remarks>Upstream: experiments/robot/aloha/real_env.py, get_qpos, get_qvel, get_effort, get_action.</remarks>
public sealed record AlohaState(double[] Position, double[] Velocity, double[] Effort)
{
    /// <summary>Numbers per arm: six joints and a gripper.</summary>
    public const int ArmWidth = 7;

    /// <summary>Numbers of both.</summary>
    public const int Width = 14;

    private const int Gripper = FollowerReading.ArmJoints, Finger = 7;

    /// <summary>The state that two followers' joint_states say.</summary>
    /// <exception cref="AlohaDataException">An arm has said nothing yet, or too few numbers.</exception>
    public static AlohaState Of(FollowerReading? left, FollowerReading? right, GripperScale? scale = null)
    {
        var (position, velocity, effort) = (new double[Width], new double[Width], new double[Width]);
        Fill(left, "left", 0);
        Fill(right, "right", ArmWidth);
        return new(position, velocity, effort);

        void Fill(FollowerReading? arm, string side, int at)
        {
            var from = arm ?? throw new AlohaDataException($"{side} arm: no joint_states yet.");
            Expect(from.Position, "position", Finger + 1);
            Expect(from.Velocity, "velocity", Finger + 1);
            Expect(from.Effort, "effort", Gripper + 1);
            for (var i = 0; i < FollowerReading.ArmJoints; i++) (position[at + i], velocity[at + i]) = (from.Position[i], from.Velocity[i]);
            position[at + Gripper] = (scale ?? GripperScale.Follower).FromPosition(from.Position[Finger]);
            velocity[at + Gripper] = (scale ?? GripperScale.Follower).FromVelocity(from.Velocity[Finger]);
            for (var i = 0; i <= Gripper; i++) effort[at + i] = from.Effort[i];

            void Expect(IReadOnlyList<double> values, string field, int least)
            {
                if (values.Count < least) throw new AlohaDataException($"{side} arm, {field}: expected at least {least} numbers, got {values.Count}.");
            }
        }
    }

    /// <summary>The action that two leaders' joint positions ask for. Its grippers may lie outside 0 … 1: a record keeps them.</summary>
    /// <exception cref="AlohaDataException">A leader gave fewer than seven numbers.</exception>
    public static double[] LeaderAction(IReadOnlyList<double> left, IReadOnlyList<double> right)
    {
        var action = new double[Width];
        foreach (var (arm, side, at) in ((IReadOnlyList<double>, string, int)[])[(left, "left", 0), (right, "right", ArmWidth)])
        {
            if (arm.Count <= Gripper) throw new AlohaDataException($"{side} leader: expected at least {Gripper + 1} numbers, got {arm.Count}.");
            for (var i = 0; i < FollowerReading.ArmJoints; i++) action[at + i] = arm[i];
            action[at + Gripper] = GripperScale.Leader.FromAngle(arm[Gripper]);
        }
        return action;
    }
}
