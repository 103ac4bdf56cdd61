namespace Oft.Aloha.Arms;

/// <summary>One arm's joint_states in the driver's order: six joints, gripper angle, left finger, right finger.</summary>
/// <param name="Position">rad, and metres for the fingers.</param>
/// <param name="Velocity">rad/s and m/s; the driver always says 0 for the fingers.</param>
/// <param name="Effort">mA.</param>
public sealed record FollowerReading(IReadOnlyList<double> Position, IReadOnlyList<double> Velocity, IReadOnlyList<double> Effort)
{
    /// <summary>The names the driver gives them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["waist", "shoulder", "elbow", "forearm_roll", "wrist_angle", "wrist_rotate", "gripper", "left_finger", "right_finger"];

    /// <summary>Joints of an arm without its gripper.</summary>
    public const int ArmJoints = 6;

    /// <summary>Sorts a message by joint name, whatever order the driver chose.</summary>
    /// <exception cref="AlohaDataException">A joint is missing or a list has another length than the names.</exception>
    public static FollowerReading ByName(IReadOnlyList<string> names, IReadOnlyList<double> position, IReadOnlyList<double> velocity, IReadOnlyList<double> effort)
    {
        var order = new int[8];                                                 // the second finger mirrors the first and is not used
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = -1;
            for (var j = 0; j < names.Count; j++)
                if (names[j] == Names[i]) order[i] = j;
            if (order[i] < 0) throw new AlohaDataException($"joint_states: there is no joint '{Names[i]}'; it names {string.Join(", ", names.Take(20))}.");
        }
        return new(Pick(position, "position"), Pick(velocity, "velocity"), Pick(effort, "effort"));

        double[] Pick(IReadOnlyList<double> values, string field)
        {
            if (values.Count == 0 && field != "position") return new double[order.Length];   // legal in ROS: not measured
            if (values.Count != names.Count) throw new AlohaDataException($"joint_states: {names.Count} names, {values.Count} numbers in {field}.");
            return [.. order.Select(i => values[i])];
        }
    }
}
