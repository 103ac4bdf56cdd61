namespace Oft.Simulation.Bimanual;

/// <summary>Joint angles of one arm for a hand's pose, in closed form.</summary>
/// <remarks>
/// With the forearm unrolled the arm is a waist that points at the place, a planar two-link arm, and a wrist.
/// <code>
/// waist = atan2(y, x)
/// W     = grip - L · (cos pitch, -sin pitch), seen from the shoulder in the arm's own plane     L wrist to grip
/// φ     = elevation of W + acos((a² + |W|² - b²) / (2 a |W|))                                    a upper arm, b forearm, elbow up
/// shoulder = φ₀ - φ        elbow = -(elevation of elbow to W) - shoulder        wrist = pitch - shoulder - elbow
/// rotate   = turn + waist · sin pitch
/// </code>
/// The last line keeps the fingers' direction on the table when the hand points down. A place out of reach is taken as the nearest one in its direction.
/// </remarks>
internal static class ArmInverse
{
    private const double ShoulderHeight = 0.079 + 0.04805, ElbowForward = 0.05955, ElbowUp = 0.3, Forearm = 0.3, WristToGrip = 0.069744 + 0.1072 + GripBeyondHand;

    /// <summary>From the vendor's end-effector frame to where the fingers close, m.</summary>
    public const double GripBeyondHand = 0.035;

    private static readonly (double Lower, double Upper)[] limits = [(-3.14158, 3.14158), (-1.85005, 1.25664), (-1.76278, 1.60570), (-3.14158, 3.14158), (-1.86750, 2.23402), (-3.14158, 3.14158)];

    /// <summary>Solves for an arm.</summary>
    /// <param name="side">Which.</param>
    /// <param name="pose">What its hand should be.</param>
    /// <param name="joints">[6] rad is written, within the joints' limits.</param>
    public static void Solve(Side side, HandPose pose, Span<double> joints)
    {
        var place = BimanualRobot.InBase(side, pose.Grip);
        var waist = Math.Atan2(place.Y, place.X);
        var (sin, cos) = Math.SinCos(pose.Pitch);
        var (wx, wz) = (place.Horizontal - WristToGrip * cos, place.Z - ShoulderHeight + WristToGrip * sin);
        var upper = Math.Sqrt(ElbowForward * ElbowForward + ElbowUp * ElbowUp);
        var reach = Math.Clamp(Math.Sqrt(wx * wx + wz * wz), 0.02, upper + Forearm - 1e-4);
        var rise = Math.Atan2(ElbowUp, ElbowForward);
        var elevation = Math.Atan2(wz, wx) + Math.Acos(Math.Clamp((upper * upper + reach * reach - Forearm * Forearm) / (2 * upper * reach), -1, 1));
        var shoulder = rise - elevation;
        var elbow = Math.Acos(Math.Clamp((upper * upper + Forearm * Forearm - reach * reach) / (2 * upper * Forearm), -1, 1));
        (joints[0], joints[1], joints[2], joints[3]) = (waist, shoulder, Math.PI - rise - elbow, 0);
        joints[4] = pose.Pitch - joints[1] - joints[2];
        joints[5] = pose.Turn + waist * sin;
        for (var i = 0; i < BimanualRobot.ArmJoints; i++) joints[i] = Math.Clamp(joints[i], limits[i].Lower, limits[i].Upper);
    }
}
