namespace Oft.Simulation.MiniLibero;

/// <summary>Where the things of a scene begin: drawn region by region, apart from each other.</summary>
internal static class Layout
{
    private const int Tries = 2000;
    // An open finger stands 6.2 cm from the centre of what it is about to grasp.
    private const double Gap = 0.030;

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
        var swapped = anywhere ? Swap(scene, chance) : null;
        for (var i = 0; i < scene.Count; i++)
        {
            var placed = scene[i];
            var region = swapped?[i] ?? placed.Region;
            double x = region.X + chance.Between(-region.HalfX, region.HalfX), y = region.Y + chance.Between(-region.HalfY, region.HalfY), z = 0;
            if (placed.Support is { } support)
            {
                var s = IndexOf(scene, support);
                var landing = ((Fixture)scene[s].Thing).Landing;
                (x, y, z) = (x + places[s * 3] + landing[0], y + places[s * 3 + 1] + landing[1], landing[2]);
            }
            else if (placed.Near is { } near && swapped is null)
            {
                var n = IndexOf(scene, near);
                (x, y) = (x + places[n * 3], y + places[n * 3 + 1]);
            }
            (places[i * 3], places[i * 3 + 1], places[i * 3 + 2]) = (x, y, z);
            for (var j = 0; j < i; j++)
            {
                if (scene[j].Name == placed.Support) continue;
                var apart = placed.Thing.Radius + scene[j].Thing.Radius + Gap;
                var (dx, dy) = (x - places[j * 3], y - places[j * 3 + 1]);
                if (dx * dx + dy * dy < apart * apart) return false;
            }
        }
        return true;
    }

    // On the layout axis a movable thing on the table may begin anywhere within reach, half the time in another one's region.
    private static Region?[] Swap(IReadOnlyList<Placed> scene, SeededChance chance)
    {
        var free = Enumerable.Range(0, scene.Count).Where(i => scene[i] is { Thing: Movable, Support: null }).ToArray();
        var regions = new Region?[scene.Count];
        var rotate = chance.Unit() < 0.5 && free.Length > 1;
        for (var k = 0; k < free.Length; k++)
        {
            var other = scene[free[(k + 1) % free.Length]];
            regions[free[k]] = rotate && other.Near is null ? other.Region : new Region(0.02, 0, 0.13, 0.22);
        }
        return regions;
    }

    private static int IndexOf(IReadOnlyList<Placed> scene, string name)
    {
        for (var i = 0; i < scene.Count; i++)
            if (scene[i].Name == name) return i;
        throw new InvalidOperationException($"'{name}' is named before it is placed.");
    }
}
