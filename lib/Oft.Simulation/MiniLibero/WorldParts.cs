using Oft.Simulation.Control;
using Oft.Simulation.MuJoCo;
using Oft.Simulation.Predicates;

namespace Oft.Simulation.MiniLibero;

/// <summary>Which numbers of a model belong to which thing of a scene.</summary>
internal sealed class WorldParts
{
    private readonly Model model;
    private readonly IReadOnlyList<Placed> scene;
    private readonly Dictionary<string, int> index;
    private readonly Dictionary<string, int> siteIds;
    private readonly Dictionary<string, Place> places;
    private readonly int[] bodies, joints;                       // joints: address in the configuration, -1 where a thing has none
    private readonly int[] armPositions, armVelocities;
    private readonly HashSet<int> left, right;
    private readonly HashSet<int>[] geoms;

    public WorldParts(Model model, IReadOnlyList<Placed> scene)
    {
        this.model = model;
        this.scene = scene;
        index = Enumerable.Range(0, scene.Count).ToDictionary(i => scene[i].Name);
        bodies = [.. scene.Select(p => model.Require(ObjectKind.Body, $"{p.Name}_main"))];
        joints = [.. scene.Select(p => model.Find(ObjectKind.Joint, $"{p.Name}_joint0") is >= 0 and var j ? model.JointPositionAddress[j] : -1)];
        geoms = [.. scene.Select(p => GeomsOf(model.Require(ObjectKind.Body, $"{p.Name}_main"), model.Find(ObjectKind.Body, $"{p.Name}_part")))];
        left = GeomsOf(model.Require(ObjectKind.Body, "gripper0_leftfinger"));
        right = GeomsOf(model.Require(ObjectKind.Body, "gripper0_rightfinger"));
        GripSite = model.Require(ObjectKind.Site, ArmParts.Mini.GripSite);
        Hand = model.Require(ObjectKind.Body, ArmParts.Mini.Hand);
        Fingers = [.. ArmParts.Mini.FingerJoints.Select(n => model.JointPositionAddress[model.Require(ObjectKind.Joint, n)])];
        armPositions = [.. ArmParts.Mini.Joints.Select(n => model.JointPositionAddress[model.Require(ObjectKind.Joint, n)])];
        armVelocities = [.. ArmParts.Mini.Joints.Select(n => model.JointVelocityAddress[model.Require(ObjectKind.Joint, n)])];
        places = scene.SelectMany(p => p.Thing is Fixture f ? f.Places.Select(s => (Site: $"{p.Name}_{s.Name}", Place: s)) : []).ToDictionary(s => s.Site, s => s.Place);
        siteIds = places.Keys.ToDictionary(n => n, n => model.Require(ObjectKind.Site, n));
        Objects = [.. scene.Select((p, i) => new SceneObject(p.Name, bodies[i], geoms[i], JointsOf(p), (p.Thing as Fixture)?.Part?.Limits, Knob: p.Thing is Fixture { Part.Slides: false }))];
        Sites = [.. scene.SelectMany(p => p.Thing is Fixture f ? f.Places.Select(s => new SceneSite($"{p.Name}_{s.Name}", siteIds[$"{p.Name}_{s.Name}"], s.Painted ? null : p.Name, s.OnPart ? JointsOf(p) : [])) : [])];
    }

    public IReadOnlyList<SceneObject> Objects { get; }

    public IReadOnlyList<SceneSite> Sites { get; }

    public int GripSite { get; }

    public int Hand { get; }

    /// <summary>[2] addresses of the finger joints.</summary>
    public int[] Fingers { get; }

    /// <summary>Numbers <see cref="SaveFixtures"/> adds.</summary>
    public int FixtureNumbers => scene.Count(p => p.Thing is Fixture) * 3;

    public Thing ThingOf(string instance) => scene[IndexOf(instance)].Thing;

    public int BodyOf(string instance) => bodies[IndexOf(instance)];

    /// <summary>A thing's body and, where it has one, that of its drawer or knob.</summary>
    public int[] BodiesOf(string instance) => model.Find(ObjectKind.Body, $"{instance}_part") is >= 0 and var part ? [BodyOf(instance), part] : [BodyOf(instance)];

    /// <summary>The number of a site of the scene, -1 when there is none of that name.</summary>
    public int SiteOf(string site) => siteIds.GetValueOrDefault(site, -1);

    /// <summary>The place a site of the scene marks, null when there is none of that name.</summary>
    public Place? PlaceOf(string site) => places.GetValueOrDefault(site);

    /// <summary>The site of a thing's handle.</summary>
    public int HandleOf(string instance) => model.Require(ObjectKind.Site, $"{instance}_handle");

    /// <summary>Where the value of a thing's drawer or knob stands in the configuration.</summary>
    public int JointOf(string instance) => joints[IndexOf(instance)];

    /// <summary>The arm at rest, the gripper wide open.</summary>
    public void SetNominal(Data data)
    {
        for (var j = 0; j < armPositions.Length; j++) data.Position[armPositions[j]] = ArmParts.Mini.Nominal[j];
        (data.Position[Fingers[0]], data.Position[Fingers[1]]) = (0.05, -0.05);
        data.Velocity.Clear();
    }

    /// <summary>Puts every thing where a layout says, standing and at rest.</summary>
    /// <param name="data">The state.</param>
    /// <param name="places">[things, 3] from <see cref="Layout.Draw"/>.</param>
    public void Place(Data data, ReadOnlySpan<double> places)
    {
        for (var i = 0; i < scene.Count; i++)
        {
            var (x, y, z) = (places[i * 3], places[i * 3 + 1], places[i * 3 + 2]);
            if (scene[i].Thing is Movable movable)
            {
                var q = data.Position.Slice(joints[i], 7);
                (q[0], q[1], q[2], q[3], q[4], q[5], q[6]) = (x, y, z + movable.HalfHeight, 1, 0, 0, 0);
            }
            else
            {
                var p = model.BodyPosition.Slice(bodies[i] * 3, 3);
                (p[0], p[1], p[2]) = (x, y, z);
                if (joints[i] >= 0) data.Position[joints[i]] = scene[i].Joint;
            }
        }
    }

    /// <summary>Puts one movable thing somewhere, turned about the vertical.</summary>
    public void Stand(Data data, string instance, Point place, double yaw)
    {
        var q = data.Position.Slice(JointOf(instance), 7);
        (q[0], q[1], q[2], q[3], q[4], q[5], q[6]) = (place.X, place.Y, place.Z, Math.Cos(yaw / 2), 0, 0, Math.Sin(yaw / 2));
    }

    /// <summary>Turns the hand about its own axis, radians.</summary>
    public void TurnHand(Data data, double angle) => data.Position[armPositions[^1]] += angle;

    /// <summary>Adds where the fixtures stand, which is in the model and not in the configuration.</summary>
    public void SaveFixtures(List<double> state)
    {
        for (var i = 0; i < scene.Count; i++)
            if (scene[i].Thing is Fixture) state.AddRange(model.BodyPosition.Slice(bodies[i] * 3, 3));
    }

    /// <summary>Puts the fixtures back.</summary>
    public void LoadFixtures(ReadOnlySpan<double> saved)
    {
        for (var i = 0; i < scene.Count; i++)
        {
            if (scene[i].Thing is not Fixture) continue;
            saved[..3].CopyTo(model.BodyPosition.Slice(bodies[i] * 3, 3));
            saved = saved[3..];
        }
    }

    /// <summary>True when both fingers touch a thing.</summary>
    public bool IsHeld(Data data, string instance)
    {
        var thing = geoms[IndexOf(instance)];
        var (onLeft, onRight) = (false, false);
        for (var i = data.ContactCount - 1; i >= 0; i--)
        {
            var (a, b, _) = data.Contact(i);
            var other = thing.Contains(a) ? b : thing.Contains(b) ? a : -1;
            onLeft |= left.Contains(other);
            onRight |= right.Contains(other);
        }
        return onLeft && onRight;
    }

    /// <summary>Moves the arm's joints until the grip is at a place, the hand pointing down as in the nominal pose.</summary>
    /// <remarks>Damped least squares with a pull towards the nominal pose; forty rounds bring 20 cm below a tenth of a millimetre.</remarks>
    public void SolveJoints(Data data, Point target)
    {
        const int Rounds = 40;
        const double Damping = 1e-4;
        SetNominal(data);
        data.Forward();
        var upright = data.SiteRotation.Slice(GripSite * 9, 9).ToArray();
        var nv = model.VelocityCount;
        double[] linear = new double[3 * nv], angular = new double[3 * nv], normal = new double[36], error = new double[6], jacobian = new double[42];
        for (var round = 0; round < Rounds; round++)
        {
            var at = data.SitePosition.Slice(GripSite * 3, 3);
            (error[0], error[1], error[2]) = (target.X - at[0], target.Y - at[1], target.Z - at[2]);
            Rotation.Error(data.SiteRotation.Slice(GripSite * 9, 9), upright, error.AsSpan(3));
            data.SiteJacobian(GripSite, linear, angular);
            for (var i = 0; i < 3; i++)
                for (var j = 0; j < 7; j++)
                    (jacobian[i * 7 + j], jacobian[(3 + i) * 7 + j]) = (linear[i * nv + armVelocities[j]], angular[i * nv + armVelocities[j]]);
            for (var i = 0; i < 6; i++)
                for (var j = 0; j < 6; j++)
                {
                    normal[i * 6 + j] = i == j ? Damping : 0;
                    for (var k = 0; k < 7; k++) normal[i * 6 + j] += jacobian[i * 7 + k] * jacobian[j * 7 + k];
                }
            Cholesky.Factor(normal, 6);
            Cholesky.Solve(normal, 6, error);
            for (var j = 0; j < 7; j++)
                for (var i = 0; i < 6; i++) data.Position[armPositions[j]] += jacobian[i * 7 + j] * error[i];
            data.Forward();
        }
    }

    private int IndexOf(string instance) => index.TryGetValue(instance, out var i) ? i : throw new MuJoCoException($"the scene has no '{instance}'; it has: {string.Join(", ", index.Keys)}");

    private int[] JointsOf(Placed placed) => placed.Thing is Fixture { Part: not null } ? [model.Require(ObjectKind.Joint, $"{placed.Name}_joint0")] : [];

    private HashSet<int> GeomsOf(params int[] owners) => [.. Enumerable.Range(0, model.GeomCount).Where(g => owners.Contains(model.GeomBody[g]) && model.GeomCollisionKind[g] != 0)];
}
