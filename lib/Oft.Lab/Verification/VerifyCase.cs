using System.Text.Json;

namespace Oft.Lab.Verification;

/// <summary>One case of a group: what the index says of it, and the files and arrays that belong to it.</summary>
/// <param name="Group">The group it is of.</param>
/// <param name="Value">Its member of the index.</param>
/// <param name="Stars">What the stars of <c>cases_at</c> matched.</param>
public sealed record VerifyCase(VerifyGroup Group, JsonElement Value, IReadOnlyList<string> Stars)
{
    /// <summary>For messages and for lists such as <c>optional_cases</c>: its key, else its <c>name</c> or <c>file</c>, else its number.</summary>
    public string Name => Names.First();

    /// <summary>Every name by which a list may mean it.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            var number = Stars.Count > 0 && Stars[^1].All(char.IsAsciiDigit);
            if (Stars.Count > 0 && !number) yield return Stars[^1];
            foreach (var member in (string[])["name", "file"])
                if (Value.Text(member) is { } text) yield return text;
            yield return Stars.Count > 0 ? string.Join("/", Stars) : Group.Name;
        }
    }

    /// <summary>The files a pattern of <c>data</c> stands for; none where a field of it is null or absent.</summary>
    public IReadOnlyList<string> Files(string data) => Group.Json.Member("data")?.Text(data) is { } pattern
        ? [.. CasePattern.Expand(pattern, Value, Stars).Select(x => Group.Folder[x])]
        : throw new VerifyException($"group '{Group.Name}' has no data '{data}'.");

    /// <summary>The one file a pattern of <c>data</c> stands for.</summary>
    public string File(string data) => Files(data) is [var file] ? file : throw new VerifyException($"case '{Name}': data '{data}' names {Files(data).Count} files; expected one.");

    /// <summary>The arrays a pattern of <c>tensors.keys</c> stands for, with what its free placeholders matched.</summary>
    public IEnumerable<(string Name, IReadOnlyDictionary<string, string> Free)> Tensors(string key)
    {
        var pattern = Group.Json.Member("tensors")?.Member("keys")?.Text(key) ?? throw new VerifyException($"group '{Group.Name}' has no tensors '{key}'.");
        return CasePattern.Match(pattern, Value, Stars, Group.TensorFile(this).Tensors.Keys);
    }
}
