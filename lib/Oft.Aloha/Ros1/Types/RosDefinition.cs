namespace Oft.Aloha.Ros1.Types;

/// <summary>One message, or one half of a service, as its definition says it.</summary>
/// <param name="Name"><c>package/Name</c>.</param>
/// <param name="Fields">In file order, which is wire order.</param>
/// <param name="Constants">In file order.</param>
/// <param name="Text">The definition itself.</param>
public sealed record RosDefinition(string Name, IReadOnlyList<RosField> Fields, IReadOnlyList<RosConstant> Constants, string Text)
{
    /// <summary>Reads a definition.</summary>
    /// <param name="name"><c>package/Name</c>; types without a package are of the same one, and <c>Header</c> is <c>std_msgs/Header</c>.</param>
    /// <param name="text">Lines of <c>type name</c> and <c>type NAME=value</c>; comments and blank lines are dropped.</param>
    /// <exception cref="RosFormatException">A line is neither.</exception>
    public static RosDefinition Parse(string name, string text)
    {
        var (fields, constants) = (new List<RosField>(), new List<RosConstant>());
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.Split('#')[0].Trim();
            if (line.Length == 0) continue;
            var blank = line.IndexOfAny([' ', '\t']);
            if (blank < 0) throw new RosFormatException($"{name}: '{line}' is neither 'type name' nor 'type NAME=value'.");
            var (type, rest) = (line[..blank], line[blank..].Trim());
            if (type == "string" && rest.Contains('='))
            {
                // A text constant is the rest of its raw line, number signs included.
                var whole = raw.Trim()[6..];
                var at = whole.IndexOf('=');
                constants.Add(new(type, whole[..at].Trim(), whole[(at + 1)..].Trim()));
            }
            else if (rest.IndexOf('=') is var equals and >= 0) constants.Add(new(type, rest[..equals].Trim(), rest[(equals + 1)..].Trim()));
            else fields.Add(Field(name, type, rest));
        }
        return new(name, fields, constants, text);
    }

    /// <summary>The text whose MD5 is the type's: constants, then fields; a message's field by the sum of its type.</summary>
    /// <param name="md5">The sum of another message, by name.</param>
    public string Canonical(Func<string, string> md5) => string.Join('\n',
    [
        .. Constants.Select(x => $"{x.Type} {x.Name}={x.Value}"),
        .. Fields.Select(x => x.IsBuiltIn ? $"{x.Type}{x.Brackets} {x.Name}" : $"{md5(x.Type)} {x.Name}"),
    ]);

    private static RosField Field(string owner, string type, string name)
    {
        var (bare, isArray, length) = (type, false, (int?)null);
        if (type.EndsWith(']') && type.IndexOf('[') is var open and > 0)
        {
            (bare, isArray) = (type[..open], true);
            var inside = type[(open + 1)..^1];
            if (inside.Length > 0) length = int.TryParse(inside, out var count) && count >= 0 ? count : throw new RosFormatException($"{owner}: '{type}' has no length that can be read.");
        }
        if (name.Any(x => !char.IsAsciiLetterOrDigit(x) && x != '_')) throw new RosFormatException($"{owner}: '{name}' is no field name.");
        if (bare is "Header") bare = "std_msgs/Header";
        else if (!bare.Contains('/') && bare != "string" && !RosField.Widths.ContainsKey(bare)) bare = $"{owner.Split('/')[0]}/{bare}";
        return new(bare, name, isArray, length);
    }
}
