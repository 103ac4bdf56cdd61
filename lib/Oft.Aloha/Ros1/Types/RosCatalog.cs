using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Oft.Aloha.Ros1.Types;

/// <summary>Messages and services by name: those that come with the house, and others added to a catalog of one's own.</summary>
public sealed class RosCatalog
{
    private readonly ConcurrentDictionary<string, RosDefinition> messages = new();
    private readonly ConcurrentDictionary<string, RosService> services = new();

    /// <summary>A catalog with the definitions that come with the house.</summary>
    public RosCatalog()
    {
        var assembly = typeof(RosCatalog).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(x => x.StartsWith("ros/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var name = Path.ChangeExtension(resource[4..], null);
            if (resource.EndsWith(".srv", StringComparison.Ordinal)) services[name] = RosService.Parse(name, reader.ReadToEnd());
            else messages[name] = RosDefinition.Parse(name, reader.ReadToEnd());
        }
    }

    /// <summary>The definitions that come with the house.</summary>
    public static RosCatalog House { get; } = new();

    /// <summary>A service as drivers had it before its definition changed; null where only one definition is known.</summary>
    /// <remarks>RobotInfo had no names at its end before May 2022. Add it to a catalog to talk to such a driver.</remarks>
    public static RosService? OlderDriver(string service) => service is "interbotix_xs_msgs/RobotInfo" && House.Service(service) is var now
        ? now with { Response = RosDefinition.Parse(service, string.Join('\n', now.Response.Text.TrimEnd().Split('\n')[..^1])) }
        : null;

    /// <summary>Names of all messages.</summary>
    public IEnumerable<string> Messages => messages.Keys.Order(StringComparer.Ordinal);

    /// <summary>Names of all services.</summary>
    public IEnumerable<string> Services => services.Keys.Order(StringComparer.Ordinal);

    /// <summary>Adds or replaces a message.</summary>
    public void Add(RosDefinition message) => messages[message.Name] = message;

    /// <summary>Adds or replaces a service, such as the one of an older driver.</summary>
    public void Add(RosService service) => services[service.Name] = service;

    /// <summary>A message by name.</summary>
    /// <exception cref="RosFormatException">It is not known.</exception>
    public RosDefinition Message(string name) => messages.TryGetValue(name, out var found) ? found : throw new RosFormatException($"message '{name}' is not known; known: {string.Join(", ", Messages)}.");

    /// <summary>A service by name.</summary>
    /// <exception cref="RosFormatException">It is not known.</exception>
    public RosService Service(string name) => services.TryGetValue(name, out var found) ? found : throw new RosFormatException($"service '{name}' is not known; known: {string.Join(", ", Services)}.");

    /// <summary>True where the catalog has the message.</summary>
    public bool HasMessage(string name) => messages.ContainsKey(name);

    /// <summary>True where the catalog has the service.</summary>
    public bool HasService(string name) => services.ContainsKey(name);

    /// <summary>The text whose MD5 is the definition's.</summary>
    public string Canonical(RosDefinition definition) => definition.Canonical(name => Md5(Message(name)));

    /// <summary>The sum of a message or of half a service.</summary>
    public string Md5(RosDefinition definition) => Sum(Canonical(definition));

    /// <summary>The sum of a service: over the request's text with the response's right behind it.</summary>
    public string Md5(RosService service) => Sum(Canonical(service.Request) + Canonical(service.Response));

    /// <summary>The type of a message as nodes compare it.</summary>
    public RosType TypeOf(string message) => new(message, Md5(Message(message)), Whole(Message(message)));

    /// <summary>The type of a service as nodes compare it.</summary>
    public RosType ServiceType(string service) => new(service, Md5(Service(service)), "");

    private static string Sum(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));

    // The texts of the messages inside follow the message's own, each behind a line of equals signs.
    private string Whole(RosDefinition definition)
    {
        var (text, seen) = (new StringBuilder(definition.Text), new HashSet<string> { definition.Name });
        Append(definition);
        return text.ToString();

        void Append(RosDefinition outer)
        {
            foreach (var field in outer.Fields.Where(x => !x.IsBuiltIn && seen.Add(x.Type)))
            {
                var inner = Message(field.Type);
                text.Append(new string('=', 80)).Append("\nMSG: ").Append(field.Type).Append('\n').Append(inner.Text);
                Append(inner);
            }
        }
    }
}
