using System.CommandLine;
using Oft.Lab.Suites;
using Oft.Simulation.Libero;

namespace Oft.Host.Verbs;

/// <summary>Where the user's LIBERO and robosuite lie: the two options every verb that needs them has.</summary>
internal sealed class LiberoOptions
{
    /// <summary>The root of a LIBERO clone.</summary>
    public Option<string?> Libero { get; } = new("--libero") { Description = "Root of a LIBERO clone. Default: OFT_LIBERO, else data-manifests/simulators/libero.json." };

    /// <summary>The robosuite package folder.</summary>
    public Option<string?> Robosuite { get; } = new("--robosuite") { Description = "The robosuite package folder, 1.4.0 or 1.4.1. Default: OFT_ROBOSUITE, else data-manifests/simulators/robosuite.json." };

    /// <summary>The folders a command line means.</summary>
    /// <exception cref="LiberoException">They are not given, or not what they should be.</exception>
    public LiberoFolders Folders(ParseResult parsed) => LiberoPlaces.Open(parsed.GetValue(Libero), parsed.GetValue(Robosuite));
}
