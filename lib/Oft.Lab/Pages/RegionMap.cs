using System.Globalization;
using System.Net;
using System.Text;
using Oft.Simulation.Libero;

namespace Oft.Lab.Pages;

/// <summary>The workspace from above: regions as rectangles, where things begin in all stored states as dots, fixtures as crosses.</summary>
/// <remarks>The robot stands at the left and looks to the right: x to the right, y up, metres.</remarks>
internal static class RegionMap
{
    private const int width = 720, height = 520, margin = 44;
    private static readonly string[] colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"];

    /// <summary>The map as SVG.</summary>
    /// <param name="world">The task's world, as it was reset.</param>
    public static string ToSvg(LiberoWorld world)
    {
        var regions = world.Task.Bddl.Regions.Where(region => region.Ranges.Count > 0 && world.Task.Scene.Places.Any(place => place.Name == region.Name && place.Owner is null)).ToList();
        var origin = world.Task.Scene.WorkspaceOrigin;
        var things = world.Task.Scene.Things.Where(thing => !thing.IsFixture).Select(thing => (thing.Name, Points: world.StoredPositions(thing.Name))).ToList();
        var fixtures = world.Task.Scene.Things.Where(thing => thing.IsFixture).Select(thing => (thing.Name, At: world.Senses.PoseOf(thing.Name))).ToList();
        var xs = regions.SelectMany(region => region.Ranges.SelectMany(r => (double[])[r.X0 + origin[0], r.X1 + origin[0]])).Concat(things.SelectMany(thing => thing.Points.Select(p => p[0]))).Concat(fixtures.Select(one => one.At[0])).ToList();
        var ys = regions.SelectMany(region => region.Ranges.SelectMany(r => (double[])[r.Y0 + origin[1], r.Y1 + origin[1]])).Concat(things.SelectMany(thing => thing.Points.Select(p => p[1]))).Concat(fixtures.Select(one => one.At[1])).ToList();
        var scale = Math.Min((width - 2 * margin - 150) / Math.Max(0.2, xs.Max() - xs.Min()), (height - 2 * margin) / Math.Max(0.2, ys.Max() - ys.Min()));
        double AtX(double x) => margin + (x - xs.Min()) * scale;
        double AtY(double y) => height - margin - (y - ys.Min()) * scale;

        var svg = new StringBuilder();
        void Draw(FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture));
        Draw($"<svg viewBox=\"0 0 {width} {height}\" width=\"{width}\" role=\"img\" aria-label=\"workspace from above\" xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" font-size=\"10\" fill=\"currentColor\">");
        foreach (var region in regions)
            foreach (var (x0, y0, x1, y1) in region.Ranges)
            {
                Draw($"<rect x=\"{AtX(x0 + origin[0]):0.#}\" y=\"{AtY(y1 + origin[1]):0.#}\" width=\"{(x1 - x0) * scale:0.#}\" height=\"{(y1 - y0) * scale:0.#}\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".6\"/>");
                Draw($"<text x=\"{AtX(x1 + origin[0]) + 3:0.#}\" y=\"{AtY(y1 + origin[1]) + 8:0.#}\" opacity=\".75\">{Text(region.Name[(region.Target.Length + 1)..])}</text>");
            }
        foreach (var (name, at) in fixtures)
        {
            Draw($"<path d=\"M{AtX(at[0]) - 5:0.#} {AtY(at[1]) - 5:0.#}l10 10m-10 0l10 -10\" stroke=\"currentColor\" stroke-width=\"2\"/>");
            Draw($"<text x=\"{AtX(at[0]) + 8:0.#}\" y=\"{AtY(at[1]) + 14:0.#}\" font-weight=\"bold\">{Text(name)}</text>");
        }
        for (var i = 0; i < things.Count; i++)
        {
            var colour = colours[i % colours.Length];
            foreach (var point in things[i].Points) Draw($"<circle cx=\"{AtX(point[0]):0.#}\" cy=\"{AtY(point[1]):0.#}\" r=\"2.5\" fill=\"{colour}\" fill-opacity=\".6\"/>");
            Draw($"<circle cx=\"{width - 230}\" cy=\"{20 + 16 * i}\" r=\"4\" fill=\"{colour}\"/><text x=\"{width - 220}\" y=\"{24 + 16 * i}\" font-size=\"12\">{Text(things[i].Name)}</text>");
        }
        Draw($"<path d=\"M{margin} {height - 14}h{0.1 * scale:0.#}\" stroke=\"currentColor\" stroke-width=\"2\"/><text x=\"{margin + 0.1 * scale + 6:0.#}\" y=\"{height - 10}\">10 cm; x to the right, away from the robot; y up</text>");
        return svg.Append("</svg>").ToString();
    }

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
