using Oft.Contracts;
using Oft.Simulation.MuJoCo;

namespace Oft.Simulation.MiniLibero;

/// <summary>Things of every suite anywhere, the hand anywhere, and labels for free: what towers learn to see from before any task.</summary>
/// <remarks>
/// The published towers come with eyes; ours get them here. One object is one pool: a handful of things compiled into one model, of which
/// every scene shows some, standing, lifted, on top of others or between the fingers. Nothing moves and no time passes.
/// </remarks>
public sealed class RandomScenes : IDisposable
{
    private const string Grip = "grip", Drawer = "drawer_handle", Knob = "stove_knob";
    private const double Skin = 0.01;                            // of the way: a middle on a surface still counts as seen
    private const int Movables = 11, Fixtures = 5, Tries = 60;
    private static readonly Lazy<IReadOnlyList<Thing>> things = new(() => [.. MiniSuite.Names.SelectMany(name => MiniSuite.Load(name).Tasks).SelectMany(task => task.Scene)
        .Select(placed => placed.Thing).DistinctBy(thing => (thing.Kind, Math.Round(thing.Radius, 4)))]);

    private readonly IReadOnlyList<Placed> pool;
    private readonly Model model;
    private readonly Data data;
    private readonly WorldParts parts;
    private readonly OffscreenRenderer renderer;
    private readonly int size;

    /// <summary>Compiles a pool.</summary>
    /// <param name="seed">Which things are in it.</param>
    /// <param name="size">Pixels along a picture's side.</param>
    public RandomScenes(ulong seed, int size = 84)
    {
        var chance = new SeededChance(SeededChance.SeedOf("pool", seed));
        pool = [.. Choose<Movable>(Movables, chance).Concat<Thing>(Choose<Fixture>(Fixtures, chance)).Select((thing, i) => new Placed($"{thing.Kind}_{i + 1}", thing, new Region(0, 0)))];
        this.size = size;
        model = Model.FromXml(SceneComposer.Compose(pool));
        data = new Data(model);
        parts = new WorldParts(model, pool);
        renderer = new OffscreenRenderer(model, size, size);
    }

    /// <summary>The things of every suite, each kind and size once.</summary>
    internal static IReadOnlyList<Thing> Things => things.Value;

    /// <summary>Every kind of thing that labels speak of: those of all suites, the fingers' middle, a drawer's handle and a stove's knob.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. things.Value.Select(thing => thing.Kind).Append(Grip).Append(Drawer).Append(Knob).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>One scene.</summary>
    /// <param name="seed">The same pool and seed give the same scene.</param>
    public RandomScene Draw(ulong seed)
    {
        var chance = new SeededChance(SeededChance.SeedOf("scene", seed));
        parts.SetNominal(data);
        var places = Spread(chance);
        parts.Place(data, places.Flat);
        PlaceHand(chance, places);
        Lift(chance, places);
        data.Forward();
        var views = MiniRobot.Spec.Views.Select(view => new CameraImage(view, size, size, renderer.Render(data, model.Require(ObjectKind.Camera, view), size, size))).ToList();
        return new RandomScene(views, [.. MiniRobot.Spec.Views.Select(view => Seen(model.Require(ObjectKind.Camera, view), places))]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        renderer.Dispose();
        data.Dispose();
        model.Dispose();
    }

    private static IEnumerable<T> Choose<T>(int count, SeededChance chance) where T : Thing
    {
        var known = things.Value.OfType<T>().ToList();
        return Enumerable.Range(0, count).Select(_ => known[chance.Below(known.Count)]);
    }

    // Some of the pool on the table, apart from each other; the rest far below it.
    private Places Spread(SeededChance chance)
    {
        var places = new Places(new double[pool.Count * 3], new bool[pool.Count]);
        var (wantedThings, wantedFixtures) = (2 + chance.Below(6), chance.Below(4));
        for (var i = pool.Count - 1; i >= 0; i--)
        {
            var fixture = pool[i].Thing is Fixture;
            places.Put(i, new Point(0.5 * i, 0, -6));
            var wanted = fixture ? wantedFixtures : wantedThings;
            if (places.Count(j => pool[j].Thing is Fixture == fixture) >= wanted) continue;
            for (var tries = 0; tries < Tries && !places.On[i]; tries++)
            {
                var at = new Point(chance.Between(-0.16, 0.18), chance.Between(-0.27, 0.27), 0);
                if (Enumerable.Range(0, pool.Count).Any(j => places.On[j] && (places[j] - at).Horizontal < pool[i].Thing.Radius + pool[j].Thing.Radius + 0.002)) continue;
                places.Put(i, at);
                places.On[i] = true;
            }
        }
        foreach (var i in Enumerable.Range(0, pool.Count).Where(i => pool[i].Thing is Fixture { Part: not null } && places.On[i]))
            if (chance.Unit() < 0.5) data.Position[parts.JointOf(pool[i].Name)] = chance.Between(0, ((Fixture)pool[i].Thing).Part!.Range[1]);
        return places;
    }

    private void PlaceHand(SeededChance chance, Places places)
    {
        var near = Enumerable.Range(0, pool.Count).Where(i => places.On[i]).ToArray();
        var target = new Point(chance.Between(-0.16, 0.18), chance.Between(-0.27, 0.27), chance.Between(0.03, 0.30));
        if (near.Length > 0 && chance.Unit() < 0.5)
        {
            var at = places[near[chance.Below(near.Length)]];
            target = new Point(at.X + chance.Between(-0.06, 0.06), at.Y + chance.Between(-0.06, 0.06), chance.Between(0.02, 0.16));
        }
        var joints = Enumerable.Range(0, pool.Count).Where(i => pool[i].Thing is Fixture { Part: not null }).Select(i => (At: parts.JointOf(pool[i].Name), Value: data.Position[parts.JointOf(pool[i].Name)])).ToList();
        parts.SolveJoints(data, target);
        foreach (var (at, value) in joints) data.Position[at] = value;
        parts.TurnHand(data, chance.Unit() < 0.5 ? 0 : chance.Between(-0.8, 0.8));
        var gap = chance.Unit() < 0.6 ? 0.1 : chance.Between(0.0, 0.1);
        (data.Position[parts.Fingers[0]], data.Position[parts.Fingers[1]]) = (gap / 2, -gap / 2);
        data.Forward();
    }

    // A few things leave the table: into the hand, onto a fixture, or into the air; and all are turned.
    private void Lift(SeededChance chance, Places places)
    {
        var standing = Enumerable.Range(0, pool.Count).Where(i => places.On[i] && pool[i].Thing is Movable).ToArray();
        var fixtures = Enumerable.Range(0, pool.Count).Where(i => places.On[i] && pool[i].Thing is Fixture).ToArray();
        var grip = data.SitePosition.Slice(parts.GripSite * 3, 3);
        var hand = new Point(grip[0], grip[1], grip[2]);
        var held = standing.Length > 0 && chance.Unit() < 0.25 ? standing[chance.Below(standing.Length)] : -1;
        foreach (var i in standing)
        {
            var thing = (Movable)pool[i].Thing;
            var at = places[i] with { Z = thing.HalfHeight };
            if (i == held)
            {
                at = hand with { Z = Math.Max(hand.Z - thing.GripHeight, thing.HalfHeight) };
                (data.Position[parts.Fingers[0]], data.Position[parts.Fingers[1]]) = (thing.Radius * 0.8, -thing.Radius * 0.8);
            }
            else if (fixtures.Length > 0 && chance.Unit() < 0.2)
            {
                var on = fixtures[chance.Below(fixtures.Length)];
                var landing = ((Fixture)pool[on].Thing).Landing;
                at = places[on] + new Point(landing[0] + chance.Between(-0.02, 0.02), landing[1] + chance.Between(-0.02, 0.02), landing[2] + thing.HalfHeight);
            }
            else if (chance.Unit() < 0.15) at = at with { Z = at.Z + chance.Between(0, 0.2) };
            var yaw = chance.Unit() < 0.6 ? 0 : chance.Between(-Math.PI / 4, Math.PI / 4);
            parts.Stand(data, pool[i].Name, at, yaw);
        }
    }

    // What another thing or the arm hides is left out: no tower could say it.
    private List<SeenThing> Seen(int camera, Places places)
    {
        var seen = new List<SeenThing>();
        var eye = At(data.CameraPosition, camera);
        for (var i = 0; i < pool.Count; i++)
        {
            if (!places.On[i]) continue;
            var middle = At(data.BodyPosition, parts.BodyOf(pool[i].Name));
            if (pool[i].Thing is Fixture fixture) middle += new Point(0, 0, fixture.Landing[2] / 2);
            var own = parts.BodiesOf(pool[i].Name);
            Add(pool[i].Thing.Kind, middle, own);
            if (pool[i].Thing is Fixture { Part: { } part }) Add(part.Slides ? Drawer : Knob, At(data.SitePosition, parts.HandleOf(pool[i].Name)), own);
        }
        Add(Grip, At(data.SitePosition, parts.GripSite), []);
        return seen;

        void Add(string kind, Point place, int[] own)
        {
            var way = place - eye;
            var r = data.CameraRotation.Slice(camera * 9, 9);
            var depth = -(r[2] * way.X + r[5] * way.Y + r[8] * way.Z);
            if (depth < 0.02) return;
            var scale = 1 / (2 * Math.Tan(model.CameraFieldOfView[camera] * Math.PI / 360) * depth);
            var across = 0.5 + (r[0] * way.X + r[3] * way.Y + r[6] * way.Z) * scale;
            var down = 0.5 - (r[1] * way.X + r[4] * way.Y + r[7] * way.Z) * scale;
            if (across is < 0 or >= 1 || down is < 0 or >= 1) return;
            var (geom, distance) = data.Ray([eye.X, eye.Y, eye.Z], [way.X, way.Y, way.Z]);
            if (geom < 0 || distance > 1 - Skin || own.Contains(model.GeomBody[geom])) seen.Add(new SeenThing(kind, across, down, depth));
        }
    }

    private static Point At(ReadOnlySpan<double> rows, int index) => new(rows[index * 3], rows[index * 3 + 1], rows[index * 3 + 2]);

    // [things, 3] places on the table, and which of them are there at all.
    private sealed record Places(double[] Flat, bool[] On)
    {
        public Point this[int i] => new(Flat[i * 3], Flat[i * 3 + 1], Flat[i * 3 + 2]);

        public void Put(int i, Point place) => (Flat[i * 3], Flat[i * 3 + 1], Flat[i * 3 + 2]) = (place.X, place.Y, place.Z);

        public int Count(Func<int, bool> which) => Enumerable.Range(0, On.Length).Count(i => On[i] && which(i));
    }
}
