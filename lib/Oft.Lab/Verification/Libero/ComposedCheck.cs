using System.Globalization;
using System.Xml.Linq;
using Oft.Simulation.Libero;

namespace Oft.Lab.Verification.Libero;

/// <summary>Compares a composed scene with what robosuite hands to MuJoCo, as XML.</summary>
internal static class ComposedCheck
{
    public static void Run(LiberoTask task, VerifyGroup group, GroupReport report)
    {
        var file = group.Json.Member("data")?.Text("expected") ?? throw new VerifyException($"group '{group.Name}' has no data 'expected'.");
        report.Case(file, one =>
        {
            var text = File.ReadAllText(group.Folder[file]).Replace("{LIBERO}", task.Folders.Libero, StringComparison.Ordinal).Replace("{ROBOSUITE}", task.Folders.Robosuite, StringComparison.Ordinal);
            Same(one, "", XElement.Parse(text), XElement.Parse(task.Scene.Xml));
        });
    }

    // Same elements in the same order, the same attributes as a set, numbers equal as float64.
    private static void Same(CaseReport report, string above, XElement expected, XElement got)
    {
        var path = $"{above}/{expected.Name}[{(string?)expected.Attribute("name")}]";
        report.Equal($"{path} tag", expected.Name.LocalName, got.Name.LocalName);
        report.Equal($"{path} attributes", Sorted(expected), Sorted(got));
        foreach (var attribute in expected.Attributes())
            if (got.Attribute(attribute.Name) is { } own && !SameValue(attribute.Value, own.Value)) report.Fail($"{path} {attribute.Name}", $"expected '{attribute.Value}', got '{own.Value}'");
        var (theirs, ours) = (expected.Elements().ToList(), got.Elements().ToList());
        report.Equal($"{path} children", [.. theirs.Select(Label)], [.. ours.Select(Label)]);
        for (var i = 0; i < Math.Min(theirs.Count, ours.Count); i++) Same(report, path, theirs[i], ours[i]);
    }

    private static string Sorted(XElement element) => string.Join(' ', element.Attributes().Select(attribute => attribute.Name.LocalName).Order(StringComparer.Ordinal));

    private static string Label(XElement element) => $"{element.Name} {(string?)element.Attribute("name")}";

    private static bool SameValue(string expected, string got)
    {
        if (expected == got) return true;
        var (theirs, ours) = (Words(expected), Words(got));
        return theirs.Length == ours.Length && theirs.Zip(ours).All(pair => double.TryParse(pair.First, NumberStyles.Float, CultureInfo.InvariantCulture, out var a) && double.TryParse(pair.Second, NumberStyles.Float, CultureInfo.InvariantCulture, out var b) && a == b);
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
