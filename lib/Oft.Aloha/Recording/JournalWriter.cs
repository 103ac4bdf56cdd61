using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using Oft.Aloha.Control;
using Oft.Contracts;
using Oft.Formats.TfRecord;
using Oft.Imaging.Files;

namespace Oft.Aloha.Recording;

/// <summary>Writes what happens into a file that only grows, on a thread of its own, and forces it to the disk every second.</summary>
/// <remarks>
/// <code>
/// "OFTJNL1\n" │ length, CRC-32C, kind, payload │ …        lengths and sums are uint32, little-endian, over kind and payload
/// </code>
/// A kill costs at most the last second: every block carries its own sum. A queue that is full loses the newest block and counts it; the loop never waits.
/// </remarks>
public sealed class JournalWriter : ITickSink, IDisposable
{
    internal static readonly byte[] Magic = "OFTJNL1\n"u8.ToArray();

    private static readonly TimeSpan flush = TimeSpan.FromSeconds(1);

    private readonly FileStream file;
    private readonly Channel<object> queue;
    private readonly Thread thread;
    private readonly TimeProvider time;
    private readonly int? quality;
    private readonly long[] written;
    private long lost;

    /// <summary>Starts a journal.</summary>
    /// <param name="path">Must not exist.</param>
    /// <param name="header">What it is a record of.</param>
    /// <param name="time">The clock of the flushes.</param>
    /// <param name="quality">JPEG quality of the pictures; null keeps them raw (70 MB/s for three cameras at 25 Hz).</param>
    /// <param name="capacity">Blocks that may wait: two seconds by default.</param>
    public JournalWriter(string path, JournalHeader header, TimeProvider time, int? quality = 95, int capacity = 50)
    {
        (this.time, this.quality, written) = (time, quality, new long[header.Robot.Views.Count]);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16);
        file.Write(Magic);
        Block(JournalKind.Header, JsonSerializer.SerializeToUtf8Bytes(header));
        file.Flush(flushToDisk: true);
        queue = Channel.CreateBounded<object>(new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }, _ => Interlocked.Increment(ref lost));
        thread = new Thread(Write) { Name = "journal", IsBackground = true };
        thread.Start();
    }

    /// <summary>Blocks that a full queue lost.</summary>
    public long Lost => Volatile.Read(ref lost);

    /// <summary>What ended the writing, such as a full disk; null while all is well.</summary>
    public Exception? Failure { get; private set; }

    /// <inheritdoc/>
    public void Take(TickRecord record) => queue.Writer.TryWrite(record);

    /// <inheritdoc/>
    public void Take(PolicyAnswer answer, string verdict) => queue.Writer.TryWrite((answer, verdict));

    /// <summary>Writes what waits and an end.</summary>
    public void Dispose()
    {
        if (!queue.Writer.TryComplete()) return;
        thread.Join();
        file.Dispose();
    }

    /// <summary>Closes the journal and adds how it went: somebody may think about that for a while, or never say it.</summary>
    /// <exception cref="IOException">The journal could not be written to its end.</exception>
    public void Judge(JournalVerdict verdict)
    {
        Dispose();
        if (Failure is { } failure) throw new IOException($"{file.Name} is not whole, nothing is added to it: {failure.Message}", failure);
        using var closed = new FileStream(file.Name, FileMode.Append, FileAccess.Write);
        closed.Write(Framed(JournalKind.Verdict, JsonSerializer.SerializeToUtf8Bytes(verdict)));
        closed.Flush(flushToDisk: true);
    }

    private void Write()
    {
        try
        {
            var flushed = time.GetTimestamp();
            for (var more = true; more;)
            {
                more = queue.Reader.WaitToReadAsync().AsTask() is var waiting && (!waiting.Wait(flush) || waiting.Result);
                while (queue.Reader.TryRead(out var item))
                {
                    if (item is TickRecord record) Tick(record);
                    else if (item is (PolicyAnswer answer, string verdict)) Block(JournalKind.Answer, Answer(answer, verdict));
                    if (time.GetElapsedTime(flushed) >= flush) break;
                }
                if (time.GetElapsedTime(flushed) < flush) continue;
                file.Flush(flushToDisk: true);
                flushed = time.GetTimestamp();
            }
            Block(JournalKind.End, BitConverter.GetBytes(Lost));
            file.Flush(flushToDisk: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Failure = e;
        }
    }

    private void Tick(TickRecord record)
    {
        // A picture is written once, however many ticks see it.
        for (var view = 0; view < record.Frames.Count && view < written.Length; view++)
            if (record.Frames[view] is { } frame && frame.Number != written[view])
            {
                written[view] = frame.Number;
                Block(JournalKind.Frame, JournalBlocks.Frame(view, frame, quality is { } q ? Jpeg.Encode(frame.Image.Rgb.Span, frame.Image.Width, frame.Image.Height, q) : null));
            }
        Block(JournalKind.Tick, JournalBlocks.Tick(record));
    }

    private static byte[] Answer(PolicyAnswer answer, string verdict) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        query = answer.Query,
        tick = answer.Tick,
        asked = answer.Asked,
        answered = answer.Answered,
        verdict,
        error = answer.Error,
        chunk = answer.Chunk is { } chunk ? Convert.ToHexStringLower(SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(chunk.Values.Span))) : null,
    });

    private void Block(JournalKind kind, byte[] payload) => file.Write(Framed(kind, payload));

    private static byte[] Framed(JournalKind kind, byte[] payload)
    {
        var block = new byte[payload.Length + 9];
        block[8] = (byte)kind;
        payload.CopyTo(block, 9);
        BinaryPrimitives.WriteUInt32LittleEndian(block, (uint)payload.Length + 1);
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(4), MaskedCrc.Crc32C(block.AsSpan(8)));
        return block;
    }
}
