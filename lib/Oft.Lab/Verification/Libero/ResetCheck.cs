using System.Text.Json;
using Oft.Simulation.Libero;
using Oft.Simulation.Libero.Placement;

namespace Oft.Lab.Verification.Libero;

/// <summary>Compares what resets draw: every call of numpy's generator, fixtures, things.</summary>
internal static class ResetCheck
{
    public static void Run(LiberoWorld world, VerifyGroup group, GroupReport report)
    {
        foreach (var one in group.Cases()) report.Case(one.Name, x => Reset(x, world, one.Value));
        var root = group.Folder.Document(group.Json.Text("index")!);
        foreach (var also in group.Json.Texts("also"))
            report.Case(also, x =>
            {
                switch (also)
                {
                    case "/same_init_state_two_resets":
                        var (first, second) = (world.Resets(0)[1].Things, world.Resets(0)[2].Things);
                        foreach (var fixture in root.GetProperty("same_init_state_two_resets").GetProperty("fixture_pos_diff").EnumerateObject())
                            x.Numbers<double>("pos", Recorded.Flat(fixture.Value), [.. Of(second, fixture.Name).Position.Zip(Of(first, fixture.Name).Position, (b, a) => b - a)]);
                        var apart = root.GetProperty("same_init_state_two_resets").GetProperty("qpos_max_abs_diff").GetDouble();
                        world.BeginFrom(world.Task.States[0], first);
                        var before = world.Data.Position.ToArray();
                        world.BeginFrom(world.Task.States[0], second);
                        x.Numbers<double>("qpos", [apart], [before.Zip(world.Data.Position.ToArray(), (a, b) => Math.Abs(a - b)).Max()]);
                        break;
                    case "/numpy_mt19937_seed0_first_uniforms":
                        var random = new NumpyRandom(0);
                        var uniforms = Recorded.Flat(root.GetProperty("numpy_mt19937_seed0_first_uniforms"));
                        x.Numbers<double>("rng_draws", uniforms, [.. uniforms.Select(_ => random.NextDouble())]);
                        break;
                    default:
                        throw new VerifyException($"group '{group.Name}': '{also}' is not known.");
                }
            });
    }

    private static void Reset(CaseReport report, LiberoWorld world, JsonElement expected)
    {
        var number = expected.GetProperty("reset_number").GetInt32();
        var draws = new List<RandomDraw>();
        var layout = world.Resets(expected.GetProperty("seed").GetUInt32(), (reset, draw) =>
        {
            if (reset == number) draws.Add(draw);
        })[number];
        foreach (var fixture in expected.GetProperty("fixtures").EnumerateObject())
        {
            report.Numbers<double>("pos", Recorded.Flat(fixture.Value.GetProperty("pos")), [.. Of(layout.Things, fixture.Name).Position]);
            report.Numbers<double>("quat", Recorded.Flat(fixture.Value.GetProperty("quat")), [.. Of(layout.Things, fixture.Name).Quaternion]);
        }
        foreach (var thing in expected.GetProperty("sampled_object_qpos").EnumerateObject())
            report.Numbers<double>("qpos", Recorded.Flat(thing.Value), [.. Of(layout.Things, thing.Name).Position, .. Of(layout.Things, thing.Name).Quaternion]);
        foreach (var joint in expected.Member("other_joint_qpos") is { } joints ? joints.EnumerateObject() : default)
            report.Numbers<double>("qpos", [joint.Value.GetDouble()], [layout.Joints.GetValueOrDefault(joint.Name)]);
        if (expected.Member("n_property_samplers") is { } samplers) report.Equal("n_property_samplers", samplers.GetInt32(), layout.PropertyDraws);
        report.Equal("n_rng_draws", expected.GetProperty("n_rng_draws").GetInt32(), draws.Count);
        var recorded = expected.GetProperty("rng_draws").EnumerateArray().ToList();
        for (var i = 0; i < recorded.Count && i < draws.Count; i++) Draw(report, i, recorded[i], draws[i]);
    }

    private static void Draw(CaseReport report, int number, JsonElement expected, RandomDraw got)
    {
        report.Equal($"draw {number}", expected.Text("fn"), got.Function);
        if (expected.GetProperty("args").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Number } count) report.Equal($"draw {number} argument", count.GetInt32(), got.Count);
        if (expected.GetProperty("kw").Member("low") is { } low) report.Numbers<double>("rng_draws", [low.GetDouble(), expected.GetProperty("kw").GetProperty("high").GetDouble()], [got.Low, got.High]);
        report.Numbers<double>("rng_draws", Recorded.Flat(expected.GetProperty("value")), [.. got.Values]);
    }

    private static Placed Of(IReadOnlyList<Placed> things, string name) => things.FirstOrDefault(thing => thing.Name == name) ?? throw new VerifyException($"the reset places no '{name}'; it places {string.Join(", ", things.Select(thing => thing.Name))}.");
}
