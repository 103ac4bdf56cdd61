using System.Runtime.InteropServices;

namespace Oft.Simulation.MuJoCo;

/// <summary>mjrRect: a rectangle of pixels, passed by value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Viewport(int Left, int Bottom, int Width, int Height);
