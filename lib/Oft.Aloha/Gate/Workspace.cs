using Oft.Aloha.Arms;

namespace Oft.Aloha.Gate;

/// <summary>Where the hands would be, and whether they may.</summary>
public static class Workspace
{
    /// <summary>A hand on the table's axes.</summary>
    /// <param name="chain">The arm from its base.</param>
    /// <param name="arm">Where it stands.</param>
    /// <param name="joints">[N] rad.</param>
    public static (double X, double Y, double Z) Hand(ArmChain chain, ArmBase arm, ReadOnlySpan<double> joints)
    {
        var hand = chain.HandAt(joints);
        var (sin, cos) = Math.SinCos(arm.Yaw);
        return (arm.X + cos * hand.X - sin * hand.Y, arm.Y + sin * hand.X + cos * hand.Y, arm.Z + hand.Z);
    }

    /// <summary>What is wrong with a pose, in words; null where nothing is.</summary>
    /// <param name="profile">Says where the hands may be.</param>
    /// <param name="pose">[A].</param>
    public static string? Objection(GateProfile profile, ReadOnlySpan<double> pose)
    {
        var limit = profile.Workspace;
        Span<(double X, double Y, double Z)> hands = stackalloc (double, double, double)[limit.Arms.Count];
        for (var arm = 0; arm < hands.Length; arm++)
        {
            var hand = hands[arm] = Hand(profile.Chain, limit.Arms[arm], pose.Slice(arm * profile.ArmWidth, profile.Joints.Count));
            if (hand.Z < limit.Height) return $"the {limit.Arms[arm].Name} hand would be {hand.Z:0.000} m above the table; {limit.Height} is the least";
            // Each arm's own half is the side its base stands on.
            if (limit.Beyond is { } beyond && hand.X * Math.Sign(limit.Arms[arm].X) < -beyond) return $"the {limit.Arms[arm].Name} hand would be {Math.Abs(hand.X):0.000} m in the other half; {beyond} is the most";
        }
        if (limit.Apart is not { } least) return null;
        for (var one = 0; one < hands.Length; one++)
            for (var other = 0; other < one; other++)
            {
                var apart = Math.Sqrt(Math.Pow(hands[one].X - hands[other].X, 2) + Math.Pow(hands[one].Y - hands[other].Y, 2) + Math.Pow(hands[one].Z - hands[other].Z, 2));
                if (apart < least) return $"the {limit.Arms[other].Name} and the {limit.Arms[one].Name} hand would be {apart:0.000} m apart; {least} is the least";
            }
        return null;
    }
}
