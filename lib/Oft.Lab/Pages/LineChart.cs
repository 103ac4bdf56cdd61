using System.Globalization;
using System.Net;
using System.Text;

namespace Oft.Lab.Pages;

/// <summary>A line chart as SVG: it opens anywhere, without scripts or network.</summary>
/// <param name="Title">Above the chart.</param>
/// <param name="X">The horizontal axis and its unit.</param>
/// <param name="Y">The vertical axis and its unit.</param>
public sealed record LineChart(string Title, string X, string Y)
{
    private const int width = 720, height = 320, left = 64, right = 150, top = 36, bottom = 48;

    // Okabe and Ito's colours, told apart by colour-blind readers.
    private static readonly string[] colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7"];

    /// <summary>The lines by name, each a list of points.</summary>
    public required IReadOnlyList<(string Name, IReadOnlyList<(double X, double Y)> Points)> Lines { get; init; }

    /// <summary>The chart; points that are not numbers are left out.</summary>
    /// <exception cref="InvalidOperationException">No line has a point.</exception>
    public string ToSvg()
    {
        var points = Lines.SelectMany(line => line.Points).Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)).ToList();
        if (points.Count == 0) throw new InvalidOperationException($"chart '{Title}': expected at least one point, got none.");
        var (xs, ys) = (Ticks(points.Min(point => point.X), points.Max(point => point.X)), Ticks(Math.Min(0, points.Min(point => point.Y)), points.Max(point => point.Y)));
        double AtX(double x) => left + (x - xs[0]) / (xs[^1] - xs[0]) * (width - left - right);
        double AtY(double y) => height - bottom - (y - ys[0]) / (ys[^1] - ys[0]) * (height - top - bottom);

        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {width} {height}\" width=\"{width}\" role=\"img\" aria-label=\"{Text(Title)}\" xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" font-size=\"12\" fill=\"currentColor\">");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left}\" y=\"20\" font-size=\"14\" font-weight=\"bold\">{Text(Title)}</text>");
        foreach (var x in xs)
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{AtX(x):0.#}\" x2=\"{AtX(x):0.#}\" y1=\"{top}\" y2=\"{height - bottom}\" stroke=\"currentColor\" stroke-opacity=\".12\"/><text x=\"{AtX(x):0.#}\" y=\"{height - bottom + 16}\" text-anchor=\"middle\">{x:0.####}</text>");
        foreach (var y in ys)
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{left}\" x2=\"{width - right}\" y1=\"{AtY(y):0.#}\" y2=\"{AtY(y):0.#}\" stroke=\"currentColor\" stroke-opacity=\".12\"/><text x=\"{left - 6}\" y=\"{AtY(y) + 4:0.#}\" text-anchor=\"end\">{y:0.####}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(left + width - right) / 2}\" y=\"{height - 10}\" text-anchor=\"middle\">{Text(X)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"16\" y=\"{(top + height - bottom) / 2}\" text-anchor=\"middle\" transform=\"rotate(-90 16 {(top + height - bottom) / 2})\">{Text(Y)}</text>");
        for (var i = 0; i < Lines.Count; i++)
        {
            var colour = colours[i % colours.Length];
            var path = string.Join(' ', Lines[i].Points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y))
                .Select(point => string.Create(CultureInfo.InvariantCulture, $"{AtX(point.X):0.#},{AtY(point.Y):0.#}")));
            svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.8\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{width - right + 12}\" y=\"{top + 18 * i}\" width=\"12\" height=\"12\" fill=\"{colour}\"/><text x=\"{width - right + 30}\" y=\"{top + 10 + 18 * i}\">{Text(Lines[i].Name)}</text>");
        }
        return svg.Append("</svg>").ToString();
    }

    // Round numbers around [low, high], four to eight of them.
    private static double[] Ticks(double low, double high)
    {
        if (high <= low) high = low + 1;
        var raw = (high - low) / 5;
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = magnitude * ((raw / magnitude) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 });
        var (first, last) = ((long)Math.Floor(low / step + 1e-9), (long)Math.Ceiling(high / step - 1e-9));
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)];
    }

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
