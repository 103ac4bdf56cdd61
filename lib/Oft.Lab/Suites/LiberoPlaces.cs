using System.Text.Json;
using Oft.Lab.Runs;
using Oft.Simulation.Libero;

namespace Oft.Lab.Suites;

/// <summary>Finds the user's LIBERO and robosuite: what is given, else the environment, else the manifests of simulators.</summary>
public static class LiberoPlaces
{
    /// <summary>Opens both folders.</summary>
    /// <param name="libero">What was given for LIBERO, or null.</param>
    /// <param name="robosuite">What was given for robosuite, or null.</param>
    /// <exception cref="LiberoException">One is not known or not what it should be; the message says how to give it and where it comes from.</exception>
    public static LiberoFolders Open(string? libero = null, string? robosuite = null) => LiberoFolders.Open(Find(libero, "libero"), Find(robosuite, "robosuite"));

    /// <summary>The folder of a simulator's files; null where nobody said it and the manifest's place is empty.</summary>
    /// <param name="given">An option's value, or null.</param>
    /// <param name="name">The manifest's name: libero or robosuite.</param>
    public static string? Find(string? given, string name)
    {
        if (!string.IsNullOrEmpty(given)) return given;
        if (Environment.GetEnvironmentVariable($"OFT_{name.ToUpperInvariant()}") is { Length: > 0 } variable) return variable;
        var manifest = Path.Combine(Checkout.Root, "data-manifests", "simulators", $"{name}.json");
        if (!File.Exists(manifest)) return null;
        using var document = JsonDocument.Parse(File.ReadAllText(manifest));
        if (document.RootElement.TryGetProperty("folder", out var folder) && folder.GetString() is { Length: > 0 } place && Path.GetFullPath(place, Checkout.Root) is var full && Directory.Exists(full)) return full;
        return null;
    }
}
