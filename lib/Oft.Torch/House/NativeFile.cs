using System.Reflection;

namespace Oft.Torch;

/// <summary>Finds the house's own native files.</summary>
/// <remarks>
/// Looked for in this order: the file that an environment variable names; beside this assembly (in a notebook the process is the
/// host's, so never beside the process); <c>lib/native/build</c> in a folder above the assembly.
/// </remarks>
internal static class NativeFile
{
    /// <summary>Where a file lies.</summary>
    /// <exception cref="DllNotFoundException">It is in none of the places.</exception>
    public static string Find(string file, string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named) return named;
        var folder = Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location);
        if (string.IsNullOrEmpty(folder)) folder = AppContext.BaseDirectory;
        var beside = Path.Combine(folder, file);
        if (File.Exists(beside)) return beside;
        for (var above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            var built = Path.Combine(above, "lib", "native", "build", file);
            if (File.Exists(built)) return built;
        }
        throw new DllNotFoundException($"{file} is neither beside {folder} nor in lib/native/build above it. Build it with environment/run.sh --setup-only, or name it in {variable}.");
    }
}
