using System.Text.Json;

namespace Oft.Lab.Verification.Training;

/// <summary>What a run says about itself beside its numbers: names, shapes and counts. All of it is exact.</summary>
/// <param name="name">The recorded member.</param>
/// <param name="own">Lines that must be equal, in any order.</param>
internal sealed class RunFact(string name, IEnumerable<string> own)
{
    /// <summary>Compares with the recorded member: a list of names, a table of shapes, or a count.</summary>
    public void Compare(JsonElement recorded, CaseReport report)
    {
        var theirs = recorded.ValueKind switch
        {
            JsonValueKind.Object => recorded.EnumerateObject().Select(member => $"{member.Name} [{string.Join(", ", member.Value.EnumerateArray().Select(size => size.GetInt64()))}]"),
            JsonValueKind.Array => recorded.EnumerateArray().Select(value => value.GetString()!),
            _ => [recorded.GetRawText()],
        };
        report.Equal(name, [.. theirs.Order(StringComparer.Ordinal)], (IReadOnlyList<string>)[.. own.Order(StringComparer.Ordinal)]);
    }
}
