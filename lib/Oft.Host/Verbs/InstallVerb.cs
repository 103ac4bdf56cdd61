using System.CommandLine;
using Oft.Host.Jupyter;
using Oft.Lab.Runs;

namespace Oft.Host.Verbs;

/// <summary><c>oft install</c>: makes this checkout's kernel known to Jupyter.</summary>
public static class InstallVerb
{
    /// <summary>The command. Exit 0 where it is installed, 1 where another tool's kernel was left in place.</summary>
    public static Command Create()
    {
        var prefix = new Option<DirectoryInfo?>("--prefix") { Description = "Below this folder (share/jupyter/kernels) instead of the person's own, for an environment." };
        var replace = new Option<bool>("--replace") { Description = "Replace another tool's kernel of the same name without asking." };
        var command = new Command("install", $"Install the Jupyter kernel '{KernelSpec.Name}' of this checkout.") { prefix, replace };
        command.SetAction(parsed => Run(KernelSpec.Folder(parsed.GetValue(prefix)?.FullName), parsed.GetValue(replace)));
        return command;
    }

    private static int Run(string folder, bool replace)
    {
        string[] command = ["bash", Path.Combine(Checkout.Root, "environment", "oft")];
        if (KernelSpec.Installed(folder) is { } there && !there.StartsWith(string.Join(' ', command), StringComparison.Ordinal) && !replace && !Agreed(folder, there)) return 1;
        KernelSpec.Write(folder, command);
        Console.WriteLine($"installed: {folder}");
        return 0;
    }

    private static bool Agreed(string folder, string there)
    {
        Console.Error.WriteLine($"{folder} belongs to another kernel: {there}");
        if (Console.IsInputRedirected)
        {
            Console.Error.WriteLine("It was left in place. environment/oft install --replace puts this kernel there.");
            return false;
        }
        Console.Error.Write("Replace it? [y/N] ");
        return Console.ReadLine() is "y" or "Y" or "yes";
    }
}
