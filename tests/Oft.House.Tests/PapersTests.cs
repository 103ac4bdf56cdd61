using System.Text.RegularExpressions;

namespace Oft.House.Tests;

public partial class PapersTests
{
    private static readonly string[] folders = ["lib", "tests", "notebooks", "environment", "data-manifests", ".ci"];

    public static TheoryData<string> Papers =>
        [.. new[] { "." }.Concat(folders).SelectMany(folder => Tracked(folder, folder == "." ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories, "*.md"))];

    [Theory]
    [MemberData(nameof(Papers))]
    public void Every_path_that_a_paper_names_exists(string paper)
    {
        var text = File.ReadAllText(Path.Combine(Need.Root, paper));
        var named = InTicks().Matches(text).Select(match => match.Groups[1].Value)
            .Concat(Links().Matches(text).Select(match => match.Groups[1].Value));
        var missing = named.Where(path => !Path.Exists(Path.Combine(Need.Root, path)) && !Path.Exists(Path.Combine(Need.Root, Path.GetDirectoryName(paper)!, path)));
        Assert.Empty(missing.Distinct());
    }

    [Fact]
    public void The_root_holds_what_the_house_style_names_and_nothing_else()
    {
        string[] known = ["notebooks", "lib", "data-manifests", "tests", "environment", "OftNotebooks.sln", "README.md", "LICENSE", "NOTICES.md", "out"];
        var found = Directory.EnumerateFileSystemEntries(Need.Root).Select(Path.GetFileName).Where(name => !name!.StartsWith('.'));
        Assert.Empty(found.Except(known));
    }

    [Fact]
    public void No_source_names_a_path_of_somebodys_machine_or_a_package_feed()
    {
        var speaking = folders.SelectMany(folder => Tracked(folder, SearchOption.AllDirectories, "*"))
            .Where(file => Path.GetExtension(file) is ".cs" or ".sh" or ".md" or ".props" or ".csproj" or ".cpp" or ".h" or ".txt" or ".json" or ".py" or ".ipynb")
            .Where(file => Private().IsMatch(File.ReadAllText(Path.Combine(Need.Root, file))));
        Assert.Empty(speaking);
    }

    private static IEnumerable<string> Tracked(string folder, SearchOption depth, string pattern)
    {
        var start = Path.Combine(Need.Root, folder);
        return !Directory.Exists(start) ? [] : Directory.GetFiles(start, pattern, depth)
            .Select(file => Path.GetRelativePath(Need.Root, file))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "build" or "out" or "node_modules"));
    }

    // A path in back ticks that begins with one of the house's folders and holds no placeholder.
    [GeneratedRegex(@"`((?:lib|tests|notebooks|environment|data-manifests)/[A-Za-z0-9_./-]+)`")]
    private static partial Regex InTicks();

    [GeneratedRegex(@"\]\((?!https?:|#|mailto:)([^)#]+)\)")]
    private static partial Regex Links();

    // Written in parts, so that this file does not find itself.
    [GeneratedRegex("[\"'` (](/ro" + "ot/|/ho" + "me/|/wo" + "rk/)|https?://[a-z0-9.-]*(nu" + "get|py" + "pi|npm" + "js)")]
    private static partial Regex Private();
}
