using System.Globalization;

namespace Oft.Lab.Charts;

/// <summary>An axis with its ends settled: where a number falls between them, and the numbers written beside it.</summary>
/// <param name="Axis">Name, unit, direction.</param>
/// <param name="Low">Where it begins.</param>
/// <param name="High">Where it ends.</param>
/// <param name="Whole">Only whole numbers are written, as for rows and columns.</param>
internal sealed record AxisScale(Axis Axis, double Low, double High, bool Whole = false)
{
    /// <summary>Names of categories beside an axis, at most.</summary>
    public const int MostCategories = 40;

    /// <summary>The scale that shows all of some numbers.</summary>
    /// <param name="axis">May settle either end itself.</param>
    /// <param name="values">What is to be seen; numbers that are not finite are left out.</param>
    /// <param name="tight">End at the data, not at round numbers beyond it.</param>
    /// <param name="room">Share of the span left free at both ends.</param>
    /// <param name="whole">Write whole numbers only.</param>
    public static AxisScale Of(Axis axis, IEnumerable<double> values, bool tight, double room = 0, bool whole = false)
    {
        if (axis.Categories is { } names) return new(axis, -0.5, Math.Max(1, names.Count) - 0.5);
        var seen = values.Where(value => double.IsFinite(value) && (!axis.Log || value > 0)).ToList();
        var (low, high) = seen.Count == 0 ? (axis.Log ? 1 : 0, axis.Log ? 10 : 1.0) : (seen.Min(), seen.Max());
        (low, high) = (axis.Low ?? low, axis.High ?? high);
        if (axis.Log) return low < high ? new(axis, low / 1.15, high * 1.15) : new(axis, low / 2, low * 2);
        if (high <= low) (low, high) = (low - Half(low), low + Half(low));
        (low, high) = (axis.Low ?? low - room * (high - low), axis.High ?? high + room * (high - low));
        if (tight) return new(axis, low, high, whole);
        var step = Step(low, high);
        return new(axis, axis.Low ?? Math.Floor(low / step + 1e-9) * step, axis.High ?? Math.Ceiling(high / step - 1e-9) * step);
    }

    /// <summary>Where a number stands: 0 at the low end, 1 at the high one.</summary>
    public double Share(double value) => Axis.Log ? Math.Log(value / Low) / Math.Log(High / Low) : (value - Low) / (High - Low);

    /// <summary>The distance of two numbers written beside a linear axis.</summary>
    public double TickStep => Whole ? Math.Max(1, Step(Low, High)) : Step(Low, High);

    /// <summary>Places with something written beside them.</summary>
    /// <param name="mostCategories">Names there is room for.</param>
    public IReadOnlyList<(double At, string Text)> Ticks(int mostCategories = MostCategories)
    {
        if (Axis.Categories is { } names)
        {
            var every = Math.Max(1, (names.Count + mostCategories - 1) / mostCategories);
            return [.. names.Select((name, i) => ((double)i, name)).Where((_, i) => i % every == 0)];
        }
        if (Axis.Log)
        {
            var (from, to) = ((int)Math.Ceiling(Math.Log10(Low) - 1e-9), (int)Math.Floor(Math.Log10(High) + 1e-9));
            if (to > from) return [.. Enumerable.Range(from, to - from + 1).Select(power => Math.Pow(10, power)).Select(at => (at, Number(at)))];
            return [(Low, Number(Low)), (High, Number(High))];
        }
        var step = TickStep;
        var (first, last) = ((long)Math.Ceiling(Low / step - 1e-9), (long)Math.Floor(High / step + 1e-9));
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step).Select(at => (at, Number(Math.Abs(at) < step * 1e-9 ? 0 : at)))];
    }

    /// <summary>A number as short as can be read.</summary>
    public static string Number(double value) => value == 0 ? "0" : Math.Abs(value) is >= 1e5 or < 1e-3 ? value.ToString("0.##e0", CultureInfo.InvariantCulture) : value.ToString("0.####", CultureInfo.InvariantCulture);

    private static double Half(double value) => value == 0 ? 0.5 : Math.Abs(value) * 0.05;

    // One, two or five times a power of ten, so that four to eight numbers fit.
    private static double Step(double low, double high)
    {
        var raw = (high - low) / 5;
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return magnitude * ((raw / magnitude) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 });
    }
}
