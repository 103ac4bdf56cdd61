using Oft.Formats;
using Oft.Formats.Hdf5;
using Oft.Imaging;
using Oft.Imaging.Files;

namespace Oft.Data.Aloha;

/// <summary>One episode as ALOHA recorders write it, open for reading.</summary>
/// <remarks>
/// <code>
/// /observations/qpos, /qvel, /effort   [T, 14]     /action [T, 14]     /observations/images/CAMERA   raw, padded JPEG or JPEG of variable length
/// </code>
/// JPEG or not is told by the rank of the data set, not by the attribute <c>compress</c>, which recorders forget; the end of a JPEG by its end marker,
/// not by <c>compress_len</c>, whose rows follow another order than the cameras.
/// <para>Upstream: ALOHA record_episodes.py, mobile ALOHA record_episodes.py, act-plus-plus compress_data.py.</para>
/// </remarks>
public sealed class AlohaRecording : IDisposable
{
    /// <summary>Our own root attribute: which colour comes first in a JPEG that any reader decodes.</summary>
    public const string ChannelOrder = "channel_order";

    private readonly Hdf5File file;
    private readonly bool swapped;

    private AlohaRecording(Hdf5File file)
    {
        this.file = file;
        Attributes = file.Attributes().ToDictionary(x => x.Name);
        // Upstream: the recorder hands RGB frames to an encoder that takes them for BGR, so red and blue change places in the JPEG.
        swapped = !(Attributes.TryGetValue(ChannelOrder, out var order) && order.Values is ["RGB"]);
        Qpos = Numbers("/observations/qpos", null, RobotWidth);
        Steps = Qpos.Length / RobotWidth;
        Action = Numbers("/action", Steps, RobotWidth);
        Qvel = Optional("/observations/qvel", RobotWidth);
        Effort = Optional("/observations/effort", RobotWidth);
        BaseAction = Optional("/base_action", null);
        RelativeAction = Optional("/relative_action", RobotWidth);
        if (!file.HasGroup("/observations/images"))
            throw new DamagedFileException(file.Path, FileFault.Name, "there is no group /observations/images.");
        Cameras = [.. file.Children("/observations/images").Select(Camera)];
    }

    /// <summary>Joints and grippers of both arms.</summary>
    public const int RobotWidth = 14;

    /// <summary>Opens a recording.</summary>
    /// <param name="path">An .hdf5 file.</param>
    /// <param name="guard">Reads it in another process first; null for a file of one's own.</param>
    /// <exception cref="DamagedFileException">A needed data set is missing or has another shape or type; the message names it.</exception>
    public static AlohaRecording Open(string path, Hdf5Guard? guard = null)
    {
        var file = guard is null ? Hdf5File.Open(path) : guard.Open(path);
        try
        {
            return new AlohaRecording(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Recordings of a folder, sorted as text as upstream sorts them: episode_10 before episode_2.</summary>
    public static IReadOnlyList<string> Find(string folder) =>
        [.. Directory.GetFiles(folder, "*.hdf5").Order(StringComparer.Ordinal)];

    /// <summary>The task in words: the folder's name, its underscores as blanks.</summary>
    // Upstream: the dataset builder takes the instruction from the directory name; train and val lie one deeper.
    public static string Sentence(string path)
    {
        var folder = Directory.GetParent(System.IO.Path.GetFullPath(path));
        if (folder?.Name is "train" or "val") folder = folder.Parent;
        return (folder?.Name ?? "").Replace('_', ' ');
    }

    /// <summary>Where it lies.</summary>
    public string Path => file.Path;

    /// <summary>Root attributes by name.</summary>
    public IReadOnlyDictionary<string, Hdf5Attribute> Attributes { get; }

    /// <summary>T.</summary>
    public int Steps { get; }

    /// <summary>[T, 14] joint positions and normalised grippers.</summary>
    public float[] Qpos { get; }

    /// <summary>[T, 14] absolute targets.</summary>
    public float[] Action { get; }

    /// <summary>[T, 14] velocities, or null.</summary>
    public float[]? Qvel { get; }

    /// <summary>[T, 14] currents, or null: simulation records none.</summary>
    public float[]? Effort { get; }

    /// <summary>[T, 2] of a mobile base, or null.</summary>
    public float[]? BaseAction { get; }

    /// <summary>[T, 14] differences of targets, or null before preprocessing.</summary>
    public float[]? RelativeAction { get; }

    /// <summary>By alphabet.</summary>
    public IReadOnlyList<AlohaCamera> Cameras { get; }

    /// <summary>One frame in true colours.</summary>
    /// <exception cref="ImageFormatException">The JPEG cannot be decoded.</exception>
    public ByteImage Frame(AlohaCamera camera, int step)
    {
        if (camera.Storage == AlohaStorage.Raw)
            return new ByteImage(camera.Height, camera.Width, 3, file.ReadRows(camera.Path, step, 1));
        var decoded = Jpeg.Decode(Encoded(camera, step), InverseDct.Accurate);
        return swapped && decoded.Channels == 3 ? SwapRedAndBlue(decoded) : decoded;
    }

    /// <summary>One frame's JPEG up to its end marker.</summary>
    /// <exception cref="DamagedFileException">The row has no end marker.</exception>
    public byte[] Encoded(AlohaCamera camera, int step)
    {
        var row = Stored(camera, step);
        var end = row.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        return end >= 4 && row[end - 2] == 0xFF && row[end - 1] == 0xD9
            ? row[..end]
            : throw new DamagedFileException(Path, FileFault.Truncated, $"'{camera.Path}' frame {step}: the JPEG has no end marker ({end} bytes before the padding).");
    }

    /// <summary>One stored row, padding included.</summary>
    public byte[] Stored(AlohaCamera camera, int step) =>
        camera.Storage == AlohaStorage.VariableJpeg ? file.ReadVariable(camera.Path, step, 1)[0] : file.ReadRows(camera.Path, step, 1);

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    private static ByteImage SwapRedAndBlue(ByteImage image)
    {
        var pixels = image.Pixels.ToArray();
        for (var i = 0; i < pixels.Length; i += 3) (pixels[i], pixels[i + 2]) = (pixels[i + 2], pixels[i]);
        return new ByteImage(image.Height, image.Width, 3, pixels);
    }

    private float[]? Optional(string path, int? width) => file.Has(path) ? Numbers(path, Steps, width) : null;

    private float[] Numbers(string path, int? steps, int? width)
    {
        var info = file.Dataset(path);
        if (info.Type.Class != Hdf5Class.Float)
            throw new DamagedFileException(Path, FileFault.Type, $"'{path}' holds {info.Type.Name}; expected floats.");
        if (info.Empty || info.Shape.Count != 2 || (width is { } w && info.Shape[1] != w) || (steps is { } t && info.Shape[0] != t) || info.Shape[0] > 1 << 24)
            throw new DamagedFileException(Path, FileFault.Shape, $"'{path}' has shape [{string.Join(", ", info.Shape)}]; expected [{steps?.ToString() ?? "T"}, {width?.ToString() ?? "D"}].");
        return file.ReadFloats(path);
    }

    private AlohaCamera Camera(string name)
    {
        var path = "/observations/images/" + name;
        var info = file.Dataset(path);
        var bytes = info.Type is { Class: Hdf5Class.Integer, Size: 1, Signed: false };
        var found = (info.Shape.Count, info.Type.Class) switch
        {
            (4, _) when bytes && info.Shape[3] == 3 && info.Shape[1] is > 0 and <= 1 << 14 && info.Shape[2] is > 0 and <= 1 << 14 =>
                new AlohaCamera(name, AlohaStorage.Raw, (int)info.Shape[0], (int)info.Shape[1], (int)info.Shape[2]),
            (2, _) when bytes => new AlohaCamera(name, AlohaStorage.PaddedJpeg, (int)info.Shape[0], 0, 0),
            (1, Hdf5Class.Variable) => new AlohaCamera(name, AlohaStorage.VariableJpeg, (int)info.Shape[0], 0, 0),
            _ => throw new DamagedFileException(Path, FileFault.Shape, $"'{path}' is {info.Type.Name} [{string.Join(", ", info.Shape)}]; expected uint8 [T, H, W, 3] or rows of JPEG."),
        };
        return info.Shape[0] == Steps ? found
            : throw new DamagedFileException(Path, FileFault.Shape, $"'{path}' has {info.Shape[0]} frames; the other data sets have {Steps} steps.");
    }
}
