using System.Globalization;
using System.Text;
using Oft.Lab.Cards;

namespace Oft.Lab.Charts;

/// <summary>The plane of a static figure: data coordinates in, SVG out. What lies outside the axes is cut off.</summary>
internal sealed class SvgPlane(Figure figure, AxisScale x, AxisScale y, double left, double top, double width, double height)
{
    private readonly StringBuilder svg = new();

    public Figure Figure { get; } = figure;

    public AxisScale X { get; } = x;

    public AxisScale Y { get; } = y;

    /// <summary>What was drawn.</summary>
    public override string ToString() => svg.ToString();

    public double AtX(double value) => left + (X.Axis.Reversed ? 1 - X.Share(value) : X.Share(value)) * width;

    public double AtY(double value) => top + (Y.Axis.Reversed ? Y.Share(value) : 1 - Y.Share(value)) * height;

    /// <summary>True where a point has a place: finite, and positive on an axis of powers.</summary>
    public bool Shows(double x, double y) => double.IsFinite(x) && double.IsFinite(y) && (!X.Axis.Log || x > 0) && (!Y.Axis.Log || y > 0);

    /// <summary>A line, interrupted where a point has no place.</summary>
    public void Polyline(IEnumerable<(double X, double Y)> points, string style)
    {
        var path = new StringBuilder();
        var begins = true;
        foreach (var (px, py) in points)
        {
            if (!Shows(px, py))
            {
                begins = true;
                continue;
            }
            path.Append(CultureInfo.InvariantCulture, $"{(begins ? 'M' : 'L')}{AtX(px):0.#} {AtY(py):0.#}");
            begins = false;
        }
        if (path.Length > 0) svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\" fill=\"none\" stroke-linejoin=\"round\" {style}/>");
    }

    public void Polygon(IEnumerable<(double X, double Y)> points, string style) =>
        svg.Append(CultureInfo.InvariantCulture, $"<polygon points=\"{string.Join(' ', points.Select(point => FormattableString.Invariant($"{AtX(point.X):0.#},{AtY(point.Y):0.#}")))}\" {style}/>");

    /// <summary>A rectangle between two corners.</summary>
    public void Box(double x0, double y0, double x1, double y1, string style)
    {
        // A bar that starts at zero starts at the axis where zero has no place.
        if (Y.Axis.Log && y0 <= 0) y0 = Y.Low;
        if (X.Axis.Log && x0 <= 0) x0 = X.Low;
        if (!Shows(x0, y0) || !Shows(x1, y1)) return;
        var (a, b, c, d) = (AtX(x0), AtX(x1), AtY(y0), AtY(y1));
        svg.Append(Rectangle(Math.Min(a, b), Math.Min(c, d), Math.Abs(b - a), Math.Abs(d - c), style));
    }

    /// <summary>An interval with its two ends.</summary>
    public void Interval(double at, double low, double high, bool across, string style)
    {
        const double cap = 4;
        if (across ? !Shows(low, at) || !Shows(high, at) : !Shows(at, low) || !Shows(at, high)) return;
        var path = across
            ? FormattableString.Invariant($"M{AtX(low):0.#} {AtY(at):0.#}H{AtX(high):0.#}M{AtX(low):0.#} {AtY(at) - cap:0.#}v{2 * cap}M{AtX(high):0.#} {AtY(at) - cap:0.#}v{2 * cap}")
            : FormattableString.Invariant($"M{AtX(at):0.#} {AtY(low):0.#}V{AtY(high):0.#}M{AtX(at) - cap:0.#} {AtY(low):0.#}h{2 * cap}M{AtX(at) - cap:0.#} {AtY(high):0.#}h{2 * cap}");
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\" fill=\"none\" {style}/>");
    }

    /// <summary>A point of a series.</summary>
    public void Mark(double x, double y, int series)
    {
        if (Shows(x, y)) svg.Append(Symbol(AtX(x), AtY(y), series));
    }

    /// <summary>A picture between two corners.</summary>
    public void Picture(ReadOnlySpan<byte> png, double x0, double y0, double x1, double y1, bool pixels)
    {
        var (a, b, c, d) = (AtX(x0), AtX(x1), AtY(y0), AtY(y1));
        svg.Append(CultureInfo.InvariantCulture, $"<image x=\"{Math.Min(a, b):0.##}\" y=\"{Math.Min(c, d):0.##}\" width=\"{Math.Abs(b - a):0.##}\" height=\"{Math.Abs(d - c):0.##}\" preserveAspectRatio=\"none\"{(pixels ? " style=\"image-rendering:pixelated\"" : "")} href=\"{Markup.Uri("image/png", png)}\"/>");
    }

    /// <summary>A rectangle in picture coordinates.</summary>
    public static string Rectangle(double x, double y, double width, double height, string style) =>
        FormattableString.Invariant($"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\" {style}/>");

    /// <summary>The sign of a series in picture coordinates: its own shape, so that its colour is not needed.</summary>
    public static string Symbol(double x, double y, int series)
    {
        const double r = 4;
        var path = (series % 6) switch
        {
            0 => FormattableString.Invariant($"M{x - r:0.#} {y:0.#}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0"),
            1 => FormattableString.Invariant($"M{x - r:0.#} {y - r:0.#}h{2 * r}v{2 * r}h{-2 * r}z"),
            2 => FormattableString.Invariant($"M{x:0.#} {y - r - 1:0.#}l{r + 1} {r + 1}l{-r - 1} {r + 1}l{-r - 1} {-r - 1}z"),
            3 => FormattableString.Invariant($"M{x:0.#} {y - r:0.#}l{r} {2 * r}h{-2 * r}z"),
            4 => FormattableString.Invariant($"M{x - 1.5:0.#} {y - r:0.#}h3v2.5h2.5v3h-2.5v2.5h-3v-2.5h-2.5v-3h2.5z"),
            _ => FormattableString.Invariant($"M{x - r:0.#} {y - r:0.#}l{2 * r} {2 * r}M{x + r:0.#} {y - r:0.#}l{-2 * r} {2 * r}"),
        };
        var colour = Palette.Of(series);
        return $"<path d=\"{path}\" fill=\"{(series % 6 == 5 ? "none" : colour)}\" stroke=\"{colour}\"/>";
    }
}
