using Oft.Aloha.Arms;

namespace Oft.Aloha.Gate;

/// <summary>Where both hands would be, and whether they may.</summary>
public static class Workspace
{
    /// <summary>A hand on the table's axes.</summary>
    /// <param name="arm">Its base.</param>
    /// <param name="joints">[6] rad.</param>
    public static (double X, double Y, double Z) Hand(ArmBase arm, ReadOnlySpan<double> joints)
    {
        var hand = ArmKinematics.Hand(joints);
        var (sin, cos) = Math.SinCos(arm.Yaw);
        return (arm.X + cos * hand.X - sin * hand.Y, arm.Y + sin * hand.X + cos * hand.Y, arm.Z + hand.Z);
    }

    /// <summary>What is wrong with a pose, in words; null where nothing is.</summary>
    /// <param name="limit">Where the hands may be.</param>
    /// <param name="pose">[14].</param>
    public static string? Objection(WorkspaceLimit limit, ReadOnlySpan<double> pose)
    {
        var left = Hand(limit.Left, pose[..FollowerReading.ArmJoints]);
        var right = Hand(limit.Right, pose.Slice(AlohaState.ArmWidth, FollowerReading.ArmJoints));
        if (left.Z < limit.Height) return $"the left hand would be {left.Z:0.000} m above the table; {limit.Height} is the least";
        if (right.Z < limit.Height) return $"the right hand would be {right.Z:0.000} m above the table; {limit.Height} is the least";
        // Each arm's own half is the side its base stands on.
        if (left.X * Math.Sign(limit.Left.X) < -limit.Beyond) return $"the left hand would be {Math.Abs(left.X):0.000} m in the other half; {limit.Beyond} is the most";
        if (right.X * Math.Sign(limit.Right.X) < -limit.Beyond) return $"the right hand would be {Math.Abs(right.X):0.000} m in the other half; {limit.Beyond} is the most";
        var apart = Math.Sqrt(Math.Pow(left.X - right.X, 2) + Math.Pow(left.Y - right.Y, 2) + Math.Pow(left.Z - right.Z, 2));
        return apart < limit.Apart ? $"the hands would be {apart:0.000} m apart; {limit.Apart} is the least" : null;
    }
}
