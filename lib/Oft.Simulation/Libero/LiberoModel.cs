using Oft.Simulation.Control;
using Oft.Simulation.Libero.Composition;
using Oft.Simulation.MuJoCo;
using Oft.Simulation.Predicates;

namespace Oft.Simulation.Libero;

/// <summary>A compiled scene and which of its numbers belong to what.</summary>
internal sealed class LiberoModel : IDisposable
{
    private const float Lit = 2, Dark = -1;                      // upstream toggles alpha to 1 - alpha, from -1
    private readonly int[] burners, knobs, fixtureBodies;
    private readonly double[] compiled;

    public LiberoModel(LiberoScene scene)
    {
        Scene = scene;
        Model = Model.FromXml(scene.Xml);
        Model.SkipSensors();                                     // the arm's force and torque sensors: nobody reads them
        Objects = [.. scene.Things.Select(Thing)];
        Sites = [.. scene.Places.Select(place => new SceneSite(place.Name, Model.Require(ObjectKind.Site, place.Name), place.Owner, [.. place.Joints.Select(name => Model.Require(ObjectKind.Joint, name))]))];
        var arm = ArmParts.RobosuitePanda;
        GripSite = Model.Require(ObjectKind.Site, arm.GripSite);
        Hand = Model.Require(ObjectKind.Body, arm.Hand);
        Arm = [.. arm.Joints.Select(Address)];
        Fingers = [.. arm.FingerJoints.Select(Address)];
        Fixtures = [.. scene.Things.Where(thing => thing.IsFixture)];
        fixtureBodies = [.. Fixtures.Select(thing => Model.Require(ObjectKind.Body, thing.Body))];
        compiled = FixturePoses();
        var stoves = scene.Things.Where(thing => thing.Class.Knob).ToList();
        burners = [.. stoves.Select(thing => Model.Require(ObjectKind.Site, $"{thing.Name}_burner"))];
        knobs = [.. stoves.Select(thing => Address(thing.Joints[0]))];
        HideRobotSites();
    }

    public LiberoScene Scene { get; }

    public Model Model { get; }

    public IReadOnlyList<SceneObject> Objects { get; }

    public IReadOnlyList<SceneSite> Sites { get; }

    public int GripSite { get; }

    public int Hand { get; }

    /// <summary>[7] addresses of the arm's joints in a configuration.</summary>
    public int[] Arm { get; }

    /// <summary>[2] addresses of the fingers.</summary>
    public int[] Fingers { get; }

    /// <summary>The things whose poses lie in the model and not in the state.</summary>
    public IReadOnlyList<SceneThing> Fixtures { get; }

    /// <summary>[fixtures, 7] place and turn of each.</summary>
    public double[] FixturePoses() => [.. fixtureBodies.SelectMany(body => (double[])[.. Model.BodyPosition.Slice(body * 3, 3), .. Model.BodyRotation.Slice(body * 4, 4)])];

    /// <summary>Puts fixtures where <see cref="FixturePoses"/> said they were.</summary>
    public void PlaceFixtures(ReadOnlySpan<double> poses)
    {
        for (var i = 0; i < fixtureBodies.Length; i++)
        {
            poses.Slice(i * 7, 3).CopyTo(Model.BodyPosition[(fixtureBodies[i] * 3)..]);
            poses.Slice(i * 7 + 3, 4).CopyTo(Model.BodyRotation[(fixtureBodies[i] * 4)..]);
        }
    }

    /// <summary>Where a site is while all fixtures stand where the text puts them and some joints have values.</summary>
    public double[] SiteAt(Data scratch, string site, IReadOnlyDictionary<string, double> joints)
    {
        var poses = FixturePoses();
        PlaceFixtures(compiled);
        scratch.Reset();
        foreach (var (name, value) in joints) scratch.Position[Address(name)] = value;
        scratch.Kinematics();
        PlaceFixtures(poses);
        return scratch.SitePosition.Slice(Model.Require(ObjectKind.Site, site) * 3, 3).ToArray();
    }

    /// <summary>The arm at its resting pose. The fingers are still closed when upstream's controller is made (robosuite/robots/single_arm.py, reset).</summary>
    public void SetNominal(Span<double> position)
    {
        for (var j = 0; j < Arm.Length; j++) position[Arm[j]] = ArmParts.RobosuitePanda.Nominal[j];
    }

    /// <summary>True where a stove's knob is turned on.</summary>
    public bool IsLit(ReadOnlySpan<double> position)
    {
        foreach (var knob in knobs)
            if (position[knob] >= 0.5) return true;
        return false;
    }

    /// <summary>Makes the burners glow or not.</summary>
    public void Light(bool lit)
    {
        foreach (var burner in burners) Model.SiteColor[burner * 4 + 3] = lit ? Lit : Dark;
    }

    public void Dispose() => Model.Dispose();

    private int Address(string joint) => Model.JointPositionAddress[Model.Require(ObjectKind.Joint, joint)];

    private SceneObject Thing(SceneThing thing)
    {
        var joints = thing.IsFixture ? thing.Joints : thing.Joints.Take(thing.Joints.Count - 1);
        return new SceneObject(thing.Name, Model.Require(ObjectKind.Body, thing.Body), thing.ContactGeoms.Select(name => Model.Require(ObjectKind.Geom, name)).ToHashSet(),
            [.. joints.Select(name => Model.Require(ObjectKind.Joint, name))], thing.Class.Limits, thing.Class.Knob);
    }

    // A negative opacity hides a site (robosuite/robots/robot.py, visualize).
    private void HideRobotSites()
    {
        for (var site = 0; site < Model.SiteCount; site++)
            if (Model.NameOf(ObjectKind.Site, site) is { } name && (name.StartsWith("robot0_", StringComparison.Ordinal) || name.StartsWith("gripper0_", StringComparison.Ordinal)))
                Model.SiteColor[site * 4 + 3] = -Math.Abs(Model.SiteColor[site * 4 + 3]);
        Light(false);
    }
}
