using Oft.Lab.Charts;

namespace Oft.Lab.Tests.Charts;

/// <summary>How colours look: contrast of WCAG 2.1, distance of CIE 1976, and what protan and deutan eyes see.</summary>
/// <remarks>Source of the simulation: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, IEEE TVCG 15 (2009) 1291-1298, severity 1.0.</remarks>
internal static class Eyes
{
    private static readonly Dictionary<string, double[]> matrices = new()
    {
        ["normal"] = [1, 0, 0, 0, 1, 0, 0, 0, 1],
        ["protan"] = [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        ["deutan"] = [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
    };

    public static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(Palette.Rgb(a)), Luminance(Palette.Rgb(b)));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    public static double Luminance((byte Red, byte Green, byte Blue) colour) => 0.2126 * Linear(colour.Red) + 0.7152 * Linear(colour.Green) + 0.0722 * Linear(colour.Blue);

    /// <summary>Linear red, green and blue as these eyes see them.</summary>
    public static double[] Seen(string colour, string vision)
    {
        var (red, green, blue) = Palette.Rgb(colour);
        double[] linear = [Linear(red), Linear(green), Linear(blue)];
        var m = matrices[vision];
        return [.. Enumerable.Range(0, 3).Select(row => Math.Clamp(Enumerable.Range(0, 3).Sum(column => m[row * 3 + column] * linear[column]), 0, 1))];
    }

    public static double Distance(double[] a, double[] b) => Math.Sqrt(Lab(a).Zip(Lab(b), (x, y) => (x - y) * (x - y)).Sum());

    private static double[] Lab(double[] rgb)
    {
        static double F(double t) => t > 216.0 / 24389 ? Math.Cbrt(t) : (24389.0 / 27 * t + 16) / 116;
        var x = F((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.95047);
        var y = F(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
        var z = F((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.08883);
        return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
    }

    private static double Linear(byte channel) => channel / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
}
