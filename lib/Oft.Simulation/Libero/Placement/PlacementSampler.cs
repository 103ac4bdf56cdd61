using Oft.Simulation.Libero.Composition;

namespace Oft.Simulation.Libero.Placement;

/// <summary>Where one thing may be put at a reset.</summary>
/// <param name="Thing">What is put there.</param>
/// <param name="Ranges">Rectangles to choose from, relative to what it stands on.</param>
internal sealed record PlacementSampler(SceneThing Thing, IReadOnlyList<(double X0, double Y0, double X1, double Y1)> Ranges)
{
    private const int Tries = 5000;

    /// <summary>Turns: axis and range.</summary>
    public required IReadOnlyList<(char Axis, double Least, double Most)> Turns { get; init; }

    /// <summary>The thing it stands on or in; null for the workspace.</summary>
    public string? Reference { get; init; }

    /// <summary>The site of that thing; null for its top.</summary>
    public string? Site { get; init; }

    /// <summary>True where it is put in the site rather than on it.</summary>
    public bool Inside { get; init; }

    /// <summary>Metres added to the height.</summary>
    public double Height { get; init; }

    /// <summary>True where the thing's radius is kept free at the edges.</summary>
    public bool KeepsInside { get; init; }

    /// <summary>True where it must not overlap what was placed before.</summary>
    public bool Apart { get; init; }

    /// <summary>Draws a place.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="origin">[3] what the rectangles are relative to: the workspace's origin, or the reference's place with what the site adds.</param>
    /// <param name="before">What was placed before, with radius and top.</param>
    /// <exception cref="LiberoException">Nothing fitted.</exception>
    public Placed Draw(NumpyRandom random, IReadOnlyList<double> origin, IReadOnlyCollection<(SceneThing Thing, Placed Place)> before)
    {
        for (var turn = 0; turn < Tries; turn++)
        {
            var (x0, y0, x1, y1) = Ranges[random.Below(Ranges.Count)];
            var rim = KeepsInside && !Inside ? Thing.Radius : 0;
            var x = random.Uniform(x0 + rim, x1 - rim) + origin[0];
            var y = random.Uniform(y0 + rim, y1 - rim) + origin[1];
            var z = Height + origin[2] - Thing.Bottom[2];
            if (!Apart || before.All(other => Clear(other, x, y, z))) return new Placed(Thing.Name, [x, y, z], Turn(random));
        }
        throw new LiberoException($"'{Thing.Name}' found no place in {Tries} tries: its region is full.");
    }

    private bool Clear((SceneThing Thing, Placed Place) other, double x, double y, double z)
    {
        var (dx, dy) = (x - other.Place.Position[0], y - other.Place.Position[1]);
        return Math.Sqrt(dx * dx + dy * dy) > other.Thing.Radius + Thing.Radius || z - other.Place.Position[2] > other.Thing.Top[2] - Thing.Bottom[2];
    }

    // Upstream writes movable things' quaternions x, y, z, w and the simulator reads them w, x, y, z; fixtures' are w, x, y, z all along
    // (envs/regions/base_region_sampler.py, workspace_region_sampler.py).
    private double[] Turn(NumpyRandom random)
    {
        if (Thing.IsFixture)
        {
            var half = random.Uniform(Turns[0].Least, Turns[0].Most) / 2;
            return [Math.Cos(half), 0, 0, Math.Sin(half)];
        }
        double[] whole = [0, 0, 0, 1];
        foreach (var (axis, least, most) in Turns)
        {
            var half = random.Uniform(least, most) / 2;
            double[] one = [0, 0, 0, Math.Cos(half)];
            one[axis - 'x'] = Math.Sin(half);
            whole = Turns.Count == 1 ? one : Product(one, whole);
        }
        return whole;
    }

    // Upstream: robosuite/utils/transform_utils.py, quat_multiply, which rounds to float32.
    private static double[] Product(double[] a, double[] b) =>
    [
        (float)(a[0] * b[3] + a[1] * b[2] - a[2] * b[1] + a[3] * b[0]),
        (float)(-a[0] * b[2] + a[1] * b[3] + a[2] * b[0] + a[3] * b[1]),
        (float)(a[0] * b[1] - a[1] * b[0] + a[2] * b[3] + a[3] * b[2]),
        (float)(-a[0] * b[0] - a[1] * b[1] - a[2] * b[2] + a[3] * b[3]),
    ];
}
