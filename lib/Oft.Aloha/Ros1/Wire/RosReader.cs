using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Oft.Aloha.Ros1.Types;

namespace Oft.Aloha.Ros1.Wire;

/// <summary>Reads ROS 1's little-endian fields. A count is held against the bytes that are there before anything is made for it.</summary>
public ref struct RosReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>Bytes left.</summary>
    public readonly int Remaining => bytes.Length - Position;

    /// <summary>One number of a fixed width.</summary>
    /// <exception cref="RosFormatException">The bytes end before it does.</exception>
    public T Value<T>() where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("ROS 1 messages are read on little-endian machines only.");
        return MemoryMarshal.Read<T>(Take(Unsafe.SizeOf<T>(), "a number"));
    }

    /// <summary>One byte, anything but 0 is true.</summary>
    public bool Bool() => Value<byte>() != 0;

    /// <summary>A text: count, then UTF-8.</summary>
    public string Text() => Encoding.UTF8.GetString(Take(Count(1, "a text"), "a text"));

    /// <summary>A moment.</summary>
    public RosTime Time() => new(Value<uint>(), Value<uint>());

    /// <summary>A span.</summary>
    public RosDuration Duration() => new(Value<int>(), Value<int>());

    /// <summary>An array of numbers: count (unless it is fixed), then values.</summary>
    public T[] Array<T>(int? length = null) where T : unmanaged
    {
        var width = Unsafe.SizeOf<T>();
        var count = length ?? Count(width, $"an array of {typeof(T).Name}");
        return MemoryMarshal.Cast<byte, T>(Take(checked(count * width), $"an array of {typeof(T).Name}")).ToArray();
    }

    /// <summary>An array of bytes without a copy.</summary>
    public ReadOnlySpan<byte> Bytes() => Take(Count(1, "bytes"), "bytes");

    /// <summary>An array of texts.</summary>
    public string[] Texts(int? length = null)
    {
        var texts = new string[length ?? Count(4, "an array of texts")];
        for (var i = 0; i < texts.Length; i++) texts[i] = Text();
        return texts;
    }

    /// <summary>An array of messages.</summary>
    public T[] Messages<T>(int? length = null) where T : IRosMessage<T>
    {
        var messages = new T[length ?? Count(1, $"an array of {typeof(T).Name}")];
        for (var i = 0; i < messages.Length; i++) messages[i] = T.Read(ref this);
        return messages;
    }

    /// <summary>A count of elements that take at least <paramref name="width"/> bytes each.</summary>
    /// <exception cref="RosFormatException">More are announced than can be there.</exception>
    public int Count(int width, string what)
    {
        var count = BinaryPrimitives.ReadUInt32LittleEndian(Take(4, "a count"));
        if (count * (long)width > Remaining) throw new RosFormatException($"{what} announces {count} elements of {width} bytes; {Remaining} bytes are left.");
        return (int)count;
    }

    private ReadOnlySpan<byte> Take(int count, string what)
    {
        if (count > Remaining) throw new RosFormatException($"{what} needs {count} bytes at {Position}; {Remaining} are left.");
        var taken = bytes.Slice(Position, count);
        Position += count;
        return taken;
    }
}
