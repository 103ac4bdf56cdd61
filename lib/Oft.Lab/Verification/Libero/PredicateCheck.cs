using System.Text.Json;
using Oft.Evaluation.Episodes;
using Oft.Simulation.Libero;
using Oft.Simulation.MuJoCo;

namespace Oft.Lab.Verification.Libero;

/// <summary>Compares which conditions hold in recorded states, and which upstream has no answer to.</summary>
internal static class PredicateCheck
{
    public static void Run(LiberoWorld world, VerifyGroup group, GroupReport report)
    {
        var root = group.Folder.Document(group.Json.Text("index") ?? throw new VerifyException($"group '{group.Name}' has no index."));
        var atoms = Recorded.Atoms(root.GetProperty("evaluated")).Select(LiberoGoal.AtomOf).ToList();
        var fixtures = Recorded.Poses(root.GetProperty("fixture_poses")).ToList();
        foreach (var one in group.Cases())
            report.Case(one.Value.Text("label") ?? one.Name, x =>
            {
                world.BeginFrom(Recorded.Flat(one.Value.GetProperty("state")), fixtures);
                x.Equal("true", one.Value.Integers("true"), [.. Enumerable.Range(0, atoms.Count).Where(i => world.Holds(atoms[i]))]);
                x.Equal("success", one.Value.GetProperty("success").GetBoolean(), world.Success);
            });
        foreach (var also in group.Json.Texts("also"))
            switch (also)
            {
                case "/goal_case":
                    report.Case(also, x => GoalCase(x, world, fixtures, root.GetProperty("goal_case")));
                    break;
                case "/not_evaluable":
                    foreach (var atom in Recorded.Atoms(root.GetProperty("not_evaluable")))
                        report.Case($"({string.Join(' ', atom)})", x => x.That("raises", Raises(world, atom), "expected an error, got an answer"));
                    break;
                default:
                    throw new VerifyException($"group '{group.Name}': '{also}' is not known.");
            }
    }

    private static void GoalCase(CaseReport report, LiberoWorld world, List<Simulation.Libero.Placement.Placed> fixtures, JsonElement expected)
    {
        world.BeginFrom(Recorded.Flat(expected.GetProperty("state")), fixtures);
        Holds(report, world, expected);
        report.Equal("success", expected.GetProperty("success").GetBoolean(), world.Success);
        world.Step(EpisodeSettings.Libero.WaitAction.Span);
        var after = expected.GetProperty("after_one_dummy_step");
        Holds(report, world, after);
        report.Equal("done", after.GetProperty("done").GetBoolean(), world.Success);
        report.Equal("reward", after.GetProperty("reward").GetDouble(), world.Success ? 1 : 0);
    }

    private static void Holds(CaseReport report, LiberoWorld world, JsonElement expected) =>
        report.Equal("goal_predicates", [.. expected.GetProperty("goal_predicates").EnumerateArray().Select(x => x.GetBoolean())], [.. world.Goal.Select(world.Holds)]);

    private static bool Raises(LiberoWorld world, IReadOnlyList<string> atom)
    {
        try
        {
            world.Holds(LiberoGoal.AtomOf(atom));
            return false;
        }
        catch (Exception e) when (e is MuJoCoException or LiberoException)
        {
            return true;
        }
    }
}
