using System.Globalization;

namespace Oft.Simulation.MuJoCo;

/// <summary>Threads of Mesa's own that help a world's thread to draw a picture on the CPU; the pixels are the same with any number.</summary>
/// <remarks>
/// None is best for small pictures, where handing over costs more than it brings, and where worlds run side by side. A single LIBERO world, whose
/// shadow maps have 4096 pixels a side, gains with every core. Mesa 22.3 crashed now and then when it had helpers and two worlds were drawn at
/// once, so with helpers the pictures of a process are drawn one at a time.
/// <para>Read once, when a process draws first. The environment variable <c>OFT_DRAW_THREADS</c> (0 to 16) goes before what a program asks for.</para>
/// </remarks>
public static class DrawThreads
{
    private const string Variable = "OFT_DRAW_THREADS";
    private const int Most = 16;                                 // llvmpipe has no more
    private static readonly Lazy<int> count = new(() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? Parsed(text) : asked);
    private static int asked;

    /// <summary>How many there are.</summary>
    /// <exception cref="MuJoCoException">The environment asks for something else than 0 to 16.</exception>
    public static int Count => count.Value;

    /// <summary>Asks for one per core, where a process will draw one world at a time; too late once it has drawn.</summary>
    public static void AskForAllCores() => asked = Math.Min(Environment.ProcessorCount, Most);

    internal static int Parsed(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= Most
        ? count
        : throw new MuJoCoException($"{Variable} is '{text}'; expected a number from 0 to {Most}.");
}
