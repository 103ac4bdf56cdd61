using System.Diagnostics;
using Xunit;

namespace Oft.Testing;

/// <summary>LIBERO's and robosuite's data files as tests have them, unpacked once a machine; a skip where they are not beside the checkout.</summary>
public static class LiberoFiles
{
    private static readonly Lazy<string> folder = new(Unpack);

    /// <summary>The root of a LIBERO clone, as far as spatial and goal need it.</summary>
    public static string Libero => Path.Combine(folder.Value, "LIBERO");

    /// <summary>robosuite 1.4.0.</summary>
    public static string Robosuite => Path.Combine(folder.Value, "robosuite");

    private static string Unpack()
    {
        var script = Path.Combine(Need.Shared("libero"), "unpack.sh");
        var target = Path.Combine(Path.GetTempPath(), "oft-libero-assets");
        if (Directory.Exists(target)) return target;
        // Test rooms run side by side: each unpacks beside, and the first one's folder gets the name.
        var own = $"{target}-{Environment.ProcessId}";
        using var unpack = Process.Start("bash", [script, own]);
        unpack.WaitForExit();
        Assert.Equal(0, unpack.ExitCode);
        try
        {
            Directory.Move(own, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            Directory.Delete(own, recursive: true);
        }
        return target;
    }
}
