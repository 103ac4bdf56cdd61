using Oft.Formats;
using Oft.Formats.Video;

namespace Oft.Data.LeRobot;

/// <summary>The videos of a data set: one decoder a camera, which goes on where the next frame is asked for.</summary>
internal sealed class LeRobotFilms(string folder) : IDisposable
{
    // Seconds by which a frame may be shown earlier or later than it was recorded; the package's own bound.
    public const double Tolerance = 1e-4;

    // Decoding a few frames that are not asked for is cheaper than a new decoder.
    private const int nearby = 64;

    private readonly Dictionary<string, VideoFile> files = [];
    private readonly Dictionary<string, Position> positions = [];

    /// <summary>The table of a video, read once.</summary>
    public VideoFile File(string path)
    {
        if (files.TryGetValue(path, out var known)) return known;
        if (files.Count > 256) files.Clear();
        return files[path] = VideoFile.Open(Path.Combine(folder, path));
    }

    /// <summary>The number of the frame that is shown at a time.</summary>
    /// <exception cref="DamagedFileException">None is, to a tenth of a millisecond.</exception>
    public static int FrameAt(VideoFile file, double seconds, string where)
    {
        var (low, high) = (0, file.Times.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (file.Seconds(middle) < seconds) low = middle + 1;
            else high = middle;
        }
        var nearest = low == file.Times.Count || (low > 0 && seconds - file.Seconds(low - 1) <= file.Seconds(low) - seconds) ? low - 1 : low;
        if (nearest < 0) throw new DamagedFileException(file.Path, FileFault.Truncated, $"{where} is asked for; there is no frame in it.");
        var off = Math.Abs(file.Seconds(nearest) - seconds);
        return off <= Tolerance ? nearest
            : throw new DamagedFileException(file.Path, FileFault.Offset, $"{where} should be shown at {seconds:0.#####} s; the nearest of {file.Times.Count} frames is at {file.Seconds(nearest):0.#####} s, and {Tolerance} s are allowed. Frames and numbers do not belong together: convert the data set again.");
    }

    /// <summary>The planes of one frame.</summary>
    public byte[] Planes(string camera, string path, int frame)
    {
        if (!positions.TryGetValue(camera, out var position) || position.Path != path || frame < position.Frame || frame - position.Frame > nearby)
        {
            position?.Dispose();
            position = new Position(path, File(path), frame);
        }
        // A decoder that failed is not asked again.
        positions.Remove(camera);
        var planes = position.Forward(frame);
        positions[camera] = position;
        return planes;
    }

    public void Dispose()
    {
        foreach (var position in positions.Values) position.Dispose();
        positions.Clear();
    }

    private sealed class Position(string path, VideoFile file, int first) : IDisposable
    {
        private readonly IEnumerator<byte[]> frames = file.Frames(first).GetEnumerator();
        private int next = first;

        public string Path => path;

        // The frame that was given last.
        public int Frame => next - 1;

        public byte[] Forward(int frame)
        {
            while (next <= frame)
            {
                if (!frames.MoveNext()) throw new DamagedFileException(file.Path, FileFault.Truncated, $"frame {next} is missing.");
                next++;
            }
            return frames.Current;
        }

        public void Dispose() => frames.Dispose();
    }
}
