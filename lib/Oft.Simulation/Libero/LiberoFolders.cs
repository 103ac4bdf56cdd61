using System.Security.Cryptography;

namespace Oft.Simulation.Libero;

/// <summary>The user's own LIBERO clone and robosuite package folder. None of their files comes with this kit.</summary>
/// <param name="Libero">Root of a LIBERO clone: the folder that has <c>libero/libero/assets</c>.</param>
/// <param name="Robosuite">The robosuite package folder: the one that has <c>models/assets</c>.</param>
public sealed record LiberoFolders(string Libero, string Robosuite)
{
    private const string LiberoSource = "github.com/Lifelong-Robot-Learning/LIBERO, commit 8f1084e";
    private const string RobosuiteSource = "the Python package robosuite, version 1.4.0 or 1.4.1";

    // Hashes of the two files in which the releases differ.
    private static readonly Dictionary<string, string> releases = new()
    {
        ["51e3a4a6d54bcaf77e9d36a27372b871728590eedf53d4fd0e195525950eb988"] = "1.4.0",
        ["263c0f9abacbc8686027ec5545bee144481cbcf5cc74aa421cbe3227030cd95e"] = "1.4.1",
    };

    /// <summary>Checks that both folders are what they should be.</summary>
    /// <exception cref="LiberoException">One is not; the message says what was expected there and where it comes from.</exception>
    public static LiberoFolders Open(string? libero, string? robosuite)
    {
        if (string.IsNullOrEmpty(libero)) throw new LiberoException($"LIBERO's folder is not known: give --libero DIR or set OFT_LIBERO to the root of a clone ({LiberoSource}).");
        if (string.IsNullOrEmpty(robosuite)) throw new LiberoException($"robosuite's folder is not known: give --robosuite DIR or set OFT_ROBOSUITE to the folder of {RobosuiteSource}.");
        var folders = new LiberoFolders(Tidy(libero), Tidy(robosuite));
        foreach (var part in (string[])["assets", "bddl_files", "init_files"])
            if (!Directory.Exists(folders.InLibero(part))) throw new LiberoException($"{folders.InLibero(part)} is missing: expected the root of a LIBERO clone ({LiberoSource}).");
        folders.RobosuiteAsset("base.xml");
        return folders;
    }

    /// <summary>Which robosuite release the folder holds, by the robot's file; null when it is another.</summary>
    public string? RobosuiteVersion
    {
        get
        {
            using var stream = File.OpenRead(RobosuiteAsset("robots/panda/robot.xml"));
            return releases.GetValueOrDefault(Convert.ToHexStringLower(SHA256.HashData(stream)));
        }
    }

    /// <summary>A file of LIBERO's assets.</summary>
    /// <exception cref="LiberoException">It is not there.</exception>
    public string LiberoAsset(string path) => Existing(InLibero("assets/" + path), LiberoSource);

    /// <summary>A file of robosuite's assets.</summary>
    /// <exception cref="LiberoException">It is not there.</exception>
    public string RobosuiteAsset(string path) => Existing($"{Robosuite}/models/assets/{path}", RobosuiteSource);

    /// <summary>The description of a task.</summary>
    /// <exception cref="LiberoException">It is not there.</exception>
    public string Bddl(string suite, string task) => Existing(InLibero($"bddl_files/{suite}/{task}.bddl"), LiberoSource);

    /// <summary>The initial states of a task.</summary>
    /// <exception cref="LiberoException">It is not there.</exception>
    public string InitStates(string suite, string task) => Existing(InLibero($"init_files/{suite}/{task}.pruned_init"), LiberoSource);

    /// <summary>The path of a mesh or picture that an XML file names; whether it is there is asked later, since a scene does not keep all.</summary>
    /// <param name="from">The folder of the file that names it.</param>
    /// <param name="file">As it is written there.</param>
    /// <exception cref="LiberoException">It lies outside both folders.</exception>
    internal string Referenced(string from, string file)
    {
        // Upstream joins without tidying (robosuite/models/base.py, resolve_asset_dependency), and the composed text keeps that form.
        var joined = Path.IsPathRooted(file) ? file : $"{from}/{file}";
        return SourceOf(joined) is not null ? joined : throw new LiberoException($"an XML file in {from} names '{file}', which lies outside {Libero} and {Robosuite}.");
    }

    /// <summary>A mesh or picture that a scene keeps.</summary>
    /// <exception cref="LiberoException">It is not there.</exception>
    internal string Kept(string file) => Existing(Path.GetFullPath(file), SourceOf(file) ?? LiberoSource);

    private string? SourceOf(string file)
    {
        var full = Path.GetFullPath(file);
        return full.StartsWith(Libero + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? LiberoSource
            : full.StartsWith(Robosuite + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? RobosuiteSource : null;
    }

    private static string Tidy(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    private string InLibero(string path) => $"{Libero}/libero/libero/{path}";

    private static string Existing(string file, string source) =>
        File.Exists(file) ? file : throw new LiberoException($"{file} is missing; it comes with {source}.");
}
