using Oft.Evaluation.Suites;
using Oft.Lab.Worlds;
using Oft.Simulation.Bimanual;
using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Suites;

/// <summary>The suites that come with the kit, by name.</summary>
public static class HouseSuites
{
    /// <summary>Opens one, undisturbed.</summary>
    /// <param name="name">One of <see cref="Teachers.Suites"/>.</param>
    /// <param name="height">Pixels down of each view; null for the suite's own.</param>
    /// <param name="samples">Per pixel; 0 draws hard edges.</param>
    /// <exception cref="ArgumentException">There is no such suite.</exception>
    public static ISuite Open(string name, int? height = null, int samples = 0) => Teachers.IsBimanual(name)
        ? new MiniAlohaSuite(name, (height is { } size ? BimanualOptions.OfHeight(size) : BimanualOptions.Default) with { Samples = samples })
        : new MiniLiberoSuite(name, (height is { } side ? new MiniWorldOptions { ImageWidth = side, ImageHeight = side } : MiniWorldOptions.Default) with { Samples = samples });
}
