namespace Oft.Aloha.Arms;

/// <summary>Where the hand of an ALOHA follower is for six joint angles. Base frame: x forward, y left, z up; metres.</summary>
/// <remarks>
/// Successive rotations about z, y, y, x, y, x at offsets along the arm. At zero pose the hand stands at (0.536494, 0, 0.42705) and points along x.
/// </remarks>
public static class ArmKinematics
{
    /// <summary>The ViperX-300 of both kits.</summary>
    public static ArmChain Follower { get; } = new(
        [new("z", 0, 0, 0.079), new("y", 0, 0, 0.04805), new("y", 0.05955, 0, 0.3), new("x", 0.2, 0, 0), new("y", 0.1, 0, 0), new("x", 0.069744, 0, 0)], 0.1072);

    /// <summary>The hand's place and the direction of its x axis.</summary>
    /// <param name="joints">[6] rad.</param>
    public static (double X, double Y, double Z, double AxisX, double AxisY, double AxisZ) Hand(ReadOnlySpan<double> joints) => Follower.HandAt(joints);
}
