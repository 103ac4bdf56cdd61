using Oft.Simulation.MiniLibero;
using Oft.Simulation.MuJoCo;

namespace Oft.Simulation.Bimanual;

/// <summary>Which numbers of a model belong to which joint, hand and thing.</summary>
internal sealed class TableParts
{
    private readonly Model model;
    private readonly BimanualTask task;
    private readonly Dictionary<string, int> bodies, joints;
    private readonly Dictionary<string, HashSet<int>> geoms;
    private readonly HashSet<int>[] hands;
    private readonly (HashSet<int> Left, HashSet<int> Right)[] pads;
    private readonly int[] grips;
    private readonly HashSet<int> table;

    public TableParts(Model model, BimanualTask task)
    {
        (this.model, this.task) = (model, task);
        string[] names = [.. task.Scene.Select(x => x.Name), .. task.Contents?.Names ?? []];
        bodies = names.ToDictionary(x => x, x => model.Require(ObjectKind.Body, $"{x}_main"));
        joints = names.Where(x => model.Find(ObjectKind.Joint, $"{x}_joint0") >= 0).ToDictionary(x => x, x => model.JointPositionAddress[model.Require(ObjectKind.Joint, $"{x}_joint0")]);
        geoms = bodies.ToDictionary(x => x.Key, x => GeomsOf(x.Value));
        table = GeomsOf(model.Require(ObjectKind.Body, "table"));
        var words = Enum.GetValues<Side>().Select(BimanualRobot.Word).ToArray();
        pads = [.. words.Select(x => (GeomsOf(Body($"{x}_left_finger_link")), GeomsOf(Body($"{x}_right_finger_link"))))];
        hands = [.. words.Select((x, i) => GeomsOf(Body($"{x}_gripper")).Union(pads[i].Left).Union(pads[i].Right).ToHashSet())];
        grips = [.. words.Select(x => model.Require(ObjectKind.Site, $"{x}_grip"))];
        Arms = [.. words.SelectMany(x => BimanualRobot.Joints.Append("left_finger").Select(j => model.JointPositionAddress[model.Require(ObjectKind.Joint, $"{x}_{j}")]))];
        Mirrors = [.. words.Select(x => model.JointPositionAddress[model.Require(ObjectKind.Joint, $"{x}_right_finger")])];

        int Body(string name) => model.Require(ObjectKind.Body, name);
    }

    /// <summary>[14] where joints and left fingers stand in the configuration, in the order of actions.</summary>
    public int[] Arms { get; }

    /// <summary>[2] where the fingers stand that mirror them.</summary>
    public int[] Mirrors { get; }

    /// <summary>Numbers <see cref="SaveFixtures"/> adds.</summary>
    public int FixtureNumbers => 3 * task.Scene.Count(x => x.Thing is Fixture);

    /// <summary>The site between an arm's fingers.</summary>
    public int GripOf(Side side) => grips[(int)side];

    /// <summary>A thing's body.</summary>
    public int BodyOf(string name) => bodies.TryGetValue(name, out var body) ? body : throw new MuJoCoException($"the scene has no '{name}'; it has: {string.Join(", ", bodies.Keys)}");

    /// <summary>Both arms home, at rest.</summary>
    public void SetHome(Data data)
    {
        for (var i = 0; i < Arms.Length; i++) data.Position[Arms[i]] = i % BimanualRobot.ArmWidth < BimanualRobot.ArmJoints ? BimanualRobot.Home[i] : BimanualRobot.FingerOf(BimanualRobot.Home[i]);
        for (var side = 0; side < Mirrors.Length; side++) data.Position[Mirrors[side]] = -data.Position[Arms[(side + 1) * BimanualRobot.ArmWidth - 1]];
    }

    /// <summary>Puts every thing where a layout says, standing and at rest, and its contents into it.</summary>
    /// <param name="data">The state.</param>
    /// <param name="places">[things, 3] from <see cref="Layout.Draw"/>.</param>
    public void Place(Data data, ReadOnlySpan<double> places)
    {
        for (var i = 0; i < task.Scene.Count; i++)
        {
            var (thing, at) = (task.Scene[i], new Point(places[i * 3], places[i * 3 + 1], places[i * 3 + 2]));
            if (thing.Thing is Fixture)
            {
                var p = model.BodyPosition.Slice(BodyOf(thing.Name) * 3, 3);
                (p[0], p[1], p[2]) = (at.X, at.Y, at.Z);
                continue;
            }
            var centre = at with { Z = at.Z + ((Movable)thing.Thing).HalfHeight };
            Stand(data, thing.Name, centre);
            if (task.Contents is { } contents && contents.Inside == thing.Name)
                for (var piece = 0; piece < contents.Count; piece++) Stand(data, contents.Names[piece], contents.PlaceOf(piece, centre));
        }
    }

    /// <summary>Adds where the fixtures stand, which is in the model and not in the configuration.</summary>
    public void SaveFixtures(List<double> state)
    {
        foreach (var thing in task.Scene.Where(x => x.Thing is Fixture)) state.AddRange(model.BodyPosition.Slice(BodyOf(thing.Name) * 3, 3));
    }

    /// <summary>Puts the fixtures back.</summary>
    public void LoadFixtures(ReadOnlySpan<double> saved)
    {
        foreach (var thing in task.Scene.Where(x => x.Thing is Fixture))
        {
            saved[..3].CopyTo(model.BodyPosition.Slice(BodyOf(thing.Name) * 3, 3));
            saved = saved[3..];
        }
    }

    /// <summary>True when both fingers of a hand touch a thing.</summary>
    public bool IsHeld(Data data, Side side, string thing) => Touch(data, geoms[thing], pads[(int)side].Left) && Touch(data, geoms[thing], pads[(int)side].Right);

    /// <summary>True when any part of a hand touches a thing.</summary>
    public bool Touches(Data data, Side side, string thing) => Touch(data, geoms[thing], hands[(int)side]);

    /// <summary>True when a thing touches the table.</summary>
    public bool OnTable(Data data, string thing) => Touch(data, geoms[thing], table);

    private static bool Touch(Data data, HashSet<int> these, HashSet<int> those)
    {
        for (var i = data.ContactCount - 1; i >= 0; i--)
        {
            var (a, b, _) = data.Contact(i);
            if (these.Contains(a) && those.Contains(b) || these.Contains(b) && those.Contains(a)) return true;
        }
        return false;
    }

    private void Stand(Data data, string name, Point place)
    {
        var q = data.Position.Slice(joints[name], 7);
        (q[0], q[1], q[2], q[3], q[4], q[5], q[6]) = (place.X, place.Y, place.Z, 1, 0, 0, 0);
    }

    private HashSet<int> GeomsOf(int body) => [.. Enumerable.Range(0, model.GeomCount).Where(g => model.GeomBody[g] == body && model.GeomCollisionKind[g] != 0)];
}
