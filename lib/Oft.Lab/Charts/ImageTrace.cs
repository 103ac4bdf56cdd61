using System.Text.Json.Nodes;
using Oft.Lab.Cards;

namespace Oft.Lab.Charts;

/// <summary>A picture below what else is drawn; its pixel (row, column) stands at y = row, x = column.</summary>
/// <param name="Png">The file's bytes.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
public sealed record ImageTrace(ReadOnlyMemory<byte> Png, int Width, int Height) : Trace("")
{
    internal override bool Fills => true;

    internal override IEnumerable<double> Across(Figure figure) => [-0.5, Width - 0.5];

    internal override IEnumerable<double> Up(Figure figure) => [-0.5, Height - 0.5];

    internal override IEnumerable<JsonObject> ToPlotly(Figure figure, int series) => [];

    /// <summary>A picture belongs to Plotly's layout.</summary>
    internal JsonObject ToLayout(Figure figure) => new()
    {
        ["source"] = Markup.Uri("image/png", Png.Span), ["xref"] = "x", ["yref"] = "y", ["x"] = -0.5, ["y"] = figure.Y.Reversed ? -0.5 : Height - 0.5,
        ["sizex"] = Width, ["sizey"] = Height, ["sizing"] = "stretch", ["layer"] = "below",
    };

    internal override void Draw(SvgPlane plane, int series) => plane.Picture(Png.Span, -0.5, -0.5, Width - 0.5, Height - 0.5, pixels: Width < 300);

    internal override string Summary(Figure figure) => $"picture {Width}x{Height}";
}
