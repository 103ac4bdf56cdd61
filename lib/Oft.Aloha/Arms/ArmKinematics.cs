namespace Oft.Aloha.Arms;

/// <summary>Where an arm's hand is for six joint angles. Base frame: x forward, y left, z up; metres.</summary>
/// <remarks>
/// Successive rotations about z, y, y, x, y, x at offsets along the arm. At zero pose the hand stands at (0.536494, 0, 0.42705) and points along x.
/// </remarks>
public static class ArmKinematics
{
    private static readonly (double X, double Z, char Axis)[] links =
    [
        (0, 0.079, 'z'), (0, 0.04805, 'y'), (0.05955, 0.3, 'y'), (0.2, 0, 'x'), (0.1, 0, 'y'), (0.069744, 0, 'x'),
    ];

    private const double HandLength = 0.1072;

    /// <summary>The hand's place and the direction of its x axis.</summary>
    /// <param name="joints">[6] rad.</param>
    /// <returns>Two vectors of three numbers.</returns>
    public static (double X, double Y, double Z, double AxisX, double AxisY, double AxisZ) Hand(ReadOnlySpan<double> joints)
    {
        // Backwards from the hand: every joint turns what lies beyond it. No allocation: the gate asks for this twice a tick.
        var (x, y, z) = (HandLength, 0.0, 0.0);
        var (ax, ay, az) = (1.0, 0.0, 0.0);
        for (var i = links.Length - 1; i >= 0; i--)
        {
            var (sin, cos) = Math.SinCos(joints[i]);
            (x, y, z) = Turn(links[i].Axis, sin, cos, x, y, z);
            (ax, ay, az) = Turn(links[i].Axis, sin, cos, ax, ay, az);
            (x, z) = (x + links[i].X, z + links[i].Z);
        }
        return (x, y, z, ax, ay, az);
    }

    private static (double, double, double) Turn(char axis, double sin, double cos, double x, double y, double z) => axis switch
    {
        'x' => (x, cos * y - sin * z, sin * y + cos * z),
        'y' => (cos * x + sin * z, y, cos * z - sin * x),
        _ => (cos * x - sin * y, sin * x + cos * y, z),
    };
}
