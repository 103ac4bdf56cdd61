using Oft.Simulation.Control;
using Oft.Simulation.Libero.Composition;

namespace Oft.Simulation.Libero.Placement;

/// <summary>Draws what LIBERO's resets draw after <c>env.seed</c>: the n-th layout is a function of task, seed and n alone.</summary>
/// <remarks>
/// A reset draws, in this order: seven normal numbers for the arm, one value for every open or turn-on sampler, then places on the
/// workspace in the order of <c>:init</c>, then on and in sites, then on things.
/// <para>Upstream: libero/libero/envs/bddl_base_domain.py, _reset_internal and _add_placement_initializer.</para>
/// </remarks>
public sealed class ResetSampler
{
    private const int ArmJoints = 7;
    private const double ObjectHeight = 0.01;                    // of things on the workspace and on other things

    private readonly LiberoScene scene;
    private readonly Func<string, IReadOnlyDictionary<string, double>, double[]> siteAt;
    private readonly List<PlacementSampler> onWorkspace = [], onSites = [], onThings = [];
    private readonly List<(IReadOnlyList<string> Joints, (double Least, double Most) Range)> properties = [];
    private readonly uint seed;
    private readonly List<ResetLayout> layouts = [];
    private readonly NumpyRandom random;

    /// <summary>A sampler before the first reset.</summary>
    /// <param name="scene">The composed scene.</param>
    /// <param name="seed">What <c>env.seed</c> is given; the evaluation gives 0.</param>
    /// <param name="siteAt">Where a site is while all fixtures stand at the origin and joints have these values.</param>
    /// <exception cref="LiberoException">The task's beginning names what the scene does not have.</exception>
    public ResetSampler(LiberoScene scene, uint seed, Func<string, IReadOnlyDictionary<string, double>, double[]> siteAt)
    {
        (this.scene, this.seed, this.siteAt, random) = (scene, seed, siteAt, new NumpyRandom(seed));
        foreach (var atom in scene.Task.Initial) Add(atom);
        var placed = onWorkspace.Concat(onSites).Concat(onThings).Select(sampler => sampler.Thing.Name).ToList();
        if (placed.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice) throw Fault($"'{twice.Key}' is placed twice");
    }

    /// <summary>Hears of every draw of resets not drawn before; null for nobody.</summary>
    public Action<int, RandomDraw>? Drawn { get; init; }

    /// <summary>The layout of a reset.</summary>
    /// <param name="reset">From 1, the first after the seed; an evaluation's episode 0.</param>
    /// <exception cref="LiberoException">A thing found no place.</exception>
    public ResetLayout this[int reset]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(reset);
            lock (layouts)
            {
                while (layouts.Count < reset) layouts.Add(Draw(layouts.Count + 1));
                return layouts[reset - 1];
            }
        }
    }

    private ResetLayout Draw(int reset)
    {
        random.Drawn = Drawn is null ? null : draw => Drawn(reset, draw);
        random.Normal(ArmJoints);
        var joints = new Dictionary<string, double>();
        // Upstream never clears its list, and building the environment and every reset add to it once more.
        for (var round = 0; round <= reset; round++)
            foreach (var (names, (least, most)) in properties)
            {
                var value = random.Uniform(least, most);
                foreach (var name in names) joints[name] = value;
            }
        var placed = new List<(SceneThing Thing, Placed Place)>();
        foreach (var sampler in onWorkspace.Concat(onSites).Concat(onThings))
            placed.Add((sampler.Thing, sampler.Draw(random, Origin(sampler, placed, joints), placed)));
        return new ResetLayout([.. placed.Select(one => one.Place)], joints, properties.Count * (reset + 1));
    }

    private double[] Origin(PlacementSampler sampler, List<(SceneThing Thing, Placed Place)> placed, Dictionary<string, double> joints)
    {
        if (sampler.Reference is not { } name) return [.. scene.Domain.Origin];
        var (thing, place) = placed.FirstOrDefault(one => one.Thing.Name == name);
        if (thing is null) throw Fault($"'{sampler.Thing.Name}' is placed before '{name}', which it stands on");
        double[] origin = [.. place.Position];
        if (!sampler.Inside) origin[2] += thing.Top[2];
        if (sampler.Site is not { } site) return origin;
        var at = siteAt(site, joints);
        Span<double> turn = stackalloc double[9];
        Rotation.FromQuaternion(place.Quaternion[0], place.Quaternion[1], place.Quaternion[2], place.Quaternion[3], turn);
        for (var i = 0; i < 3; i++) origin[i] += turn[i * 3] * at[0] + turn[i * 3 + 1] * at[1] + turn[i * 3 + 2] * at[2];
        return origin;
    }

    private void Add(IReadOnlyList<string> atom)
    {
        switch (atom)
        {
            case ["on", var name, var target] when scene.Find(target) is { IsFixture: false }:
                onThings.Add(Of(name, [(0, 0, 0, 0)]) with { Reference = target, Height = ObjectHeight });
                break;
            case ["in", var name, var target] when Region(target) is { } region:
                onSites.Add(Of(name, [(0, 0, 0, 0)]) with { Reference = region.Target, Site = Place(target).Name, Inside = true, Apart = true });
                break;
            case ["on", var name, var target] when Region(target) is { } region && scene.Find(region.Target) is not null:
                var half = Place(target).Half;                   // upstream halves it once more
                onSites.Insert(onSites.FindLastIndex(sampler => !sampler.Inside) + 1, Of(name, [(-half[0] / 2, -half[1] / 2, half[0] / 2, half[1] / 2)]) with { Reference = region.Target, Site = target, Apart = true, KeepsInside = true });
                break;
            case ["on", var name, var target] when Region(target) is { } region:
                if (region.Ranges.Count == 0) throw Fault($"'{name}' is put on the region '{target}', which has no rectangle");
                var sampler = Of(name, region.Ranges);
                onWorkspace.Add(sampler.Thing.IsFixture
                    ? sampler with { Turns = [('z', Math.Min(region.Yaw.Least, region.Yaw.Most), Math.Max(region.Yaw.Least, region.Yaw.Most))], Height = scene.Domain.FixtureHeight }
                    : sampler with { Height = ObjectHeight, KeepsInside = scene.Domain.KeepsInside, Apart = true });
                break;
            case ["open" or "close" or "turnon" or "turnoff", var name]:
                AddProperty(atom[0], name);
                break;
            default:
                throw Fault($"({string.Join(' ', atom)}) in :init names what the scene does not have, or is no way to begin");
        }
    }

    // Upstream finds the sampler's joints by the thing's name: of a region, the region's own.
    private void AddProperty(string kind, string name)
    {
        var place = scene.Places.FirstOrDefault(known => known.Name == name);
        var thing = scene.Find(place?.Owner ?? name) ?? throw Fault($"({kind} {name}) in :init names what the scene does not have");
        var range = kind switch
        {
            "open" => thing.Class.OpenRange,
            "close" => thing.Class.ClosedRange,
            "turnon" => thing.Class.Knob ? (0.5, 2.1) : null,
            _ => thing.Class.Knob ? (-0.005, 0) : ((double, double)?)null,
        };
        properties.Add((place?.Joints ?? thing.Joints, range ?? throw Fault($"({kind} {name}) in :init: a {thing.Category} has nothing of the kind")));
    }

    private PlacementSampler Of(string name, IReadOnlyList<(double, double, double, double)> ranges)
    {
        var thing = scene.Find(name) ?? throw Fault($"'{name}' is placed in :init and is not in the scene");
        return new PlacementSampler(thing, ranges) { Turns = thing.Class.Turns };
    }

    private Bddl.BddlRegion? Region(string name) => scene.Task.Regions.FirstOrDefault(region => region.Name == name);

    private ScenePlace Place(string name) => scene.Places.FirstOrDefault(place => place.Name == name) ?? throw Fault($"the region '{name}' is no site of the scene");

    private LiberoException Fault(string message) => new($"{scene.Task.File}: {message}.");
}
