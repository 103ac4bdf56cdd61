using System.Text.Json.Nodes;
using Oft.Host.Documents;

namespace Oft.Host.Jupyter;

/// <summary>The file that tells Jupyter how to start a kernel.</summary>
internal static class KernelSpec
{
    /// <summary>The name notebooks of this house carry.</summary>
    public const string Name = ".net-csharp";

    /// <summary>Where Jupyter looks for a person's kernels, or below a prefix.</summary>
    public static string Folder(string? prefix) => prefix is not null ? Path.Combine(prefix, "share", "jupyter", "kernels", Name)
        : Path.Combine(Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } data ? data
            : OperatingSystem.IsMacOS() ? Path.Combine(Home, "Library", "Jupyter")
            : OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter")
            : Path.Combine(Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } xdg ? xdg : Path.Combine(Home, ".local", "share"), "jupyter"), "kernels", Name);

    /// <summary>The command of a kernel that is installed there, null where there is none.</summary>
    public static string? Installed(string folder)
    {
        var path = Path.Combine(folder, "kernel.json");
        if (!File.Exists(path)) return null;
        try
        {
            return NotebookJson.Parse(File.ReadAllBytes(path), path)?["argv"] is JsonArray argv ? string.Join(' ', argv.Select(word => $"{word}")) : "a kernel.json without a command";
        }
        catch (NotebookException)
        {
            return "a kernel.json that cannot be read";
        }
    }

    /// <summary>Writes it.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="command">What starts the kernel; the connection file's name is put behind it.</param>
    public static void Write(string folder, IReadOnlyList<string> command)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "kernel.json"), NotebookJson.Bytes(new JsonObject
        {
            ["argv"] = new JsonArray([.. command.Select(word => (JsonNode)word), "kernel", "{connection_file}"]),
            ["display_name"] = ".NET (C#)",
            ["language"] = "C#",
            ["interrupt_mode"] = "message",
            ["metadata"] = new JsonObject { ["debugger"] = false, ["owner"] = "oft" },
        }));
    }

    private static string Home => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
}
