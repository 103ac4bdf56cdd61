using Oft.Aloha.Arms;
using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;
using Oft.Contracts;

namespace Oft.Aloha.Ros1.Robot;

/// <summary>The latest picture of one camera, kept as it came and turned to RGB only when somebody looks.</summary>
internal sealed class CameraSlot(string view)
{
    private readonly Lock gate = new();
    private byte[] data = [], before = [];
    private int length, width, height, step;
    private string encoding = "";
    private long number, received, changed;
    private DateTimeOffset stamp;
    private RobotFrame? frame;

    /// <summary>Takes a body of sensor_msgs/Image.</summary>
    /// <exception cref="AlohaDataException">It is no picture that can be shown.</exception>
    public void Take(ReadOnlySpan<byte> body, long at)
    {
        var reader = new RosReader(body);
        reader.Value<uint>();                                                   // counted by the publishing library, no use for finding losses
        var date = reader.Time();
        reader.Text();
        var (high, wide, name) = (reader.Value<uint>(), reader.Value<uint>(), reader.Text());
        reader.Value<byte>();
        var row = reader.Value<uint>();
        var pixels = reader.Bytes();
        var channels = Channels(name);
        if (high is 0 or > 16_384 || wide is 0 or > 16_384) throw new AlohaDataException($"camera {view}: a picture of {wide}x{high} pixels cannot be shown.");
        if (row < wide * (uint)channels || pixels.Length < (long)row * high) throw new AlohaDataException($"camera {view}: {wide}x{high} {name} with rows of {row} bytes needs {(long)row * high} bytes, got {pixels.Length}.");
        lock (gate)
        {
            var same = pixels.Length == length && pixels.SequenceEqual(data.AsSpan(0, length));
            if (!same)
            {
                (data, before) = (before, data);
                if (data.Length < pixels.Length) data = new byte[pixels.Length];
                pixels.CopyTo(data);
                changed = at;
            }
            (length, width, height, step, encoding, received, stamp) = (pixels.Length, (int)wide, (int)high, (int)row, name, at, date.ToDate());
            number++;
            frame = same && frame is { } known ? known with { Number = number, Received = at, Stamp = stamp } : null;
        }
    }

    /// <summary>The latest picture; null until one came.</summary>
    public RobotFrame? Frame
    {
        get
        {
            lock (gate)
            {
                if (number == 0) return null;
                return frame ??= new RobotFrame(new CameraImage(view, width, height, Rgb()), number, received, changed, stamp);
            }
        }
    }

    private int Channels(string name) => name switch
    {
        "rgb8" or "bgr8" => 3,
        "rgba8" or "bgra8" => 4,
        _ => throw new AlohaDataException($"camera {view} sends '{name}'; rgb8, bgr8, rgba8 and bgra8 can be shown. Set its encoding in the camera's launch file."),
    };

    private byte[] Rgb()
    {
        var (channels, blueFirst) = (Channels(encoding), encoding is "bgr8" or "bgra8");
        var rgb = new byte[height * width * 3];
        for (var y = 0; y < height; y++)
        {
            var from = data.AsSpan(y * step, width * channels);
            var to = rgb.AsSpan(y * width * 3, width * 3);
            if (channels == 3 && !blueFirst) from.CopyTo(to);
            else
                for (var x = 0; x < width; x++)
                {
                    var pixel = from.Slice(x * channels, 3);
                    (to[x * 3], to[x * 3 + 1], to[x * 3 + 2]) = blueFirst ? (pixel[2], pixel[1], pixel[0]) : (pixel[0], pixel[1], pixel[2]);
                }
        }
        return rgb;
    }
}
