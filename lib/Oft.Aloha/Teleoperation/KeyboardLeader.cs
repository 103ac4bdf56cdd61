using Oft.Aloha.Arms;

namespace Oft.Aloha.Teleoperation;

/// <summary>Leads by keys: one arm at a time, a joint a little up or down, a gripper open or closed.</summary>
/// <remarks>
/// <code>
/// tab  the other arm      1 q waist   2 w shoulder   3 e elbow   4 r forearm   5 t wrist angle   6 z wrist rotate   o c gripper open, closed
/// esc  the demonstration is over
/// </code>
/// </remarks>
public sealed class KeyboardLeader : ILeader
{
    private const double JointStep = 0.04, GripperStep = 0.1;
    private const string Up = "123456", Down = "qwertz";

    private readonly Func<char?> read;
    private double[]? target;
    private int arm;

    /// <summary>A leader that reads keys.</summary>
    /// <param name="read">A key that was pressed since the last call, or null.</param>
    public KeyboardLeader(Func<char?> read) => this.read = read;

    /// <summary>Which arm the keys are for: 0 left, 1 right.</summary>
    public int Arm => arm;

    /// <inheritdoc/>
    public double[]? Lead(ReadOnlySpan<double> measured)
    {
        target ??= measured.ToArray();
        while (read() is { } key)
            switch (char.ToLowerInvariant(key))
            {
                case '\u001b': return null;
                case '\t': arm = 1 - arm; break;
                case 'o': Move(FollowerReading.ArmJoints, GripperStep); break;
                case 'c': Move(FollowerReading.ArmJoints, -GripperStep); break;
                case var up when Up.Contains(up): Move(Up.IndexOf(up), JointStep); break;
                case var down when Down.Contains(down): Move(Down.IndexOf(down), -JointStep); break;
            }
        return [.. target];
    }

    private void Move(int joint, double step) => target![arm * AlohaState.ArmWidth + joint] += step;
}
