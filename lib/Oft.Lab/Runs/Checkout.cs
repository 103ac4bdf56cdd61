using System.Diagnostics;

namespace Oft.Lab.Runs;

/// <summary>The checkout this build runs from.</summary>
public static class Checkout
{
    /// <summary>The folder that holds <c>OftNotebooks.sln</c>, above this assembly, the program or the current folder.</summary>
    /// <exception cref="DirectoryNotFoundException">Neither is inside a checkout.</exception>
    public static string Root { get; } = Above(Path.GetDirectoryName(typeof(Checkout).Assembly.Location)) ?? Above(AppContext.BaseDirectory) ?? Above(Environment.CurrentDirectory)
        ?? throw new DirectoryNotFoundException($"no checkout above {AppContext.BaseDirectory}: run oft from inside a clone of OftNotebooks.");

    /// <summary>The commit, with <c>-changed</c> behind it where tracked files differ; <c>unknown</c> without git.</summary>
    public static string Commit
    {
        get
        {
            var head = Git("rev-parse --short=12 HEAD");
            return head is null ? "unknown" : string.IsNullOrEmpty(Git("status --porcelain --untracked-files=no -- lib environment")) ? head : head + "-changed";
        }
    }

    private static string? Above(string? start)
    {
        if (string.IsNullOrEmpty(start)) return null;
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "OftNotebooks.sln")))
                return folder.FullName;
        return null;
    }

    private static string? Git(string arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true });
            var text = git!.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 ? text : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
