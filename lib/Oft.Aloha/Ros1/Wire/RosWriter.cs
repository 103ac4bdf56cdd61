using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Oft.Aloha.Ros1.Types;

namespace Oft.Aloha.Ros1.Wire;

/// <summary>Writes ROS 1's little-endian fields into a buffer that is used again.</summary>
public sealed class RosWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new(256);

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => buffer.WrittenMemory;

    /// <summary>Starts over, keeping the room.</summary>
    public void Clear() => buffer.ResetWrittenCount();

    /// <summary>A message's body.</summary>
    public static byte[] Body<T>(T message) where T : IRosMessage<T>
    {
        var writer = new RosWriter();
        message.Write(writer);
        return writer.Written.ToArray();
    }

    /// <summary>One number of a fixed width.</summary>
    public void Value<T>(T value) where T : unmanaged
    {
        MemoryMarshal.Write(buffer.GetSpan(Unsafe.SizeOf<T>()), value);
        buffer.Advance(Unsafe.SizeOf<T>());
    }

    /// <summary>One byte.</summary>
    public void Bool(bool value) => Value((byte)(value ? 1 : 0));

    /// <summary>Count, then UTF-8.</summary>
    public void Text(string text)
    {
        var count = Encoding.UTF8.GetByteCount(text);
        Value((uint)count);
        Encoding.UTF8.GetBytes(text, buffer.GetSpan(count));
        buffer.Advance(count);
    }

    /// <summary>A moment.</summary>
    public void Time(RosTime time)
    {
        Value(time.Seconds);
        Value(time.Nanoseconds);
    }

    /// <summary>A span.</summary>
    public void Duration(RosDuration duration)
    {
        Value(duration.Seconds);
        Value(duration.Nanoseconds);
    }

    /// <summary>Numbers: count (unless it is fixed), then values.</summary>
    /// <exception cref="RosFormatException">A fixed length is another.</exception>
    public void Array<T>(ReadOnlySpan<T> values, int? length = null) where T : unmanaged
    {
        Begin(values.Length, length);
        buffer.Write(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Texts.</summary>
    public void Texts(ReadOnlySpan<string> texts, int? length = null)
    {
        Begin(texts.Length, length);
        foreach (var text in texts) Text(text);
    }

    /// <summary>Messages.</summary>
    public void Messages<T>(ReadOnlySpan<T> messages, int? length = null) where T : IRosMessage<T>
    {
        Begin(messages.Length, length);
        foreach (var message in messages) message.Write(this);
    }

    /// <summary>The count of an array, or nothing where the length is fixed.</summary>
    public void Begin(int count, int? length)
    {
        if (length is null) Value((uint)count);
        else if (length != count) throw new RosFormatException($"an array of fixed length {length} has {count} elements.");
    }

    /// <summary>Overwrites the first number, which a publisher counts.</summary>
    public static void Number(Span<byte> body, uint sequence) => BinaryPrimitives.WriteUInt32LittleEndian(body, sequence);
}
