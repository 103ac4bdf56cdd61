using System.Security.Cryptography;
using System.Text;

namespace Oft.Simulation.MuJoCo;

/// <summary>What draws the pictures. Two renderers make slightly different pictures, so results carry this.</summary>
/// <param name="Maker">osmesa or egl.</param>
/// <param name="Device">What GL calls itself: a CPU rasteriser or a GPU.</param>
/// <param name="Driver">The GL version with the driver's own.</param>
/// <param name="MuJoCo">The MuJoCo version.</param>
public sealed record RendererInfo(string Maker, string Device, string Driver, string MuJoCo)
{
    private static readonly Lazy<RendererInfo> detected = new(Detect);

    /// <summary>The renderer this process uses.</summary>
    /// <exception cref="MuJoCoException">There is none; the message says what to install.</exception>
    public static RendererInfo Detected => detected.Value;

    /// <summary>Sixteen hexadecimal digits that differ when any part differs.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Maker}\n{Device}\n{Driver}\n{MuJoCo}")))[..16];

    /// <summary>One line for a terminal.</summary>
    public override string ToString() => $"{Maker}: {Device}, {Driver}, MuJoCo {MuJoCo} [{Hash}]";

    private static RendererInfo Detect()
    {
        var context = GlContext.Take();
        context.Enter();
        try
        {
            return new RendererInfo(context.Maker, context.Describe(0x1F01), context.Describe(0x1F02), MuJoCoLibrary.Version);
        }
        finally
        {
            context.Leave();
            context.Rest();
        }
    }
}
