using System.Text;
using Oft.Aloha.Ros1.Types;

namespace Oft.Aloha.Ros1.Generation;

/// <summary>Writes a C# type for a message, and three for a service: the service, its request, its response.</summary>
/// <remarks>What it writes for <see cref="Typed"/> is committed under <c>Ros1/Messages</c>; a test holds the files to it, <c>oft aloha messages</c> writes them.</remarks>
public static class MessageGenerator
{
    /// <summary>Messages and services that have C# types: the robot's graph and what it is made of.</summary>
    public static IReadOnlyList<string> Typed { get; } =
    [
        "std_msgs/Header", "std_msgs/String", "sensor_msgs/JointState", "sensor_msgs/Image", "sensor_msgs/CompressedImage", "rosgraph_msgs/Log", "rosgraph_msgs/Clock",
        "trajectory_msgs/JointTrajectoryPoint", "trajectory_msgs/JointTrajectory", "interbotix_xs_msgs/JointGroupCommand", "interbotix_xs_msgs/JointSingleCommand",
        "interbotix_xs_msgs/JointTrajectoryCommand", "interbotix_xs_msgs/JointTemps", "interbotix_xs_msgs/TorqueEnable", "interbotix_xs_msgs/Reboot",
        "interbotix_xs_msgs/OperatingModes", "interbotix_xs_msgs/RegisterValues", "interbotix_xs_msgs/RobotInfo", "interbotix_xs_msgs/MotorGains", "std_srvs/Trigger",
    ];

    // A reader of texts would stumble over the message of that name.
    private static readonly Dictionary<string, string> names = new() { ["std_msgs/String"] = "StringMessage" };

    /// <summary>File names and their text for a list of types.</summary>
    public static IReadOnlyDictionary<string, string> Files(RosCatalog catalog, IEnumerable<string> types)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var type in types)
        {
            if (catalog.HasMessage(type)) files[$"{ClassName(type)}.cs"] = Message(ClassName(type), catalog.Message(type), $"RosCatalog.House.TypeOf(\"{type}\")", ".msg");
            if (!catalog.HasService(type)) continue;
            var service = catalog.Service(type);
            files[$"{ClassName(type)}.cs"] = Service(type);
            files[$"{ClassName(type)}Request.cs"] = Message(ClassName(type) + "Request", service.Request, $"{ClassName(type)}.Type", ".srv");
            files[$"{ClassName(type)}Response.cs"] = Message(ClassName(type) + "Response", service.Response, $"{ClassName(type)}.Type", ".srv");
        }
        return files;
    }

    private static string Service(string type) => $$"""
        using Oft.Aloha.Ros1.Types;

        namespace Oft.Aloha.Ros1.Messages;

        // Written by MessageGenerator from {{type}}.srv.
        /// <summary>The service {{type}}.</summary>
        public sealed class {{ClassName(type)}} : IRosService
        {
            private {{ClassName(type)}}()
            {
            }

            /// <inheritdoc/>
            public static RosType Type { get; } = RosCatalog.House.ServiceType("{{type}}");
        }

        """;

    private static string Message(string name, RosDefinition definition, string type, string extension)
    {
        var text = new StringBuilder($$"""
            using Oft.Aloha.Ros1.Types;
            using Oft.Aloha.Ros1.Wire;

            namespace Oft.Aloha.Ros1.Messages;

            // Written by MessageGenerator from {{definition.Name}}{{extension}}.
            /// <summary>{{definition.Name}}{{(name.EndsWith("Request", StringComparison.Ordinal) ? ", what is asked" : name.EndsWith("Response", StringComparison.Ordinal) ? ", what is answered" : "")}}.</summary>
            public sealed record {{name}} : IRosMessage<{{name}}>
            {
                /// <inheritdoc/>
                public static RosType Type { get; } = {{type}};

            """);
        foreach (var constant in definition.Constants)
            text.Append($"\n    /// <summary>{constant.Type} {constant.Name}.</summary>\n    public const {Native(constant.Type)} {Pascal(constant.Name)} = {(constant.Type == "string" ? $"\"{constant.Value}\"" : constant.Value)};\n");
        foreach (var field in definition.Fields)
            text.Append($"\n    /// <summary>{field.Type}{field.Brackets} {field.Name}.</summary>\n    public {Declared(field)} {Property(field.Name)} {{ get; init; }}{Default(field)}\n");
        text.Append($"\n    /// <inheritdoc/>\n    public static {name} Read(ref RosReader reader) => new(){(definition.Fields.Count == 0 ? ";\n" : "\n    {\n")}");
        foreach (var field in definition.Fields) text.Append($"        {Property(field.Name)} = {Reading(field)},\n");
        if (definition.Fields.Count > 0) text.Append("    };\n");
        text.Append("\n    /// <inheritdoc/>\n    public void Write(RosWriter writer)\n    {\n");
        foreach (var field in definition.Fields) text.Append($"        {Writing(field, Property(field.Name))};\n");
        return text.Append("    }\n}\n").ToString();

        // A member cannot have its type's name.
        string Property(string field) => Pascal(field) == name ? "Value" : Pascal(field);
    }

    private static string ClassName(string type) => names.TryGetValue(type, out var name) ? name : type.Split('/')[1];

    private static string Pascal(string name) => string.Concat(name.ToLowerInvariant() == name || !name.Any(char.IsLower)
        ? name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(x => char.ToUpperInvariant(x[0]) + x[1..].ToLowerInvariant())
        : [char.ToUpperInvariant(name[0]) + name[1..]]);

    private static string Native(string type) => type switch
    {
        "bool" => "bool", "int8" or "byte" => "sbyte", "uint8" or "char" => "byte", "int16" => "short", "uint16" => "ushort", "int32" => "int", "uint32" => "uint",
        "int64" => "long", "uint64" => "ulong", "float32" => "float", "float64" => "double", "string" => "string", "time" => "RosTime", "duration" => "RosDuration",
        _ => ClassName(type),
    };

    private static string Declared(RosField field) => Native(field.Type) + (field.IsArray ? "[]" : "");

    private static string Default(RosField field) => field.IsArray ? field.Length is { } length ? $" = new {Native(field.Type)}[{length}];" : " = [];"
        : field.Type == "string" ? " = \"\";" : field.IsBuiltIn ? "" : " = new();";

    private static string Reading(RosField field) => (field.IsArray, field.Type) switch
    {
        (false, "bool") => "reader.Bool()",
        (false, "string") => "reader.Text()",
        (false, "time") => "reader.Time()",
        (false, "duration") => "reader.Duration()",
        (false, _) => field.IsBuiltIn ? $"reader.Value<{Native(field.Type)}>()" : $"{ClassName(field.Type)}.Read(ref reader)",
        (true, "string") => $"reader.Texts({field.Length})",
        (true, _) => field.IsBuiltIn ? $"reader.Array<{Native(field.Type)}>({field.Length})" : $"reader.Messages<{ClassName(field.Type)}>({field.Length})",
    };

    private static string Writing(RosField field, string name)
    {
        var length = field.Length is { } fixedLength ? $", {fixedLength}" : "";
        return (field.IsArray, field.Type) switch
        {
            (false, "bool") => $"writer.Bool({name})",
            (false, "string") => $"writer.Text({name})",
            (false, "time") => $"writer.Time({name})",
            (false, "duration") => $"writer.Duration({name})",
            (false, _) => field.IsBuiltIn ? $"writer.Value({name})" : $"{name}.Write(writer)",
            (true, "string") => $"writer.Texts({name}{length})",
            (true, _) => field.IsBuiltIn ? $"writer.Array<{Native(field.Type)}>({name}{length})" : $"writer.Messages<{ClassName(field.Type)}>({name}{length})",
        };
    }
}
