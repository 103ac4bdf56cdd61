namespace Oft.Simulation.MiniLibero;

/// <summary>The colours of the scenes, far enough apart to be told in a small picture.</summary>
internal static class Paint
{
    public static readonly double[] Red = [0.85, 0.11, 0.10], Green = [0.10, 0.62, 0.20], Blue = [0.12, 0.28, 0.85], Yellow = [0.95, 0.80, 0.10];
    public static readonly double[] Orange = [0.95, 0.48, 0.08], Purple = [0.52, 0.16, 0.66], Pink = [0.95, 0.52, 0.70], Cyan = [0.12, 0.72, 0.78];
    public static readonly double[] White = [0.95, 0.95, 0.95], Black = [0.09, 0.09, 0.10], Gray = [0.50, 0.51, 0.53], Dark = [0.22, 0.23, 0.26];
    public static readonly double[] Brown = [0.42, 0.24, 0.12], Wicker = [0.64, 0.43, 0.20], Steel = [0.70, 0.72, 0.76], Cream = [0.97, 0.92, 0.78];
}
