using System.Text.Json;
using Oft.Aloha.Arms;

namespace Oft.Lab.Verification.Aloha;

/// <summary>The kinds of check about moves and about the order of calls.</summary>
internal static class RoutineChecks
{
    private const double TimeTolerance = 1e-9;                                   // sums of float64 steps on a virtual clock

    private static readonly Dictionary<string, IEnumerable<RobotStep>> helpers = new()
    {
        ["setup_puppet_bot"] = AlohaRoutines.SetUpFollower("robot"),
        ["setup_master_bot"] = AlohaRoutines.SetUpLeader("robot"),
        ["set_standard_pid_gains"] = AlohaRoutines.Gains("robot", 800),
        ["set_low_pid_gains"] = AlohaRoutines.Gains("robot", 100),
        ["torque_on"] = AlohaRoutines.Torque("robot", true),
        ["torque_off"] = AlohaRoutines.Torque("robot", false),
    };

    public static void Arms(VerifyCase one, CaseReport report)
    {
        var count = LinearMove.Count(one.Value.GetProperty("move_time").GetDouble());
        report.Equal("num_steps", one.Value.GetProperty("num_steps").GetInt32(), count);
        var points = LinearMove.Points(Recorded.Numbers(one.Value.GetProperty("start")), Recorded.Numbers(one.Value.GetProperty("goal")), count);
        double[][] expected = [.. one.Value.GetProperty("positions").EnumerateArray().Select(Recorded.Numbers)];
        report.Equal("points", expected.Length, points.Length);
        for (var i = 0; i < Math.Min(expected.Length, points.Length); i++) report.Numbers<double>($"point {i}", expected[i], points[i]);
    }

    public static void Grippers(VerifyCase one, CaseReport report)
    {
        var count = LinearMove.Count(one.Value.GetProperty("move_time").GetDouble());
        report.Equal("num_steps", one.Value.GetProperty("num_steps").GetInt32(), count);
        var points = LinearMove.Points([one.Value.GetProperty("start").GetDouble()], [one.Value.GetProperty("goal").GetDouble()], count);
        report.Equal<string>("commands", [.. one.Value.GetProperty("commands").EnumerateArray().Select(x => $"{Recorded.Hex(x[0].GetDouble())} {x[1].GetString()}")],
            [.. points.Select(x => $"{Recorded.Hex(x[0])} {Recorded.Hex((float)x[0])}")]);
    }

    public static void StepCount(VerifyCase one, CaseReport report) => report.Equal("count", one.Value[1].GetInt32(), LinearMove.Count(one.Value[0].GetDouble()));

    /// <summary><c>aloha-call-order</c>: calls of one helper each, or the lines of one log; what was done first is told by the members beside it.</summary>
    public static void CallOrder(VerifyGroup group, GroupReport report)
    {
        var cases = group.Cases();
        if (cases.Count > 0 && cases[0].Value.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in cases) report.Case(one.Name, x => Helper(one, x));
            return;
        }
        var path = group.Json.Text("cases_at")!.Split('/');
        var (above, _) = CasePath.Walk(group.Folder.Document(group.Json.Text("index")!), string.Join('/', path[..^2])).First();
        RobotStep[] steps = [.. above.Member("start") is { } start && start.ValueKind == JsonValueKind.Object && path[^2] == "log"
            ? AlohaRoutines.Reset(robot => Reading(start, robot))
            : AlohaRoutines.Construct(cases.Select(x => x.Value.Text("model")).OfType<string>().FirstOrDefault() ?? "vx300s")];
        if (steps.Length != cases.Count) report.Fail($"expected {cases.Count} steps, got {steps.Length}");
        var time = 0.0;
        foreach (var (one, step) in cases.Zip(steps))
        {
            report.Case(one.Name, x => Line(x, one.Value, step, time));
            if (step is RobotStep.Pause pause) time += pause.Seconds;
        }
    }

    public static void Step(VerifyCase one, CaseReport report)
    {
        JsonElement[] log = [.. one.Value.GetProperty("log").EnumerateArray()];
        RobotStep[] steps = [.. AlohaRoutines.Step(Recorded.Numbers(one.Value.GetProperty("action")))];
        report.Equal("steps", log.Length, steps.Length);
        var time = 0.0;
        foreach (var (line, step) in log.Zip(steps))
        {
            Line(report, line, step, time);
            if (step is RobotStep.Pause pause) time += pause.Seconds;
        }
    }

    private static void Helper(VerifyCase one, CaseReport report)
    {
        if (!helpers.TryGetValue(one.Name, out var steps)) throw new VerifyException($"helper '{one.Name}' is not known; known: {string.Join(", ", helpers.Keys)}.");
        report.Equal<string>("calls", [.. one.Value.EnumerateArray().Select(x => string.Join(' ', x.EnumerateArray().Select(y => y.PathText)))], [.. steps.Cast<RobotStep.Call>().Select(Words)]);
    }

    private static void Line(CaseReport report, JsonElement line, RobotStep step, double time)
    {
        var t = line.GetProperty("t").GetDouble();
        report.That("t", Math.Abs(t - time) <= TimeTolerance, $"expected {t}, got {time}");
        switch (step)
        {
            case RobotStep.Attach attach:
                report.Equal("construct", line.Text("construct"), attach.Robot);
                report.Equal("model", line.Text("model"), attach.Model);
                report.Equal("init_node", line.Flag("init_node"), attach.First);
                break;
            case RobotStep.Call call:
                report.Equal("robot", line.Text("robot"), call.Robot);
                report.Equal("call", $"{line.Text("call")} {string.Join(' ', line.Member("args") is { } args ? args.EnumerateArray().Select(x => x.PathText) : [])}", Words(call));
                break;
            case RobotStep.Arm arm:
                report.Equal("robot", line.Text("robot"), arm.Robot);
                report.Equal("call", line.Text("call"), "arm.set_joint_positions");
                report.Numbers<double>("positions", Recorded.Numbers(line.GetProperty("positions")), arm.Positions.ToArray());
                break;
            case RobotStep.Gripper gripper:
                report.Equal("robot", line.Text("robot"), gripper.Robot);
                report.Equal("topic", $"{line.Text("topic")} {line.Text("name")}", "commands/joint_single gripper");
                Recorded.Number(report, "cmd", Recorded.Number(line.GetProperty("cmd")), gripper.Angle);
                report.Equal("cmd_f4", line.Text("cmd_f4"), Recorded.Hex((float)gripper.Angle));
                break;
            case RobotStep.Pause pause:
                report.Equal("sleep", line.Member("sleep")?.GetDouble() ?? -1, pause.Seconds);
                break;
        }
    }

    private static string Words(RobotStep.Call call) => string.Join(' ', [$"robot_{call.Service}", .. call.Arguments.Select(x => x is bool flag ? flag ? "true" : "false" : x.ToString())]);

    private static FollowerReading Reading(JsonElement start, string robot) => new(Recorded.Numbers(start.GetProperty(robot)), new double[9], new double[9]);
}
