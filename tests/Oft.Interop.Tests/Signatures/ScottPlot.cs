// What lib/Oft.Interop uses of ScottPlot 5.1.59: signatures only.
namespace ScottPlot
{
    public enum Edge { }

    public enum ImageFormat { Png }

    public enum Orientation { Horizontal, Vertical }

    public enum MarkerShape { FilledCircle, FilledSquare, FilledDiamond, FilledTriangleUp, Cross, Eks }

    public interface IColormap;

    public interface IHasColorAxis;

    public interface IAxis
    {
        void SetTicks(double[] xs, string[] labels);
    }

    public interface IXAxis : IAxis;

    public interface IYAxis : IAxis;

    public struct Color
    {
        public static Color FromHex(string hex) => throw null!;
        public Color WithAlpha(double alpha) => throw null!;
    }

    public struct LinePattern
    {
        public static LinePattern Dashed => throw null!;
    }

    public struct Range
    {
        public Range(double min, double max) => throw null!;
    }

    public struct CoordinateRect
    {
        public CoordinateRect(double left, double right, double bottom, double top) => throw null!;
    }

    public class Image
    {
        public Image(byte[] bytes) => throw null!;
    }

    public class Bar
    {
        public Bar() => throw null!;
        public double Position { set => throw null!; }
        public double Value { set => throw null!; }
        public double ValueBase { set => throw null!; }
        public double Size { set => throw null!; }
        public Color FillColor { set => throw null!; }
        public float LineWidth { set => throw null!; }
        public Orientation Orientation { set => throw null!; }
    }

    public class Legend;

    public class Plot
    {
        public Plot() => throw null!;
        public PlottableAdder Add => throw null!;
        public AxisManager Axes => throw null!;
        public void Title(string text = "", float? size = null) => throw null!;
        public void XLabel(string label, float? size = null) => throw null!;
        public void YLabel(string label, float? size = null) => throw null!;
        public Legend ShowLegend() => throw null!;
        public byte[] GetImageBytes(int width, int height, ImageFormat format = default) => throw null!;
    }

    public class AxisManager
    {
        public IXAxis Bottom => throw null!;
        public IYAxis Left => throw null!;
        public void SetLimits(double left, double right, double bottom, double top) => throw null!;
        public void SquareUnits() => throw null!;
    }

    public class PlottableAdder
    {
        public Plottables.Scatter Scatter(double[] xs, double[] ys, Color? color = null) => throw null!;
        public Plottables.Scatter ScatterPoints(double[] xs, double[] ys, Color? color = null) => throw null!;
        public Plottables.FillY FillY(double[] xs, double[] ys1, double[] ys2) => throw null!;
        public Plottables.ErrorBar ErrorBar(IReadOnlyList<double> xs, IReadOnlyList<double> ys, IReadOnlyList<double> yErrors) => throw null!;
        public Plottables.BarPlot Bars(Bar[] bars) => throw null!;
        public Plottables.Heatmap Heatmap(double[,] intensities) => throw null!;
        public Plottables.ImageRect ImageRect(Image image, CoordinateRect rect) => throw null!;
        public Panels.ColorBar ColorBar(IHasColorAxis source, Edge edge = default) => throw null!;
    }
}

namespace ScottPlot.Colormaps
{
    public class CustomInterpolated : IColormap
    {
        public CustomInterpolated(Color[] colors) => throw null!;
    }
}

namespace ScottPlot.Panels
{
    public class ColorBar
    {
        public string Label { set => throw null!; }
    }
}

namespace ScottPlot.Plottables
{
    public class Scatter
    {
        public string LegendText { set => throw null!; }
        public float LineWidth { set => throw null!; }
        public float MarkerSize { set => throw null!; }
        public MarkerShape MarkerShape { set => throw null!; }
        public LinePattern LinePattern { set => throw null!; }
    }

    public class FillY
    {
        public Color FillColor { set => throw null!; }
        public float LineWidth { set => throw null!; }
    }

    public class BarPlot
    {
        public string LegendText { set => throw null!; }
    }

    public class ErrorBar
    {
        public Color Color { set => throw null!; }
        public IReadOnlyList<double>? XErrorNegative { set => throw null!; }
        public IReadOnlyList<double>? XErrorPositive { set => throw null!; }
        public IReadOnlyList<double>? YErrorNegative { set => throw null!; }
        public IReadOnlyList<double>? YErrorPositive { set => throw null!; }
    }

    public class ImageRect;

    public class Heatmap : IHasColorAxis
    {
        public IColormap Colormap { set => throw null!; }
        public Range? ManualRange { set => throw null!; }
        public double Opacity { set => throw null!; }
        public CoordinateRect? Rectangle { set => throw null!; }
        public bool FlipVertically { set => throw null!; }
        public bool FlipHorizontally { set => throw null!; }
    }
}
