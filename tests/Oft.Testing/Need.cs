using System.Runtime.InteropServices;
using Xunit;

namespace Oft.Testing;

/// <summary>What a test needs from outside the repository: a skip with a reason on a user's machine, a failure where everything must be there.</summary>
/// <remarks>Under <c>.ci/run</c> the variable <c>OFT_REQUIRE_ALL</c> is set, and nothing that is missing may pass unseen.</remarks>
public static class Need
{
    /// <summary>True where a missing need is a failure.</summary>
    public static bool Everything { get; } = Environment.GetEnvironmentVariable("OFT_REQUIRE_ALL") == "1";

    /// <summary>The repository root, found upward from the test assembly.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A folder or file of the reference data that stands beside the checkout, or a skip.</summary>
    /// <param name="path">Path below that folder, for example <c>golden/images</c>.</param>
    public static string Shared(string path)
    {
        var shared = Environment.GetEnvironmentVariable("OFT_SHARED") ?? Path.Combine(Root, "..", "shared");
        var full = Path.GetFullPath(Path.Combine(shared, path));
        if (!Path.Exists(full)) Missing($"{path} is not beside the checkout (set OFT_SHARED to the folder that has it)");
        return full;
    }

    /// <summary>A small reference file kept in the repository, below <c>tests/golden</c>.</summary>
    public static string Golden(string path)
    {
        var full = Path.Combine(Root, "tests", "golden", path);
        Assert.True(Path.Exists(full), $"tests/golden/{path} is missing from the checkout");
        return full;
    }

    /// <summary>A program on the PATH, or a skip.</summary>
    public static string Program(string name)
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            if (File.Exists(Path.Combine(folder, name)))
                return Path.Combine(folder, name);
        Missing($"{name} is not on the PATH");
        return "";
    }

    /// <summary>A native library that can be loaded, or a skip.</summary>
    public static void Library(string name)
    {
        if (!NativeLibrary.TryLoad(name, out _)) Missing($"the native library {name} cannot be loaded");
    }

    /// <summary>Fails where everything must be there, skips with the reason elsewhere.</summary>
    public static void Missing(string reason)
    {
        if (Everything) Assert.Fail($"needed here: {reason}");
        Assert.Skip(reason);
    }

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar)))
            if (File.Exists(Path.Combine(folder, "OftNotebooks.sln")))
                return folder;
        throw new DirectoryNotFoundException($"OftNotebooks.sln is in no folder above {AppContext.BaseDirectory}");
    }
}
