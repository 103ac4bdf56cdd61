using System.Text.Json;
using Oft.Aloha.Gate;
using Oft.Contracts;

namespace Oft.Lab.Sessions;

/// <summary>The list that is gone through before arms move.</summary>
public static class PreFlight
{
    /// <summary>Looks at a robot, its limits and its policy; commands nothing.</summary>
    /// <param name="robot">Going on by itself.</param>
    /// <param name="profile">Its limits.</param>
    /// <param name="time">The clock of receive times.</param>
    /// <param name="policy">Asks the policy once for what is seen now and says how long that took; null where none is asked.</param>
    /// <param name="chunkLength">Actions of an answer; null for the robot's K.</param>
    public static IReadOnlyList<SessionCheck> Look(IRobot robot, GateProfile profile, TimeProvider time, Func<(ActionChunk Chunk, TimeSpan Took)>? policy = null, int? chunkLength = null)
    {
        var list = new List<SessionCheck> { new("limits", true, $"{profile.Name}, {profile.Reviewed}") };
        var findings = new RobotWatch(robot, profile, time).Look(time.GetTimestamp(), null);
        list.Add(new("robot", robot.Trouble is null, robot.Trouble ?? "no trouble reported"));
        Found("joints", "state-", robot.State is { } state ? FormattableString.Invariant($"{state.Position.Length} numbers, {1000 * Age(state.Received):0} ms old") : "nothing yet");
        var pictures = robot.Spec.Views.Select((view, i) => robot.Frames[i] is { } frame ? FormattableString.Invariant($"{view} {frame.Image.Width}x{frame.Image.Height}, {1000 * Age(frame.Received):0} ms old") : $"{view} has sent nothing");
        Found("cameras", "camera-", string.Join("; ", pictures));
        if (robot is IMotorHealth health) Found("motors", "motor-", health.Motors is { } motors ? FormattableString.Invariant($"hottest {motors.Hottest:0} °C, {motors.Error ?? "no error"}") : "no reading yet");
        if (robot.State is { Position.Length: > 0 } now)
            list.Add(Workspace.Objection(profile, profile.CommandOf(now.Position.Span)) is { } objection ? new SessionCheck("place", false, objection) : new SessionCheck("place", true, "every hand is where it may be"));
        if (policy is not null) list.Add(Policy(policy, chunkLength ?? robot.Spec.ChunkLength, robot.Spec.ActionWidth, profile));
        return list;

        void Found(string name, string codes, string fine) =>
            list.Add(findings.FirstOrDefault(x => x.Code.StartsWith(codes, StringComparison.Ordinal)) is { } wrong ? new SessionCheck(name, false, wrong.Reason) : new SessionCheck(name, true, fine));

        double Age(long received) => time.GetElapsedTime(received).TotalSeconds;
    }

    /// <summary>The list as one line of JSON.</summary>
    public static string ToJson(IReadOnlyList<SessionCheck> list) => JsonSerializer.Serialize(list);

    /// <summary>A list read back.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static IReadOnlyList<SessionCheck> Read(string json) => JsonSerializer.Deserialize<List<SessionCheck>>(json) ?? throw new JsonException("expected a list of checks, got null.");

    private static SessionCheck Policy(Func<(ActionChunk Chunk, TimeSpan Took)> ask, int length, int width, GateProfile profile)
    {
        try
        {
            var (chunk, took) = ask();
            if (chunk.Length != length || chunk.Width != width) return new("policy", false, $"it answers [{chunk.Length}, {chunk.Width}]; [{length}, {width}] is expected");
            foreach (var value in chunk.Values.Span)
                if (!double.IsFinite(value)) return new("policy", false, $"its answer holds {value}");
            return new("policy", took.TotalSeconds <= profile.Freshness.Answer, FormattableString.Invariant($"{chunk.Length} actions after {took.TotalMilliseconds:0} ms; {1000 * profile.Freshness.Answer:0} ms are the most"));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new("policy", false, e.Message);
        }
    }
}
