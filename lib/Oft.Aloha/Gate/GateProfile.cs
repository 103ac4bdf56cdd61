using System.Text.Json;
using System.Text.Json.Serialization;
using Oft.Aloha.Arms;

namespace Oft.Aloha.Gate;

/// <summary>The limits of one kind of robot, as a JSON file that somebody has read and signed with a date.</summary>
public sealed record GateProfile
{
    private static readonly JsonSerializerOptions format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip,
        RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, WriteIndented = true,
    };

    /// <summary>The robot's name.</summary>
    public required string Name { get; init; }

    /// <summary>When the numbers were last read by a person, and where they come from.</summary>
    public required string Reviewed { get; init; }

    /// <summary>Commands per second.</summary>
    public required double RateHz { get; init; }

    /// <summary>The joints of one arm, base first; all arms are alike.</summary>
    public required IReadOnlyList<JointLimit> Joints { get; init; }

    /// <summary>An arm from its base to its hand: a link for each joint.</summary>
    public required ArmChain Chain { get; init; }

    /// <summary>Where an arm stands before every episode, rad.</summary>
    public required IReadOnlyList<double> StartPose { get; init; }

    /// <summary>Where an arm rests before its power may go, rad.</summary>
    public required IReadOnlyList<double> SleepPose { get; init; }

    /// <summary>An arm's gripper, its last number.</summary>
    public required GripperLimit Gripper { get; init; }

    /// <summary>How far inside its limits a joint is kept, rad.</summary>
    public required double Margin { get; init; }

    /// <summary>Clamped commands in a row that hold.</summary>
    public required int ClampsInARow { get; init; }

    /// <summary>How far from the measured pose the first command after a start, a hold or a new chunk may be, rad; farther is approached slowly.</summary>
    public required double FirstStep { get; init; }

    /// <summary>Speed of that approach, of homing and of the slow return, rad/s.</summary>
    public required double SlowVelocity { get; init; }

    /// <summary>Distance between command and measured pose that means a collision or lost torque, rad.</summary>
    public required double Lag { get; init; }

    /// <summary>How long it must last, s.</summary>
    public required double LagSeconds { get; init; }

    /// <summary>Temperature of a motor at which the arms go to rest, °C.</summary>
    public required double MotorCelsius { get; init; }

    /// <summary>Which arms there are, and where their hands may be.</summary>
    public required WorkspaceLimit Workspace { get; init; }

    /// <summary>How fresh everything must be.</summary>
    public required FreshnessLimit Freshness { get; init; }

    /// <summary>Seconds between two commands.</summary>
    [JsonIgnore]
    public double Period => 1 / RateHz;

    /// <summary>ALOHA 1: two ViperX-300 followers.</summary>
    public static GateProfile Aloha1 { get; } = House("aloha-1");

    /// <summary>The newer vendor kit: the same arms, another gripper.</summary>
    public static GateProfile NewerKit { get; } = House("aloha-kit");

    /// <summary>A simulated ALOHA 1: its pictures may stand still.</summary>
    public static GateProfile Simulated { get; } = House("aloha-simulated");

    /// <summary>The profiles that come with the house.</summary>
    public static IReadOnlyList<GateProfile> All { get; } = [Aloha1, NewerKit, Simulated];

    /// <summary>One of the house by name, or a file.</summary>
    /// <exception cref="GateProfileException">It is neither.</exception>
    public static GateProfile Find(string nameOrFile) => All.FirstOrDefault(x => x.Name == nameOrFile)
        ?? (File.Exists(nameOrFile) ? Parse(File.ReadAllText(nameOrFile), nameOrFile) : throw new GateProfileException($"profile '{nameOrFile}' is neither a file nor one of {string.Join(", ", All.Select(x => x.Name))}."));

    /// <summary>Reads a profile and refuses what cannot be.</summary>
    /// <exception cref="GateProfileException">A member is unknown, missing or impossible; the message lists what is known.</exception>
    public static GateProfile Parse(string json, string source)
    {
        try
        {
            var profile = JsonSerializer.Deserialize<GateProfile>(json, format) ?? throw new GateProfileException($"{source}: expected an object, got null.");
            profile.Check(source);
            return profile;
        }
        catch (JsonException e)
        {
            throw new GateProfileException($"{source}: {e.Message} Members: {string.Join(", ", typeof(GateProfile).GetProperties().Where(x => x.SetMethod is not null).Select(x => JsonNamingPolicy.SnakeCaseLower.ConvertName(x.Name)))}.");
        }
    }

    /// <summary>Numbers of one arm: its joints and its gripper.</summary>
    [JsonIgnore]
    public int ArmWidth => Joints.Count + 1;

    /// <summary>S and A, numbers of a state and of an action.</summary>
    [JsonIgnore]
    public int Width => Workspace.Arms.Count * ArmWidth;

    /// <summary>True where a number is a gripper's.</summary>
    public bool IsGripper(int number) => number % ArmWidth == Joints.Count;

    /// <summary>A number's joint or gripper, and whose.</summary>
    public string NameOf(int number) => $"{Workspace.Arms[number / ArmWidth].Name} {(IsGripper(number) ? "gripper" : Joints[number % ArmWidth].Name)}";

    /// <summary>[A] every arm in one pose.</summary>
    /// <param name="arm">[N] rad.</param>
    /// <param name="gripper">By its number, what it is told.</param>
    public double[] PoseOf(IReadOnlyList<double> arm, Func<int, double> gripper) => [.. Enumerable.Range(0, Width).Select(i => IsGripper(i) ? gripper(i) : arm[i % ArmWidth])];

    /// <summary>A measured pose as it is commanded: grippers through their crank.</summary>
    /// <param name="measured">[S].</param>
    public double[] CommandOf(ReadOnlySpan<double> measured)
    {
        var command = measured.ToArray();
        for (var i = ArmWidth - 1; i < command.Length; i += ArmWidth) command[i] = Gripper.CommandOf(command[i]);
        return command;
    }

    /// <summary>A target brought inside its range: joints within their margin, grippers between closed and open.</summary>
    /// <param name="target">[A].</param>
    public double[] Inside(ReadOnlySpan<double> target)
    {
        var inside = target.ToArray();
        for (var i = 0; i < inside.Length; i++)
            inside[i] = IsGripper(i) ? Math.Clamp(inside[i], 0, 1) : Math.Clamp(inside[i], Joints[i % ArmWidth].Lower + Margin, Joints[i % ArmWidth].Upper - Margin);
        return inside;
    }

    /// <summary>The profile as a file.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, format) + "\n";

    private void Check(string source)
    {
        Expect(Joints.Count is > 0 and <= 12 && Joints.All(x => x is not null), $"expected 1 to 12 joints, got {Joints.Count}");
        Expect(Chain.Links.Count == Joints.Count && Chain.Links.All(x => x is { Axis: "x" or "y" or "z" }), $"expected one link a joint with axis x, y or z, got {Chain.Links.Count} for {Joints.Count} joints");
        Expect(StartPose.Count == Joints.Count && SleepPose.Count == Joints.Count, $"expected {Joints.Count} numbers in start_pose and in sleep_pose, got {StartPose.Count} and {SleepPose.Count}");
        Expect(Workspace.Arms.Count is 1 or 2 && Workspace.Arms.All(x => x is { Name.Length: > 0 }), $"expected one arm or two, each with a name, got {Workspace.Arms.Count}");
        Expect(Reviewed.Length > 0, "nobody has reviewed it: say who and when");
        Expect(RateHz is > 0 and <= 200, $"rate_hz {RateHz} is not in (0, 200]");
        foreach (var joint in Joints) Expect(joint.Upper - joint.Lower > 2 * Margin && joint.Velocity is > 0 and <= Math.PI && joint.Acceleration > 0, $"joint {joint.Name}: limits leave no room, or velocity is not in (0, π], or acceleration not positive");
        for (var i = 0; i < Joints.Count; i++)
            foreach (var pose in (double[])[StartPose[i], SleepPose[i]]) Expect(pose >= Joints[i].Lower + Margin && pose <= Joints[i].Upper - Margin, $"joint {Joints[i].Name}: start or sleep pose {pose} is outside its limits and margin");
        Expect(Gripper is { Velocity: > 0, Acceleration: > 0, Beyond: >= 0 and < 1 } && (Gripper.Horn is null) == (Gripper.Rod is null) && Gripper.AngleOpen != Gripper.AngleClosed && Gripper.PositionOpen != Gripper.PositionClosed, "the gripper has no range, half a crank, or beyond is not in [0, 1)");
        Expect(Margin >= 0 && FirstStep > 0 && SlowVelocity > 0 && Lag > 0 && LagSeconds >= 0 && ClampsInARow > 0, "a limit is not positive");
        Expect(Freshness is { StateHold: > 0, Camera: > 0, Operator: > 0, Answer: > 0 } && Freshness.StateFault >= Freshness.StateHold && Freshness.Frozen is null or > 0, "a freshness limit is not positive, or state_fault is below state_hold");

        void Expect(bool holds, string message)
        {
            if (!holds) throw new GateProfileException($"{source}: {message}.");
        }
    }

    private static GateProfile House(string name)
    {
        using var reader = new StreamReader(typeof(GateProfile).Assembly.GetManifestResourceStream($"gate/{name}.json")!);
        return Parse(reader.ReadToEnd(), name);
    }
}
