using System.Text;
using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Contracts;

namespace Oft.Aloha.Recording;

/// <summary>The blocks of a journal as bytes: .NET's own binary form, fields in this order.</summary>
internal static class JournalBlocks
{
    public static byte[] Frame(int view, RobotFrame frame, byte[]? jpeg) => Written(writer =>
    {
        writer.Write((byte)view);
        writer.Write(frame.Number);
        writer.Write(frame.Received);
        writer.Write(frame.Stamp.UtcTicks);
        writer.Write(frame.Image.Width);
        writer.Write(frame.Image.Height);
        writer.Write(jpeg is not null);
        if (jpeg is null) writer.Write(frame.Image.Rgb.Span);
        else writer.Write(jpeg);
    });

    public static byte[] Tick(TickRecord record) => Written(writer =>
    {
        writer.Write(record.Tick);
        writer.Write(record.Time);
        writer.Write(record.Date.UtcTicks);
        writer.Write((byte)record.Mode);
        writer.Write(record.State?.Received ?? 0);
        writer.Write(record.State?.Stamp.UtcTicks ?? 0);
        Numbers(record.State is { } state ? state.Position.Span : default);
        Numbers(record.State is { } moving ? moving.Velocity.Span : default);
        Numbers(record.State is { } pushing ? pushing.Effort.Span : default);
        writer.Write((byte)record.Frames.Count);
        foreach (var frame in record.Frames) writer.Write(frame?.Number ?? 0);
        Numbers(record.Wanted);
        Numbers(record.Sent);
        writer.Write((int)record.Rules);
        writer.Write(record.Chunk);
        writer.Write(record.Element);
        writer.Write(record.Boundary);
        writer.Write(record.Note ?? "");

        void Numbers(ReadOnlySpan<double> values)
        {
            writer.Write((byte)values.Length);
            foreach (var value in values) writer.Write(value);
        }
    });

    public static JournalTick Tick(byte[] payload)
    {
        using var reader = new BinaryReader(new MemoryStream(payload), Encoding.UTF8);
        var (tick, time, date, mode) = (reader.ReadInt64(), reader.ReadInt64(), new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero), (LoopMode)reader.ReadByte());
        var (received, stamp) = (reader.ReadInt64(), reader.ReadInt64());
        var (position, velocity, effort) = (Numbers(), Numbers(), Numbers());
        var frames = new long[reader.ReadByte()];
        for (var i = 0; i < frames.Length; i++) frames[i] = reader.ReadInt64();
        return new(tick, time, date, mode, received, stamp, position, velocity, effort, frames, Numbers(), Numbers(), (GateRule)reader.ReadInt32(), reader.ReadInt64(), reader.ReadInt32(), reader.ReadBoolean(), reader.ReadString());

        double[] Numbers()
        {
            var values = new double[reader.ReadByte()];
            for (var i = 0; i < values.Length; i++) values[i] = reader.ReadDouble();
            return values;
        }
    }

    private static byte[] Written(Action<BinaryWriter> write)
    {
        var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, Encoding.UTF8)) write(writer);
        return memory.ToArray();
    }
}
