using System.Text.Json;
using Oft.Simulation.Libero;
using Oft.Simulation.Libero.Composition;

namespace Oft.Lab.Verification.Libero;

/// <summary>Compares what a task's files say and what the composed scene calls its parts.</summary>
internal static class SceneCheck
{
    public static void Part(CaseReport report, string part, JsonElement expected, LiberoTask task)
    {
        switch (part)
        {
            case "objects":
                Things(report, expected, [.. task.Scene.Things.Where(thing => !thing.IsFixture)]);
                break;
            case "fixtures":
                Things(report, expected, [.. task.Scene.Things.Where(thing => thing.IsFixture)]);
                break;
            case "sites":
                Sites(report, expected, task.Scene.Places);
                break;
            case "regions":
                Regions(report, expected, task);
                break;
            case "language":
                report.Equal<string>(part, [.. expected.EnumerateArray().Select(x => x.GetString()!)], task.Bddl.Language);
                break;
            default:
                report.Equal<string>(part, [.. Recorded.Atoms(expected).Select(atom => string.Join(' ', atom))], [.. (part == "goal" ? task.Bddl.Goal : task.Bddl.Initial).Select(atom => string.Join(' ', atom))]);
                break;
        }
    }

    private static void Things(CaseReport report, JsonElement expected, IReadOnlyList<SceneThing> things)
    {
        report.Equal<string>("things", [.. expected.EnumerateObject().Select(one => one.Name)], [.. things.Select(thing => thing.Name)]);
        foreach (var one in expected.EnumerateObject())
        {
            if (things.FirstOrDefault(thing => thing.Name == one.Name) is not { } thing) continue;
            report.Equal($"{one.Name} root_body", one.Value.Text("root_body"), thing.Body);
            report.Equal($"{one.Name} category", one.Value.Text("category"), thing.Category);
            report.Equal($"{one.Name} joints", one.Value.Texts("joints"), thing.Joints);
            report.Equal($"{one.Name} contact_geoms", one.Value.Texts("contact_geoms"), thing.ContactGeoms);
            report.Numbers<double>("offsets", Recorded.Flat(one.Value.GetProperty("bottom_offset")), [.. thing.Bottom]);
            report.Numbers<double>("offsets", Recorded.Flat(one.Value.GetProperty("top_offset")), [.. thing.Top]);
            report.Numbers<double>("offsets", [one.Value.GetProperty("horizontal_radius").GetDouble()], [thing.Radius]);
        }
    }

    private static void Sites(CaseReport report, JsonElement expected, IReadOnlyList<ScenePlace> places)
    {
        report.Equal<string>("sites", [.. expected.EnumerateObject().Select(one => one.Name)], [.. places.Select(place => place.Name)]);
        foreach (var one in expected.EnumerateObject())
        {
            if (places.FirstOrDefault(place => place.Name == one.Name) is not { } place) continue;
            report.Equal($"{one.Name} cls", one.Value.Text("cls"), place.Owner is null ? "TargetZone" : "SiteObject");
            report.Equal($"{one.Name} parent", one.Value.Text("parent"), place.Owner);
            report.Equal($"{one.Name} joints", one.Value.Texts("joints"), place.Joints);
            report.Numbers<double>("size", Recorded.Flat(one.Value.GetProperty("size")), [.. place.Half]);
        }
    }

    private static void Regions(CaseReport report, JsonElement expected, LiberoTask task)
    {
        report.Equal<string>("regions", [.. expected.EnumerateObject().Select(one => one.Name)], [.. task.Bddl.Regions.Select(region => region.Name)]);
        foreach (var one in expected.EnumerateObject())
        {
            if (task.Bddl.Regions.FirstOrDefault(region => region.Name == one.Name) is not { } region) continue;
            report.Equal($"{one.Name} target", one.Value.Text("target"), region.Target);
            report.Numbers<double>("ranges", Recorded.Flat(one.Value.GetProperty("ranges")), [.. region.Ranges.SelectMany(r => (double[])[r.X0, r.Y0, r.X1, r.Y1])]);
            report.Numbers<double>("yaw_rotation", Recorded.Flat(one.Value.GetProperty("yaw_rotation")), [region.Yaw.Least, region.Yaw.Most]);
            report.Numbers<double>("rgba", Recorded.Flat(one.Value.GetProperty("rgba")), [.. region.Color]);
            report.Equal($"{one.Name} extra", one.Value.GetProperty("extra").GetArrayLength(), 0);
        }
    }
}
