using System.Text.Json;
using Oft.Aloha.Arms;
using Oft.Aloha.Control;

namespace Oft.Lab.Verification.Aloha;

/// <summary><c>aloha-run-loop</c>: the published loop on a virtual clock, its robot and server as the index describes them.</summary>
internal static class RunLoopChecks
{
    public static void Loop(VerifyCase one, CaseReport report)
    {
        var clock = new VirtualClock();
        var rig = new Rig(one.Value, clock);
        var loop = new PublishedLoop { MaxSteps = one.Value.GetProperty("max_steps").GetInt32(), OpenLoopSteps = one.Value.GetProperty("open_loop").GetInt32(), Relative = one.Value.Flag("relative") };
        var result = loop.Run(rig, clock, clock.Sleep);
        rig.Event("operator input");
        Sent(report, [.. one.Value.GetProperty("sent").EnumerateArray()], rig.Sent);
        Events(report, [.. one.Value.GetProperty("events").EnumerateArray().Where(x => x.Member("event") is not null)], rig.Events);
        var stats = one.Value.GetProperty("stats");
        report.Equal("total_steps", stats.GetProperty("total_steps").GetInt32(), result.Steps);
        report.Numbers<double>("stats", [stats.GetProperty("model_query_time").GetDouble(), stats.GetProperty("episode_duration").GetDouble()], [result.QueryTime.TotalSeconds, result.Duration.TotalSeconds]);
        if (one.Value.Member("replay_frames") is { } frames) report.Equal<int>("replay_frames", [.. frames.EnumerateArray().Select(x => x.GetInt32())], [result.Observations, result.Queries, result.Queries, result.Queries]);
        report.Equal("ended early", one.Value.Texts("last_messages").Count > 0, result.Ended is not null);
    }

    private static void Sent(CaseReport report, JsonElement[] expected, IReadOnlyList<(double Time, double[] Target)> got)
    {
        report.Equal("number sent", expected.Length, got.Count);
        foreach (var ((line, (time, target)), i) in expected.Zip(got).Select((x, i) => (x, i)))
        {
            RobotStep[] steps = [.. AlohaRoutines.Step(target)];
            report.Numbers<double>("t", [line.GetProperty("t").GetDouble()], [time]);
            report.Numbers<double>("sent", Recorded.Numbers(line.GetProperty("left")), ((RobotStep.Arm)steps[0]).Positions.ToArray());
            report.Numbers<double>("sent", Recorded.Numbers(line.GetProperty("right")), ((RobotStep.Arm)steps[1]).Positions.ToArray());
            report.Numbers<double>("sent", [line.GetProperty("left_gripper_angle").GetDouble(), line.GetProperty("right_gripper_angle").GetDouble()],
                [((RobotStep.Gripper)steps[2]).Angle, ((RobotStep.Gripper)steps[3]).Angle]);
        }
    }

    private static void Events(CaseReport report, JsonElement[] expected, IReadOnlyList<(double Time, string Name, double[]? State)> got)
    {
        report.Equal<string>("events", [.. expected.Select(x => x.Text("event")!)], [.. got.Select(x => x.Name)]);
        foreach (var (line, (time, _, state)) in expected.Zip(got))
        {
            report.Numbers<double>("t", [line.GetProperty("t").GetDouble()], [time]);
            if (line.Member("state") is { } recorded) report.Numbers<double>("sent", Recorded.Numbers(recorded), state);
        }
    }

    private sealed class VirtualClock : TimeProvider
    {
        private long now;

        public double Seconds => now / 1e12;

        public override long TimestampFrequency => 1_000_000_000_000;

        public override long GetTimestamp() => now;

        public void Sleep(TimeSpan span) => now += span.Ticks * 100_000;

        public void Spend(double seconds) => now += (long)Math.Round(seconds * 1e12);
    }

    private sealed class Rig(JsonElement of, VirtualClock clock) : IPublishedRig
    {
        private readonly double observation = of.GetProperty("observation_cost").GetDouble(), resize = of.GetProperty("resize_cost_per_image").GetDouble(), latency = of.GetProperty("server_latency").GetDouble();
        private readonly JsonElement[] chunks = [.. of.GetProperty("server_chunks").EnumerateArray()];
        private readonly string server = of.Text("server") ?? throw new VerifyException("the loop says nothing of its server.");
        private int asked;

        public List<(double Time, double[] Target)> Sent { get; } = [];

        public List<(double Time, string Name, double[]? State)> Events { get; } = [];

        public void Event(string name, double[]? state = null) => Events.Add((clock.Seconds, name, state));

        public void Reset()
        {
            Event("env.reset");
            clock.Spend(observation);
        }

        public void WaitForOperator() => Event("operator input");

        public double[] ReadState() => Recorded.Numbers(of.GetProperty("initial_qpos"));

        public double[] Observe()
        {
            clock.Spend(observation);
            return ReadState();
        }

        public void PreparePictures() => clock.Spend(resize * 3);

        public IReadOnlyList<double[]?> Ask(double[] state)
        {
            Event("query", state);
            clock.Spend(latency);
            Event("answer");
            var number = asked++;
            return server switch
            {
                "ok" => Chunk(number),
                "error" => new double[]?[] { null, null },                     // a text has letters in the place of actions
                "second_error" => number > 0 ? new double[]?[] { null, null } : Chunk(number),
                "empty" => [],
                "dict" or "refused" => throw new InvalidDataException("no list came"),
                _ => throw new VerifyException($"server '{server}' is not known."),
            };
        }

        public void Step(double[] target)
        {
            Sent.Add((clock.Seconds, target));
            clock.Sleep(TimeSpan.FromSeconds(AlohaRoutines.Period));
            clock.Spend(observation);
        }

        private double[][] Chunk(int number) => [.. chunks[number].EnumerateArray().Select(Recorded.Numbers)];
    }
}
