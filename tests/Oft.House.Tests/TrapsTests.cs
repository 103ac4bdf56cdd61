using System.Text.RegularExpressions;

namespace Oft.House.Tests;

public partial class TrapsTests
{
    // The specification of the original counts thirty numeric traps; a trap without a test named after it is one that somebody will step into.
    private const int Traps = 30;

    [Fact]
    public void Every_trap_of_the_specification_has_a_test_named_after_it()
    {
        var named = Directory.EnumerateFiles(Path.Combine(Need.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
            .SelectMany(path => Named().Matches(File.ReadAllText(path)).Select(match => int.Parse(match.Groups[1].Value)))
            .ToHashSet();

        Assert.Empty(Enumerable.Range(1, Traps).Except(named));
    }

    [GeneratedRegex(@"public (?:async Task|void) Trap_(\d+)_")]
    private static partial Regex Named();
}
