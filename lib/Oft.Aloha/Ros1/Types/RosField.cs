namespace Oft.Aloha.Ros1.Types;

/// <summary>One field of a message.</summary>
/// <param name="Type">A built-in type or <c>package/Name</c>, without brackets.</param>
/// <param name="Name">As the definition spells it.</param>
/// <param name="IsArray">True with brackets.</param>
/// <param name="Length">What stands in the brackets; null for a variable length.</param>
public sealed record RosField(string Type, string Name, bool IsArray, int? Length)
{
    /// <summary>Bytes of one value of each built-in type with a fixed width.</summary>
    public static IReadOnlyDictionary<string, int> Widths { get; } = new Dictionary<string, int>
    {
        ["bool"] = 1, ["int8"] = 1, ["uint8"] = 1, ["byte"] = 1, ["char"] = 1, ["int16"] = 2, ["uint16"] = 2, ["int32"] = 4, ["uint32"] = 4,
        ["int64"] = 8, ["uint64"] = 8, ["float32"] = 4, ["float64"] = 8, ["time"] = 8, ["duration"] = 8,
    };

    /// <summary>True for a type of ROS itself, false for a message.</summary>
    public bool IsBuiltIn => Type == "string" || Widths.ContainsKey(Type);

    /// <summary>Brackets as written.</summary>
    public string Brackets => !IsArray ? "" : Length is { } length ? $"[{length}]" : "[]";
}
