using System.Text.Json.Nodes;

namespace Oft.Lab.Charts;

/// <summary>One thing drawn in a figure.</summary>
/// <param name="Name">Beside its colour in the legend; empty for none.</param>
public abstract record Trace(string Name)
{
    /// <summary>Where its parts stand across; for the axis.</summary>
    internal abstract IEnumerable<double> Across(Figure figure);

    /// <summary>Where its parts stand up; for the axis.</summary>
    internal abstract IEnumerable<double> Up(Figure figure);

    /// <summary>As Plotly draws it.</summary>
    internal abstract IEnumerable<JsonObject> ToPlotly(Figure figure, int series);

    /// <summary>As a static picture has it.</summary>
    internal abstract void Draw(SvgPlane plane, int series);

    /// <summary>In a line of text.</summary>
    internal abstract string Summary(Figure figure);

    /// <summary>True for what fills its axes to the ends.</summary>
    internal virtual bool Fills => false;

    /// <summary>The scale of colours beside the plot; null where colours are names only.</summary>
    internal virtual ColourBar? Bar => null;

    /// <summary>The sign beside the name in the legend of a static picture.</summary>
    internal virtual string LegendMark(double x, double y, int series) => SvgPlane.Rectangle(x, y - 5, 12, 10, $"fill=\"{Palette.Of(series)}\"");
}
