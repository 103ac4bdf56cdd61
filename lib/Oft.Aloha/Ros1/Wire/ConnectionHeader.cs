using System.Buffers.Binary;
using System.Text;
using Oft.Aloha.Ros1.Types;

namespace Oft.Aloha.Ros1.Wire;

/// <summary>The block of <c>key=value</c> fields that opens a TCPROS connection in either direction.</summary>
/// <remarks>
/// <code>
/// total length │ length, "key=value" │ length, "key=value" │ …        lengths are uint32, little-endian
/// </code>
/// </remarks>
public sealed class ConnectionHeader
{
    /// <summary>Bytes of the largest block that is read; rospy sends two thousand, definitions included.</summary>
    public const int Limit = 1 << 20;

    private ConnectionHeader(IReadOnlyList<KeyValuePair<string, string>> fields, string? fault) => (Fields, Fault) = (fields, fault);

    /// <summary>A header of these fields.</summary>
    public ConnectionHeader(params IEnumerable<(string Key, string Value)> fields) : this([.. fields.Select(x => KeyValuePair.Create(x.Key, x.Value))], null)
    {
    }

    /// <summary>In the order they came.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; }

    /// <summary>What is wrong with the block, in words; null where it is sound.</summary>
    public string? Fault { get; }

    /// <summary>The last value of a field, or null.</summary>
    public string? this[string key] => Fields.LastOrDefault(x => x.Key == key).Value;

    /// <summary>The value of a field.</summary>
    /// <exception cref="RosFormatException">The block is damaged or has no such field.</exception>
    public string Required(string key) => Fault is not null ? throw new RosFormatException($"connection header: {Fault}.")
        : this[key] ?? throw new RosFormatException($"connection header: there is no field '{key}'; it has {string.Join(", ", Fields.Select(x => x.Key).Take(12))}.");

    /// <summary>Reads the fields of a block, without its leading length. What cannot be a field is kept as a key without a value and named in <see cref="Fault"/>.</summary>
    public static ConnectionHeader Parse(ReadOnlySpan<byte> block)
    {
        var fields = new List<KeyValuePair<string, string>>();
        string? fault = null;
        var at = 0;
        while (at < block.Length)
        {
            if (block.Length - at < 4) return new(fields, fault ?? $"{block.Length - at} bytes are left where a length was expected");
            var length = BinaryPrimitives.ReadUInt32LittleEndian(block[at..]);
            at += 4;
            if (length > block.Length - at) fault ??= $"a field announces {length} bytes, {block.Length - at} are left";
            var field = Encoding.UTF8.GetString(block.Slice(at, (int)Math.Min(length, block.Length - at)));
            at += (int)Math.Min(length, block.Length - at);
            var equals = field.IndexOf('=');
            if (equals < 0) fault ??= $"field '{field[..Math.Min(field.Length, 40)]}' has no '='";
            fields.Add(equals < 0 ? KeyValuePair.Create(field, "") : KeyValuePair.Create(field[..equals], field[(equals + 1)..]));
        }
        return new(fields, fault);
    }

    /// <summary>The block with its leading length.</summary>
    public byte[] ToBytes()
    {
        var writer = new RosWriter();
        writer.Value(0u);
        foreach (var (key, value) in Fields) writer.Text($"{key}={value}");
        var bytes = writer.Written.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)bytes.Length - 4);
        return bytes;
    }
}
