namespace Oft.Simulation.MiniLibero;

/// <summary>Where the things of a scene begin: drawn region by region, apart from each other.</summary>
internal static class Layout
{
    private const int Tries = 500, TriesPerThing = 60;
    // An open finger stands 6.2 cm from the centre of what it is about to grasp.
    private const double Gap = 0.030, FixtureGap = 0.004;

    /// <summary>Draws a place for every thing of a scene.</summary>
    /// <returns>[things, 3] x, y and height of the table or landing under each, in the scene's order.</returns>
    /// <exception cref="InvalidOperationException">The regions leave no room; a mistake in the task.</exception>
    public static double[] Draw(IReadOnlyList<Placed> scene, SeededChance chance, bool anywhere = false)
    {
        var places = new double[scene.Count * 3];
        for (var round = 0; round < Tries; round++)
            if (TryDraw(scene, chance, places, anywhere))
                return places;
        throw new InvalidOperationException($"no room for {string.Join(", ", scene.Select(p => p.Name))}: their regions overlap too much.");
    }

    private static bool TryDraw(IReadOnlyList<Placed> scene, SeededChance chance, double[] places, bool anywhere)
    {
        var regions = Shuffle(scene, chance);
        if (anywhere) Scatter(scene, chance, regions);
        for (var i = 0; i < scene.Count; i++)
        {
            var tries = 0;
            do
            {
                if (++tries > TriesPerThing) return false;
                DrawOne(scene, i, regions[i], chance, places, anywhere);
            }
            while (!Apart(scene, i, places));
        }
        return true;
    }

    private static void DrawOne(IReadOnlyList<Placed> scene, int i, Region region, SeededChance chance, double[] places, bool anywhere)
    {
        var placed = scene[i];
        double x = region.X + chance.Between(-region.HalfX, region.HalfX), y = region.Y + chance.Between(-region.HalfY, region.HalfY), z = 0;
        if (placed.Support is { } support)
        {
            var s = IndexOf(scene, support);
            var landing = ((Fixture)scene[s].Thing).Landing;
            (x, y, z) = (x + places[s * 3] + landing[0], y + places[s * 3 + 1] + landing[1], landing[2]);
        }
        else if (placed.Near is { } near && !anywhere)
        {
            var n = IndexOf(scene, near);
            (x, y) = (x + places[n * 3], y + places[n * 3 + 1]);
        }
        (places[i * 3], places[i * 3 + 1], places[i * 3 + 2]) = (x, y, z);
    }

    private static bool Apart(IReadOnlyList<Placed> scene, int i, double[] places)
    {
        for (var j = 0; j < i; j++)
        {
            if (scene[j].Name == scene[i].Support) continue;
            var apart = scene[i].Thing.Radius + scene[j].Thing.Radius + (scene[i].Thing is Fixture && scene[j].Thing is Fixture ? FixtureGap : Gap);
            var (dx, dy) = (places[i * 3] - places[j * 3], places[i * 3 + 1] - places[j * 3 + 1]);
            if (dx * dx + dy * dy < apart * apart) return false;
        }
        return true;
    }

    // Things of one group draw from each other's regions; without groups nothing is drawn from the generator.
    private static Region[] Shuffle(IReadOnlyList<Placed> scene, SeededChance chance)
    {
        var regions = scene.Select(p => p.Region).ToArray();
        foreach (var group in Enumerable.Range(0, scene.Count).Where(i => scene[i].Group is not null).GroupBy(i => scene[i].Group).Select(g => g.ToArray()))
            for (var k = group.Length - 1; k > 0; k--)
            {
                var other = chance.Below(k + 1);
                (regions[group[k]], regions[group[other]]) = (regions[group[other]], regions[group[k]]);
            }
        return regions;
    }

    // On the layout axis a movable thing on the table may begin anywhere within reach, half the time in another one's region.
    private static void Scatter(IReadOnlyList<Placed> scene, SeededChance chance, Region[] regions)
    {
        var free = Enumerable.Range(0, scene.Count).Where(i => scene[i] is { Thing: Movable, Support: null }).ToArray();
        var rotate = chance.Unit() < 0.5 && free.Length > 1 && free.All(i => scene[i].Near is null);
        var old = (Region[])regions.Clone();
        for (var k = 0; k < free.Length; k++) regions[free[k]] = rotate ? old[free[(k + 1) % free.Length]] : new Region(0.02, 0, 0.13, 0.22);
    }

    private static int IndexOf(IReadOnlyList<Placed> scene, string name)
    {
        for (var i = 0; i < scene.Count; i++)
            if (scene[i].Name == name) return i;
        throw new InvalidOperationException($"'{name}' is named before it is placed.");
    }
}
