using System.Reflection;
using System.Xml.Linq;
using Oft.Simulation.MiniLibero;

namespace Oft.Simulation.Bimanual;

/// <summary>Writes the MJCF of a bimanual scene: table, both arms with their servos, then its things and what lies in them.</summary>
internal static class TableComposer
{
    private static readonly XElement table = Read("table.xml"), arm = Read("arm.xml");

    /// <summary>The scene's text.</summary>
    public static string Compose(BimanualTask task)
    {
        var root = new XElement(table);
        var world = root.Element("worldbody")!;
        foreach (var side in Enum.GetValues<Side>())
        {
            var word = BimanualRobot.Word(side);
            var body = new XElement(arm.Element("body")!);
            foreach (var attribute in body.DescendantsAndSelf().Attributes()) attribute.Value = attribute.Value.Replace("SIDE", word, StringComparison.Ordinal);
            body.Add(new XAttribute("pos", Shape.Numbers([side == Side.Left ? -BimanualRobot.BaseDistance : BimanualRobot.BaseDistance, 0, 0])), new XAttribute("quat", side == Side.Left ? "1 0 0 0" : "0 0 0 1"));
            world.Add(body);
            root.Element("equality")!.Add(new XElement("joint", Names("joint1", $"{word}_right_finger"), Names("joint2", $"{word}_left_finger"), Names("polycoef", "0 -1 0 0 0"), Names("solref", "0.004 1")));
            root.Element("actuator")!.Add(Servos(word, body));
        }
        foreach (var placed in task.Scene) world.Add(placed.Thing is Fixture fixture ? SceneComposer.Body(placed.Name, fixture) : SceneComposer.Body(placed.Name, (Movable)placed.Thing));
        if (task.Contents is { } contents)
            foreach (var name in contents.Names) world.Add(SceneComposer.Body(name, contents.Piece));
        return root.ToString(SaveOptions.DisableFormatting);
    }

    // In the order of actions.
    private static IEnumerable<XElement> Servos(string word, XElement body)
    {
        for (var i = 0; i < BimanualRobot.ArmJoints; i++)
        {
            var (name, (stiffness, torque)) = ($"{word}_{BimanualRobot.Joints[i]}", BimanualRobot.Servos[i]);
            yield return Servo(name, RangeOf(name), stiffness, torque);
        }
        yield return Servo($"{word}_left_finger", RangeOf($"{word}_left_finger"), BimanualRobot.GripperServo.Stiffness, BimanualRobot.GripperServo.Force);

        string RangeOf(string joint) => body.Descendants("joint").Single(j => j.Attribute("name")!.Value == joint).Attribute("range")!.Value;
    }

    private static XElement Servo(string joint, string range, double stiffness, double force) => new("position",
        Names("name", joint), Names("joint", joint), Names("ctrlrange", range), Names("kp", Shape.Numbers([stiffness])), Names("forcerange", Shape.Numbers([-force, force])));

    private static XAttribute Names(string name, string value) => new(name, value);

    private static XElement Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"bimanual/{name}")!;
        return XElement.Load(stream);
    }
}
