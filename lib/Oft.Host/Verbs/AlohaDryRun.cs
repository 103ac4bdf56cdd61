using System.CommandLine;
using Oft.Lab.Sessions;

namespace Oft.Host.Verbs;

/// <summary><c>--dry-run</c> of every verb that moves or publishes: what would be done, with which numbers and addresses, and what is found.</summary>
internal static class AlohaDryRun
{
    public static Option<bool> Option() => new("--dry-run") { Description = "Say what would be done, and what is found from outside. No command, no topic, no file." };

    /// <summary>Says it.</summary>
    /// <param name="would">In words.</param>
    /// <param name="facts">Rig, limits, addresses, files.</param>
    /// <param name="found">The list before the arms move.</param>
    /// <returns>0 where nothing speaks against it.</returns>
    public static int Say(string would, IEnumerable<(string Name, string Text)> facts, IReadOnlyList<SessionCheck> found)
    {
        Console.WriteLine($"dry run: would {would}. Nothing is sent, published or written.");
        foreach (var (name, text) in facts) Console.WriteLine($"     {name,-9} {text}");
        return Print(found) ? 0 : 1;
    }

    /// <summary>A list with its colours.</summary>
    /// <returns>True where all is green.</returns>
    public static bool Print(IReadOnlyList<SessionCheck> list)
    {
        foreach (var check in list) Console.WriteLine($"{Colour(check.Passed)} {check.Name,-9} {check.Found}");
        return list.All(x => x.Passed);
    }

    /// <summary>A file that would be made.</summary>
    public static SessionCheck NewFile(string name, FileInfo file) => file.Exists ? new(name, false, $"{file} exists already")
        : file.Directory is { Exists: true } ? new(name, true, $"{file} would be new") : new(name, false, $"there is no folder {file.Directory}");

    private static string Colour(bool passed) => Console.IsOutputRedirected ? passed ? "ok  " : "FAIL" : passed ? "\e[32m✔\e[0m   " : "\e[31m✘\e[0m   ";
}
