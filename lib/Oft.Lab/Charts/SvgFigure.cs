using System.Globalization;
using System.Text;
using Oft.Lab.Cards;

namespace Oft.Lab.Charts;

/// <summary>A figure as a static picture: axes with names, units and numbers, legend and scale of colours, no script.</summary>
internal static class SvgFigure
{
    private const double letter = 6.6, bottomRoom = 46, titleRoom = 34, slantedRoom = 16;
    private const int longestName = 44;

    // Where a scale of colours has its numbers.
    private static readonly double[] ends = [0, 0.5, 1];

    /// <summary>The picture.</summary>
    /// <param name="figure">What is shown.</param>
    /// <param name="alone">Brings its own page colour, light or dark; otherwise it takes the ink of the page it is in.</param>
    public static string Draw(Figure figure, bool alone)
    {
        var (x, y) = figure.Scales();
        var bar = figure.Traces.Select(trace => trace.Bar).FirstOrDefault(found => found is not null);
        var named = figure.Traces.Select((trace, series) => (trace.Name, Trace: trace, Series: series)).Where(entry => entry.Name != "").ToList();
        var legend = named.Count == 0 ? 0 : 26 + letter * Math.Min(26, named.Max(entry => entry.Name.Length));
        var left = 34 + letter * Math.Min(longestName, y.Ticks().Max(tick => tick.Text.Length));
        var right = 14 + legend + (bar is null ? 0 : BarRoom(bar));
        var slanted = x.Axis.Categories is { } names && names.Count > 1 && names.Max(name => name.Length) * letter > (figure.Width - left - right) / Math.Min(AxisScale.MostCategories, names.Count);
        var bottom = bottomRoom + (slanted ? Math.Min(90, 0.5 * letter * x.Ticks().Max(tick => tick.Text.Length) + 8) : 0);
        var (width, height) = (Math.Max(60, figure.Width - left - right), Math.Max(60, figure.Height - titleRoom - bottom));
        if (figure.EqualScales) (width, height) = Fitted(width, height, (x.High - x.Low) / (y.High - y.Low));

        var plane = new SvgPlane(figure, x, y, left, titleRoom, width, height);
        for (var series = 0; series < figure.Traces.Count; series++) figure.Traces[series].Draw(plane, series);
        var total = left + width + right;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {total:0} {titleRoom + height + bottom:0}\" width=\"{total:0}\" height=\"{titleRoom + height + bottom:0}\" role=\"img\" aria-label=\"{Markup.Text(figure.Title)}\" font-family=\"system-ui,sans-serif\" font-size=\"12\" fill=\"currentColor\">");
        if (alone) svg.Append($"<style>svg{{color:{Palette.LightInk};background:{Palette.LightPage}}}@media(prefers-color-scheme:dark){{svg{{color:{Palette.DarkInk};background:{Palette.DarkPage}}}}}</style>");
        var clip = "clip" + Markup.Hash(figure.Title + plane);
        svg.Append($"<clipPath id=\"{clip}\">{SvgPlane.Rectangle(left, titleRoom, width, height, "")}</clipPath>");
        svg.Append(Words(left, 19, PlotlyJson.Short(figure.Title, (int)((total - left) / 7.4)), "font-size=\"14\" font-weight=\"600\""));
        Axes(svg, plane, x, y, left, titleRoom, width, height, slanted);
        svg.Append($"<g clip-path=\"url(#{clip})\">{plane}</g>");
        svg.Append(Words(left + width / 2, titleRoom + height + bottom - 8, x.Axis.Label, "text-anchor=\"middle\""));
        svg.Append(Words(0, 0, y.Axis.Label, FormattableString.Invariant($"text-anchor=\"middle\" transform=\"translate(14 {titleRoom + height / 2:0.#}) rotate(-90)\"")));
        for (var i = 0; i < named.Count; i++)
        {
            var at = titleRoom + 9 + 18 * i;
            svg.Append(named[i].Trace.LegendMark(left + width + 12, at, named[i].Series)).Append(Words(left + width + 32, at + 4, PlotlyJson.Short(named[i].Name, 26)));
        }
        if (bar is not null) Scale(svg, bar, left + width + 14 + legend, titleRoom, height);
        return svg.Append("</svg>").ToString();
    }

    private static void Axes(StringBuilder svg, SvgPlane plane, AxisScale x, AxisScale y, double left, double top, double width, double height, bool slanted)
    {
        var grid = new StringBuilder();
        foreach (var (at, text) in x.Ticks(slanted ? (int)(width / slantedRoom) : AxisScale.MostCategories))
        {
            grid.Append(CultureInfo.InvariantCulture, $"M{plane.AtX(at):0.#} {top:0.#}v{height:0.#}");
            svg.Append(slanted
                ? Words(0, 0, PlotlyJson.Short(text, 28), FormattableString.Invariant($"text-anchor=\"end\" transform=\"translate({plane.AtX(at) + 4:0.#} {top + height + 14:0.#}) rotate(-30)\""))
                : Words(plane.AtX(at), top + height + 16, PlotlyJson.Short(text, 28), "text-anchor=\"middle\""));
        }
        foreach (var (at, text) in y.Ticks())
        {
            grid.Append(CultureInfo.InvariantCulture, $"M{left:0.#} {plane.AtY(at):0.#}h{width:0.#}");
            svg.Append(Words(left - 6, plane.AtY(at) + 4, PlotlyJson.Short(text, longestName), "text-anchor=\"end\""));
        }
        svg.Append($"<path d=\"{grid}\" stroke=\"currentColor\" stroke-opacity=\".14\" fill=\"none\"/>");
        svg.Append(SvgPlane.Rectangle(left, top, width, height, "fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".45\""));
    }

    // Slices of one colour each, and the ends and the middle in numbers.
    private static void Scale(StringBuilder svg, ColourBar bar, double left, double top, double height)
    {
        const int slices = 32;
        for (var i = 0; i < slices; i++)
        {
            var (red, green, blue) = bar.Scale.At((i + 0.5) / slices);
            svg.Append(SvgPlane.Rectangle(left, top + height * (slices - 1 - i) / slices, 13, height / slices + 0.6, FormattableString.Invariant($"fill=\"#{red:X2}{green:X2}{blue:X2}\"")));
        }
        foreach (var share in ends) svg.Append(Words(left + 17, top + height * (1 - share) + 4, At(bar, share)));
        svg.Append(Words(0, 0, PlotlyJson.Short(bar.Label, 48), FormattableString.Invariant($"text-anchor=\"middle\" transform=\"translate({left + BarRoom(bar) - 18:0.#} {top + height / 2:0.#}) rotate(-90)\"")));
    }

    private static double BarRoom(ColourBar bar) => 42 + letter * ends.Max(share => At(bar, share).Length);

    private static string At(ColourBar bar, double share) => (bar.Low + share * (bar.High - bar.Low)).ToString("G3", CultureInfo.InvariantCulture);

    private static (double Width, double Height) Fitted(double width, double height, double ratio) => width / height > ratio ? (height * ratio, height) : (width, width / ratio);

    private static string Words(double x, double y, string text, string attributes = "") =>
        FormattableString.Invariant($"<text x=\"{x:0.#}\" y=\"{y:0.#}\"{(attributes == "" ? "" : " " + attributes)}>{Markup.Text(text)}</text>");
}
