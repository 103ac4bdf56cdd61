namespace Oft.Aloha.Ros1.Types;

/// <summary>A service: a request, a response, and one sum over both texts.</summary>
public sealed record RosService(string Name, RosDefinition Request, RosDefinition Response)
{
    /// <summary>Reads a definition: request, a line of three dashes, response.</summary>
    public static RosService Parse(string name, string text)
    {
        var lines = text.Split('\n');
        var dashes = Array.FindIndex(lines, x => x.Trim() == "---");
        if (dashes < 0) throw new RosFormatException($"{name}: a service needs a line '---' between request and response.");
        return new(name, RosDefinition.Parse(name, string.Join('\n', lines[..dashes])), RosDefinition.Parse(name, string.Join('\n', lines[(dashes + 1)..])));
    }
}
