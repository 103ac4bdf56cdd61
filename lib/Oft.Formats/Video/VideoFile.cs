using System.Globalization;
using System.Text.Json;

namespace Oft.Formats.Video;

/// <summary>An MP4 file: when its frames are shown, and the frames as I420 planes.</summary>
/// <remarks>
/// Decoding is ffmpeg's, in a process of its own, so that a file that ends it ends nothing else. It is told that the file is an MP4 and may
/// open nothing but files, because what is named .mp4 may be a playlist that names others.
/// <para>Frames are numbered as they are shown; H.264 packets may lie in another order and begin before time 0.</para>
/// </remarks>
public sealed class VideoFile
{
    private const int mostPixels = 1 << 25;                                     // an 8K frame passes
    private const int mostFrames = 1 << 22;                                     // a day at 48 frames a second
    private const int mostText = 512 << 20;

    private VideoFile(string path) => Path = path;

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>Pixels across.</summary>
    public int Width { get; private init; }

    /// <summary>Pixels down.</summary>
    public int Height { get; private init; }

    /// <summary>h264, av1, …</summary>
    public string Codec { get; private init; } = "";

    /// <summary>Seconds of one unit of time, as a fraction.</summary>
    public (long Numerator, long Denominator) TimeBase { get; private init; }

    /// <summary>When each frame is shown, in units of the time base, ascending.</summary>
    public IReadOnlyList<long> Times { get; private init; } = [];

    /// <summary>The frames that can be decoded without others.</summary>
    public IReadOnlyList<int> KeyFrames { get; private init; } = [];

    /// <summary>Bytes of a frame: Y, U, V without gaps.</summary>
    public int FrameLength => Width * Height + 2 * ((Width + 1) / 2) * ((Height + 1) / 2);

    /// <summary>When a frame is shown, in seconds.</summary>
    public double Seconds(int frame) => (double)Times[frame] * TimeBase.Numerator / TimeBase.Denominator;

    /// <summary>Reads the file's table of packets; no frame is decoded.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="DamagedFileException">It is no MP4 with one video in it.</exception>
    /// <exception cref="InvalidOperationException">ffmpeg is not installed.</exception>
    public static VideoFile Open(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"{path} is missing.", path);
        using var probe = new Ffmpeg("ffprobe", path, ["-v", "error", "-protocol_whitelist", "file", "-f", "mov", "-select_streams", "v:0",
            "-show_entries", "stream=codec_name,width,height,time_base:packet=pts,flags", "-of", "json=compact=1", "file:" + System.IO.Path.GetFullPath(path)]);
        var text = All(probe, path);
        probe.Finish();
        try
        {
            using var json = JsonDocument.Parse(text);
            return Parse(path, json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new DamagedFileException(path, FileFault.Header, "its table of frames cannot be understood. Encode it again.", e);
        }
    }

    /// <summary>Decodes frames in the order they are shown.</summary>
    /// <param name="first">The first frame wanted.</param>
    /// <param name="count">Frames wanted; to the end by default.</param>
    /// <returns>[FrameLength] bytes each, a new array every time.</returns>
    /// <exception cref="DamagedFileException">A frame cannot be decoded, or there are fewer than the table says.</exception>
    public IEnumerable<byte[]> Frames(int first = 0, int? count = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        var wanted = count ?? Times.Count - first;
        if (first + wanted > Times.Count) throw new ArgumentOutOfRangeException(nameof(count), $"{Path}: frames {first} to {first + wanted - 1} were asked for; it has {Times.Count}.");
        if (wanted <= 0) yield break;
        List<string> arguments = ["-v", "error", "-nostdin", "-threads", "1", "-protocol_whitelist", "file,pipe", "-noautorotate", "-f", "mov"];
        // Half a frame early, so that rounding of the seconds cannot lose the frame.
        if (first > 0) arguments.AddRange(["-ss", ((Seconds(first - 1) + Seconds(first)) / 2).ToString("0.000000", CultureInfo.InvariantCulture)]);
        arguments.AddRange(["-i", "file:" + System.IO.Path.GetFullPath(Path), "-map", "0:v:0", "-fps_mode", "passthrough", "-frames:v", $"{wanted}", "-pix_fmt", "yuv420p", "-f", "rawvideo", "pipe:1"]);
        using var decoder = new Ffmpeg("ffmpeg", Path, arguments);
        for (var i = 0; i < wanted; i++)
        {
            var frame = new byte[FrameLength];
            if (decoder.Read(frame) < frame.Length)
            {
                decoder.Finish();
                throw new DamagedFileException(Path, FileFault.Truncated, $"frame {first + i} cannot be decoded; the table says there are {Times.Count}. Fetch or encode it again.");
            }
            yield return frame;
        }
        decoder.Finish();
    }

    private static VideoFile Parse(string path, JsonElement json)
    {
        if (json.GetProperty("streams") is not { ValueKind: JsonValueKind.Array } streams || streams.GetArrayLength() != 1)
            throw new DamagedFileException(path, FileFault.Header, "there is no video in it.");
        var (width, height) = (streams[0].GetProperty("width").GetInt32(), streams[0].GetProperty("height").GetInt32());
        if (width <= 0 || height <= 0 || (long)width * height > mostPixels) throw new DamagedFileException(path, FileFault.Limit, $"frames of {width}x{height}; expected at most {mostPixels} pixels.");
        var packets = json.GetProperty("packets");
        if (packets.GetArrayLength() > mostFrames) throw new DamagedFileException(path, FileFault.Limit, $"{packets.GetArrayLength()} frames; expected at most {mostFrames}.");
        // A discarded packet (D) is decoded for others and not shown.
        var shown = packets.EnumerateArray().Select(x => (Time: x.GetProperty("pts").GetInt64(), Flags: x.GetProperty("flags").GetString()!)).Where(x => !x.Flags.Contains('D')).OrderBy(x => x.Time).ToList();
        var unit = streams[0].GetProperty("time_base").GetString()!.Split('/');
        return new VideoFile(path)
        {
            Width = width,
            Height = height,
            Codec = streams[0].GetProperty("codec_name").GetString()!,
            TimeBase = (long.Parse(unit[0], CultureInfo.InvariantCulture), Math.Max(1, long.Parse(unit[^1], CultureInfo.InvariantCulture))),
            Times = [.. shown.Select(x => x.Time)],
            KeyFrames = [.. shown.Index().Where(x => x.Item.Flags.Contains('K')).Select(x => x.Index)],
        };
    }

    private static byte[] All(Ffmpeg probe, string path)
    {
        using var all = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (probe.Read(buffer) is > 0 and var read)
        {
            all.Write(buffer, 0, read);
            if (all.Length > mostText) throw new DamagedFileException(path, FileFault.Limit, $"its table of frames is longer than {mostText} bytes.");
        }
        return all.ToArray();
    }
}
