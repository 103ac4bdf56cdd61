using System.Text.Json;

namespace Oft.Lab.Verification;

/// <summary>A layout made of groups, as most are: each kind of check is one function.</summary>
/// <remarks>
/// Before a group runs: an unknown check fails by name, a missing need skips with its reason, another version's values are left out, and
/// an optional group whose check is not offered is only mentioned.
/// </remarks>
public abstract class GroupedLayout : IVerifyLayout
{
    private readonly Dictionary<string, Action<VerifyGroup, GroupReport>> checks = [];
    private readonly Dictionary<string, Func<string?>> versions = [];

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public void Run(VerifyFolder folder, VerifyRun run)
    {
        try
        {
            foreach (var group in folder.Groups) Run(group, run);
        }
        finally
        {
            Finish();
        }
    }

    /// <summary>Called after the last group of a folder, to give back what groups shared.</summary>
    protected virtual void Finish()
    {
    }

    /// <summary>Registers a check that looks at its cases one by one.</summary>
    protected void Each(string check, Action<VerifyCase, CaseReport> compare) => checks.Add(check, (group, report) =>
    {
        var step = 0;
        foreach (var one in group.Cases())
            report.Case(one.Name, x => compare(one, x), optional: group.Optional || OptionalLists.Any(list => group.Lists(list, one)), step: step++);
    });

    /// <summary>Registers a check that finds its cases itself and reports each.</summary>
    protected void Whole(string check, Action<VerifyGroup, GroupReport> compare) => checks.Add(check, compare);

    /// <summary>Registers a kind of check known by name and not offered: right only in optional groups.</summary>
    protected void NotOffered(string check, string reason) => Whole(check, (_, _) => throw new NotOfferedException(reason));

    /// <summary>Registers how a version that <c>when</c> asks for is found; null where the thing is absent.</summary>
    protected void Version(string of, Func<string?> version) => versions.Add(of, version);

    private static readonly string[] OptionalLists = ["optional_cases", "slow_cases", "may_refuse"];

    private void Run(VerifyGroup group, VerifyRun run)
    {
        if (!checks.TryGetValue(group.Check, out var check))
        {
            if (group.Optional) run.Note(group.Name, $"optional, not offered: check '{group.Check}'");
            else run.Fail($"{group.Name}: check '{group.Check}' is not known in layout '{Name}'; known: {string.Join(", ", checks.Keys.Order(StringComparer.Ordinal))}");
            return;
        }
        var report = new GroupReport(group.Name, group.Equality);
        try
        {
            if (MissingNeed(group) is { } missing)
            {
                run.Skip(group.Name, group.CaseCount, missing);
                return;
            }
            if (OtherVersion(group) is { } other)
            {
                run.Note(group.Name, other);
                return;
            }
            check(group, report);
        }
        catch (NotOfferedException e) when (group.Optional)
        {
            run.Note(group.Name, $"optional, not offered: {e.Message}");
            return;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            report.Fail($"{e.GetType().Name}: {e.Message}");
        }
        if (report is { Checked: 0, Failed: 0, NotOffered: 0 }) report.Fail("no case was checked");
        run.Add(report);
    }

    private static string? MissingNeed(VerifyGroup group)
    {
        foreach (var name in group.Json.Texts("needs"))
        {
            var need = group.Folder.Needs.FirstOrDefault(x => x.Name == name) ?? throw new VerifyException($"the folder says nothing of the need '{name}'.");
            if (need.Missing is not null) return need.Missing;
        }
        return null;
    }

    private string? OtherVersion(VerifyGroup group)
    {
        foreach (var condition in group.Json.Member("when") is { } when ? when.EnumerateObject() : default)
        {
            var have = group.Folder.Needs.FirstOrDefault(x => x.Name == condition.Name) is { } need ? need.Version
                : versions.TryGetValue(condition.Name, out var version) ? version()
                : throw new VerifyException($"'when' asks for the version of '{condition.Name}', which is not known here.");
            List<string> wanted = condition.Value.ValueKind == JsonValueKind.Array ? [.. condition.Value.EnumerateArray().Select(x => x.GetString()!)] : [condition.Value.GetString()!];
            if (have is null || !wanted.Any(x => have == x || have.StartsWith(x + ".", StringComparison.Ordinal)))
                return $"holds for {condition.Name} {string.Join(", ", wanted)}; here it is {have ?? "unknown"}";
        }
        return null;
    }
}
