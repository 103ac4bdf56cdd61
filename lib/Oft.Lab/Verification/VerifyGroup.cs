using System.Text.Json;
using Oft.Formats.Safetensors;

namespace Oft.Lab.Verification;

/// <summary>One group of a verify.json: the kind of check, its cases, and how equal is equal.</summary>
public sealed class VerifyGroup
{
    internal VerifyGroup(VerifyFolder folder, JsonElement json)
    {
        (Folder, Json) = (folder, json);
        Name = json.Text("name") ?? throw new VerifyException("a group has no name.");
        Check = json.Text("check") ?? throw new VerifyException($"group '{Name}' names no check.");
        Equality = json.Member("equality") is { } rule ? EqualityRule.Parse(rule) : throw new VerifyException($"group '{Name}' says nothing about equality.");
        CaseCount = json.Member("cases") is { ValueKind: JsonValueKind.Number } cases ? cases.GetInt32() : throw new VerifyException($"group '{Name}' says nothing about its cases.");
        Optional = json.Flag("optional");
    }

    /// <summary>The folder it is of.</summary>
    public VerifyFolder Folder { get; }

    /// <summary>All its members; those not named here belong to its kind.</summary>
    public JsonElement Json { get; }

    /// <summary>For the result line.</summary>
    public string Name { get; }

    /// <summary>The kind of check.</summary>
    public string Check { get; }

    /// <summary>How equal is equal.</summary>
    public EqualityRule Equality { get; }

    /// <summary>Cases it says it has.</summary>
    public int CaseCount { get; }

    /// <summary>True where not offering it is no fault.</summary>
    public bool Optional { get; }

    /// <summary>The cases of its index.</summary>
    /// <exception cref="VerifyException">Their number is not the one it states.</exception>
    public IReadOnlyList<VerifyCase> Cases()
    {
        var index = Json.Text("index") ?? throw new VerifyException($"group '{Name}' has no index.");
        var cases = CasePath.Walk(Folder.Document(index), Json.Text("cases_at") ?? "/*").Select(x => new VerifyCase(this, x.Value, x.Stars)).ToList();
        if (cases.Count != CaseCount && Json.Member("cases_where") is null)
            throw new VerifyException($"group '{Name}' states {CaseCount} cases; {index} has {cases.Count}.");
        return cases;
    }

    /// <summary>The safetensors file of its arrays; its name may hold placeholders of the case.</summary>
    public SafetensorsFile TensorFile(VerifyCase? of = null)
    {
        var pattern = Json.Member("tensors")?.Text("file") ?? throw new VerifyException($"group '{Name}' has no tensors.");
        var names = of is null ? [pattern] : CasePattern.Expand(pattern, of.Value, of.Stars);
        return names is [var name] ? Folder.Tensors(name) : throw new VerifyException($"group '{Name}': '{pattern}' names {names.Count} files.");
    }

    /// <summary>True where a list of this group (<c>optional_cases</c>, <c>slow_cases</c>, <c>may_refuse</c>) names the case.</summary>
    public bool Lists(string list, VerifyCase of) => Json.Texts(list).Intersect(of.Names).Any();
}
