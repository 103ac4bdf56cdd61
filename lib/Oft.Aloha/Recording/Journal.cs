using System.Buffers.Binary;
using System.Text.Json;
using Oft.Aloha.Control;
using Oft.Contracts;
using Oft.Formats;
using Oft.Formats.TfRecord;
using Oft.Imaging;
using Oft.Imaging.Files;

namespace Oft.Aloha.Recording;

/// <summary>A journal read back: whole, or up to where a kill left it.</summary>
/// <remarks>Pictures stay on the disk until somebody looks, so an hour's journal costs little memory.</remarks>
public sealed class Journal : IDisposable
{
    private const int LargestBlock = 256 << 20;

    private readonly FileStream file;
    private readonly Dictionary<(int View, long Number), long> pictures = [];
    private readonly Lock gate = new();

    private Journal(FileStream file, JournalHeader header) => (this.file, Header) = (file, header);

    /// <summary>What it is a record of.</summary>
    public JournalHeader Header { get; }

    /// <summary>All ticks.</summary>
    public List<JournalTick> Ticks { get; } = [];

    /// <summary>Answers of the policy, as they were judged.</summary>
    public List<JsonElement> Answers { get; } = [];

    /// <summary>Blocks that a full queue lost.</summary>
    public long Lost { get; private set; }

    /// <summary>True where the journal was closed; false where the recording was killed.</summary>
    public bool Closed { get; private set; }

    /// <summary>How it went, as it was said last; null where nobody said.</summary>
    public JournalVerdict? Verdict { get; private set; }

    /// <summary>What is damaged at its end; null where nothing is.</summary>
    public string? Damage { get; private set; }

    /// <summary>Reads a journal.</summary>
    /// <exception cref="DamagedFileException">It is none, or not even its beginning is whole.</exception>
    public static Journal Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        try
        {
            var magic = new byte[JournalWriter.Magic.Length];
            if (file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length || !magic.AsSpan().SequenceEqual(JournalWriter.Magic))
                throw new DamagedFileException(path, FileFault.Magic, "expected a journal, which begins with OFTJNL1.");
            if (Next(file, out var fault) is not { Kind: JournalKind.Header } first) throw new DamagedFileException(path, FileFault.Truncated, $"the journal has no header: {fault}.");
            var journal = new Journal(file, JsonSerializer.Deserialize<JournalHeader>(first.Payload) ?? throw new DamagedFileException(path, FileFault.Header, "the header is null."));
            journal.Read();
            return journal;
        }
        catch (Exception e)
        {
            file.Dispose();
            if (e is JsonException) throw new DamagedFileException(path, FileFault.Header, $"the header cannot be read: {e.Message}", e);
            throw;
        }
    }

    /// <summary>The recorded steps as an episode: ticks of running with an action. Pictures are read step by step.</summary>
    /// <exception cref="InvalidOperationException">There is no such tick, or a picture is missing.</exception>
    public Episode ToEpisode(EpisodeOutcome outcome = EpisodeOutcome.Success)
    {
        var steps = Ticks.Where(x => x.Mode == LoopMode.Running && x.Position.Length > 0 && Action(x).Length > 0 && x.Frames.All(n => n > 0)).ToList();
        if (steps.Count == 0) throw new InvalidOperationException("the journal holds no step with state, pictures and action.");
        return new Episode(Header.Task, Header.Robot, 0, new JournalSteps(this, steps), outcome);
    }

    /// <summary>One picture.</summary>
    public CameraImage Picture(int view, long number)
    {
        lock (gate)
        {
            if (!pictures.TryGetValue((view, number), out var at)) throw new InvalidOperationException($"picture {number} of {Header.Robot.Views[view]} is not in the journal.");
            file.Position = at;
            return Decode(Next(file, out var fault)?.Payload ?? throw new InvalidOperationException($"picture {number} of {Header.Robot.Views[view]}: {fault}."), Header.Robot.Views[view]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    internal double[] Action(JournalTick tick) => Header.Teleoperated ? tick.Wanted : tick.Sent;

    private void Read()
    {
        while (true)
        {
            var at = file.Position;
            if (Next(file, out var fault) is not { } block)
            {
                Damage = fault;
                return;
            }
            try
            {
                switch (block.Kind)
                {
                    case JournalKind.Frame: pictures[(block.Payload[0], BinaryPrimitives.ReadInt64LittleEndian(block.Payload.AsSpan(1)))] = at; break;
                    case JournalKind.Tick: Ticks.Add(JournalBlocks.Tick(block.Payload)); break;
                    case JournalKind.Answer: Answers.Add(JsonSerializer.Deserialize<JsonElement>(block.Payload)); break;
                    case JournalKind.End: (Lost, Closed) = (BinaryPrimitives.ReadInt64LittleEndian(block.Payload), true); break;
                    case JournalKind.Verdict: Verdict = JsonSerializer.Deserialize<JournalVerdict>(block.Payload); break;
                    default: throw new InvalidDataException($"kind {(byte)block.Kind} is not known");
                }
            }
            catch (Exception e) when (e is IOException or InvalidDataException or JsonException or ArgumentException or IndexOutOfRangeException)
            {
                Damage = $"the block at {at} cannot be read: {e.Message}";
                return;
            }
        }
    }

    private static (JournalKind Kind, byte[] Payload)? Next(FileStream file, out string? fault)
    {
        var (at, head) = (file.Position, new byte[8]);
        var got = file.ReadAtLeast(head, 8, throwOnEndOfStream: false);
        fault = got is 0 or 8 ? null : $"the file ends inside the block at {at}";
        if (got < 8) return null;
        var (length, sum) = (BinaryPrimitives.ReadUInt32LittleEndian(head), BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4)));
        if (length is 0 or > LargestBlock || length > file.Length - file.Position)
        {
            fault = $"the block at {at} announces {length} bytes, {file.Length - file.Position} are left";
            return null;
        }
        var block = new byte[length];
        file.ReadExactly(block);
        if (MaskedCrc.Crc32C(block) == sum) return ((JournalKind)block[0], block[1..]);
        fault = $"the sum of the block at {at} does not agree";
        return null;
    }

    private static CameraImage Decode(byte[] payload, string view)
    {
        const int head = 1 + 8 + 8 + 8;
        var (width, height) = (BinaryPrimitives.ReadInt32LittleEndian(payload.AsSpan(head)), BinaryPrimitives.ReadInt32LittleEndian(payload.AsSpan(head + 4)));
        var data = payload.AsMemory(head + 9);
        if (payload[head + 8] == 0) return new CameraImage(view, width, height, data);
        var image = Jpeg.Decode(data.Span, InverseDct.Accurate);
        return new CameraImage(view, image.Width, image.Height, image.Pixels);
    }
}
