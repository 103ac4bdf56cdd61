using Oft.Simulation.MuJoCo;

namespace Oft.Simulation.Predicates;

/// <summary>Decides LIBERO's predicates on a state.</summary>
/// <remarks>Upstream: libero/libero/envs/predicates/base_predicates.py, object_states/base_object_states.py, objects/site_object.py, objects/articulated_objects.py.</remarks>
public sealed class GoalChecker
{
    private const double KnobOn = 0.5, KnobOff = 0.0, Nearness = 0.03, UpHeight = 1.0;
    private readonly Data data;
    private readonly Dictionary<string, SceneObject> objects;
    private readonly Dictionary<string, SceneSite> sites;

    /// <summary>A checker over a state's things and places.</summary>
    public GoalChecker(Data data, IEnumerable<SceneObject> objects, IEnumerable<SceneSite> sites)
    {
        this.data = data;
        this.objects = objects.ToDictionary(o => o.Name);
        this.sites = sites.ToDictionary(s => s.Name);
    }

    /// <summary>True when all hold.</summary>
    public bool Holds(IEnumerable<Atom> goal)
    {
        foreach (var atom in goal)
            if (!Holds(atom)) return false;
        return true;
    }

    /// <summary>True when the atom holds in the state as last computed.</summary>
    /// <exception cref="MuJoCoException">It names a thing or place that is not there.</exception>
    public bool Holds(Atom atom) => atom.Kind switch
    {
        PredicateKind.On => sites.TryGetValue(atom.Target ?? "", out var place) ? OnSite(Thing(atom.Subject), place) : OnObject(Thing(atom.Subject), Thing(atom.Target ?? "")),
        PredicateKind.In => InSite(Thing(atom.Subject), sites.TryGetValue(atom.Target ?? "", out var box) ? box : throw Unknown("site", atom.Target ?? "", sites.Keys)),
        PredicateKind.Open => AnyJoint(Leaves(atom.Subject), q => q.Limits!.IsOpen(q.Value)),
        PredicateKind.Close => AllJoints(Leaves(atom.Subject), q => q.Limits!.IsClosed(q.Value)),
        PredicateKind.TurnOn => AnyJoint(Knobs(atom.Subject), q => q.Value >= KnobOn),
        PredicateKind.TurnOff => AllJoints(Knobs(atom.Subject), q => q.Value < KnobOff),
        PredicateKind.Up => data.BodyPosition[Thing(atom.Subject).Body * 3 + 2] >= UpHeight,
        _ => throw new ArgumentOutOfRangeException(nameof(atom), atom.Kind, "unknown predicate"),
    };

    /// <summary>True when any shape of one touches any shape of the other.</summary>
    public bool Contact(SceneObject a, SceneObject b) => Touch(a.Geoms, b.Geoms);

    private bool Touch(IReadOnlySet<int> a, IReadOnlySet<int> b)
    {
        for (var i = data.ContactCount - 1; i >= 0; i--)
        {
            var (one, two, _) = data.Contact(i);
            if (a.Contains(one) && b.Contains(two) || a.Contains(two) && b.Contains(one)) return true;
        }
        return false;
    }

    private bool OnObject(SceneObject o, SceneObject b)
    {
        var (po, pb) = (Place(o), Place(b));
        var (dx, dy) = (po.X - pb.X, po.Y - pb.Y);
        return pb.Z <= po.Z && Math.Sqrt(dx * dx + dy * dy) < Nearness && Contact(b, o);
    }

    private bool OnSite(SceneObject o, SceneSite s)
    {
        var p = Place(o);
        var at = data.SitePosition.Slice(s.Site * 3, 3);
        var turn = data.SiteRotation.Slice(s.Site * 9, 9);
        var half = data.Model.SiteSize.Slice(s.Site * 3, 3);
        double x = p.X - at[0], y = p.Y - at[1], z = p.Z - at[2];
        // Upstream: the matrix is multiplied as it stands, not transposed (site_object.py, under).
        var dx = turn[0] * x + turn[1] * y + turn[2] * z;
        var dy = turn[3] * x + turn[4] * y + turn[5] * z;
        var dz = turn[6] * x + turn[7] * y + turn[8] * z;
        return half[2] - 0.005 < dz && dz < half[2] + 0.10 && Math.Abs(dx) < half[0] && Math.Abs(dy) < half[1]
            && (s.Owner is null || Contact(Thing(s.Owner), o));
    }

    private bool InSite(SceneObject o, SceneSite s)
    {
        var p = Place(o);
        var at = data.SitePosition.Slice(s.Site * 3, 3);
        var turn = data.SiteRotation.Slice(s.Site * 9, 9);
        var half = data.Model.SiteSize.Slice(s.Site * 3, 3);
        Span<double> reach = stackalloc double[3];
        for (var i = 0; i < 3; i++) reach[i] = Math.Abs(turn[i * 3] * half[0] + turn[i * 3 + 1] * half[1] + turn[i * 3 + 2] * half[2]);
        return at[0] - reach[0] < p.X && p.X < at[0] + reach[0]
            && at[1] - reach[1] < p.Y && p.Y < at[1] + reach[1]
            && at[2] - reach[2] - 0.01 < p.Z && p.Z < at[2] + reach[2];
    }

    private bool AnyJoint((IReadOnlyList<int> Joints, JointLimits? Limits) part, Func<(double Value, JointLimits? Limits), bool> test)
    {
        foreach (var joint in part.Joints)
            if (test((data.Position[data.Model.JointPositionAddress[joint]], part.Limits))) return true;
        return false;
    }

    private bool AllJoints((IReadOnlyList<int> Joints, JointLimits? Limits) part, Func<(double Value, JointLimits? Limits), bool> test)
    {
        foreach (var joint in part.Joints)
            if (!test((data.Position[data.Model.JointPositionAddress[joint]], part.Limits))) return false;
        return true;
    }

    // Upstream asks the class only when there is a joint to ask about: something without joints is never open and always closed.
    private (IReadOnlyList<int> Joints, JointLimits? Limits) Leaves(string name)
    {
        var (joints, owner) = sites.TryGetValue(name, out var site)
            ? (site.Joints, Thing(site.Owner ?? throw new MuJoCoException($"'{name}' is a place on the workspace: it is neither open nor closed.")))
            : (Thing(name).Joints, Thing(name));
        if (joints.Count > 0 && owner.Limits is null) throw new MuJoCoException($"'{name}' has no door or drawer: it is neither open nor closed.");
        return (joints, owner.Limits);
    }

    private (IReadOnlyList<int> Joints, JointLimits? Limits) Knobs(string name)
    {
        if (sites.ContainsKey(name)) throw new MuJoCoException($"'{name}' is a place: only things are turned on or off.");
        var thing = Thing(name);
        if (thing.Joints.Count > 0 && !thing.Knob) throw new MuJoCoException($"'{name}' has no knob: it is neither on nor off.");
        return (thing.Joints, null);
    }

    private (double X, double Y, double Z) Place(SceneObject o)
    {
        var p = data.BodyPosition.Slice(o.Body * 3, 3);
        return (p[0], p[1], p[2]);
    }

    private SceneObject Thing(string name) => objects.TryGetValue(name, out var thing) ? thing : throw Unknown("thing", name, objects.Keys);

    private static MuJoCoException Unknown(string kind, string name, IEnumerable<string> known) => new($"the scene has no {kind} '{name}'; it has: {string.Join(", ", known)}");
}
