using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Ros1.Messages;

// Written by MessageGenerator from rosgraph_msgs/Log.msg.
/// <summary>rosgraph_msgs/Log.</summary>
public sealed record Log : IRosMessage<Log>
{
    /// <inheritdoc/>
    public static RosType Type { get; } = RosCatalog.House.TypeOf("rosgraph_msgs/Log");

    /// <summary>byte DEBUG.</summary>
    public const sbyte Debug = 1;

    /// <summary>byte INFO.</summary>
    public const sbyte Info = 2;

    /// <summary>byte WARN.</summary>
    public const sbyte Warn = 4;

    /// <summary>byte ERROR.</summary>
    public const sbyte Error = 8;

    /// <summary>byte FATAL.</summary>
    public const sbyte Fatal = 16;

    /// <summary>std_msgs/Header header.</summary>
    public Header Header { get; init; } = new();

    /// <summary>byte level.</summary>
    public sbyte Level { get; init; }

    /// <summary>string name.</summary>
    public string Name { get; init; } = "";

    /// <summary>string msg.</summary>
    public string Msg { get; init; } = "";

    /// <summary>string file.</summary>
    public string File { get; init; } = "";

    /// <summary>string function.</summary>
    public string Function { get; init; } = "";

    /// <summary>uint32 line.</summary>
    public uint Line { get; init; }

    /// <summary>string[] topics.</summary>
    public string[] Topics { get; init; } = [];

    /// <inheritdoc/>
    public static Log Read(ref RosReader reader) => new()
    {
        Header = Header.Read(ref reader),
        Level = reader.Value<sbyte>(),
        Name = reader.Text(),
        Msg = reader.Text(),
        File = reader.Text(),
        Function = reader.Text(),
        Line = reader.Value<uint>(),
        Topics = reader.Texts(),
    };

    /// <inheritdoc/>
    public void Write(RosWriter writer)
    {
        Header.Write(writer);
        writer.Value(Level);
        writer.Text(Name);
        writer.Text(Msg);
        writer.Text(File);
        writer.Text(Function);
        writer.Value(Line);
        writer.Texts(Topics);
    }
}
