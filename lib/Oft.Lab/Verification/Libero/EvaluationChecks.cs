using System.Text.Json;
using Oft.Evaluation.Episodes;
using Oft.Lab.Suites;
using Oft.Model.Inputs;
using Oft.Simulation.Control;
using Oft.Simulation.Libero;
using Oft.Simulation.Libero.Catalog;

namespace Oft.Lab.Verification.Libero;

/// <summary>Compares how the reference runs an evaluation: limits, waits, the gripper rule, axis-angle.</summary>
internal static class EvaluationChecks
{
    public static void Settings(VerifyCase one, CaseReport report)
    {
        var settings = EpisodeSettings.Libero;
        var compared = one.Group.Json.Texts("compare");
        foreach (var member in compared.Count > 0 ? compared : ["max_steps", "num_steps_wait", "dummy_action", "num_trials_per_task", "env_img_res", "env_seed", "num_open_loop_steps", "center_crop"])
        {
            var expected = one.Value.Member(member) ?? throw new VerifyException($"the recording has no '{member}'.");
            switch (member)
            {
                case "max_steps":
                    foreach (var suite in expected.EnumerateObject()) report.Equal($"max_steps of {suite.Name}", suite.Value.GetInt32(), LiberoSuites.StepLimit(suite.Name));
                    break;
                case "num_steps_wait": report.Equal(member, expected.GetInt32(), settings.WaitSteps); break;
                case "dummy_action": report.Equal<double>(member, Recorded.Flat(expected), settings.WaitAction.ToArray()); break;
                case "num_trials_per_task": report.Equal(member, expected.GetInt32(), LiberoSuite.Episodes); break;
                case "env_img_res": report.Equal(member, expected.GetInt32(), LiberoWorldOptions.Default.ImageWidth); break;
                case "env_seed": report.Equal(member, expected.GetUInt32(), LiberoWorld.EvaluationSeed); break;
                case "num_open_loop_steps": report.Equal<int?>(member, expected.GetInt32(), settings.Executed); break;
                case "center_crop": report.Equal(member, expected.GetBoolean(), ObservationEncoder.CropsByDefault); break;
                default: throw new VerifyException($"'{member}' of an evaluation is not known.");
            }
        }
    }

    public static void Gripper(VerifyCase one, CaseReport report)
    {
        if (one.Value.Member("input_gripper") is { } chunk)
        {
            report.Numbers<double>("output_gripper", Recorded.Flat(one.Value.GetProperty("output_gripper")), [.. Recorded.Flat(chunk).Select(GripperSign.ForLibero)]);
            return;
        }
        if (one.Value.Text("dtype") == "float32") Table<float>(one.Value, report, value => (float)value);
        else Table<double>(one.Value, report, value => value);
    }

    public static void AxisAngle(VerifyCase one, CaseReport report)
    {
        var q = Recorded.Flat(one.Value.GetProperty("quat_xyzw"));
        var vector = new double[3];
        Rotation.ToAxisAngle(q[3], q[0], q[1], q[2], vector);
        report.Numbers<double>("axis_angle", Recorded.Flat(one.Value.GetProperty("axis_angle")), vector);
    }

    private static void Table<T>(JsonElement expected, CaseReport report, Func<double, T> read) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>, IConvertible
    {
        void Same(string member, T got) => report.Numbers<T>(member, [read(expected.GetProperty(member).GetDouble())], [got]);
        var value = read(expected.GetProperty("gripper_in").GetDouble());
        Same("normalized", GripperSign.Normalize(value));
        Same("normalized_inverted", GripperSign.Invert(GripperSign.Normalize(value)));
        Same("binarized", GripperSign.Binarize(value));
        Same("binarized_inverted", GripperSign.Invert(GripperSign.Binarize(value)));
        report.Equal("negative_zero", expected.GetProperty("negative_zero").GetBoolean(), T.IsNegative(GripperSign.Invert(GripperSign.Binarize(value))) && T.IsZero(GripperSign.Invert(GripperSign.Binarize(value))));
    }
}
