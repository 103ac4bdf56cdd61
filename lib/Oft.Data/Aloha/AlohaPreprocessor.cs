using Oft.Formats;
using Oft.Formats.Hdf5;
using Oft.Imaging.Resampling;

namespace Oft.Data.Aloha;

/// <summary>Makes training files of raw recordings: pictures of 256×256, differences of targets, train and val.</summary>
/// <remarks>
/// <code>relative[t] = action[t + 1] − action[t]        relative[T − 1] = relative[T − 2]        float32</code>
/// Every camera is resized (Pillow's bicubic), cam_low included.
/// <para>Upstream: experiments/robot/aloha/preprocess_split_aloha_data.py, which fails on cam_low, on missing effort and on JPEG recordings.</para>
/// </remarks>
public static class AlohaPreprocessor
{
    /// <summary>Pixels down and across.</summary>
    public const int Size = 256;

    /// <summary>Preprocesses a whole split into <c>train/episode_N.hdf5</c> and <c>val/episode_N.hdf5</c>.</summary>
    /// <param name="split">Which recording goes where.</param>
    /// <param name="folder">Made when it is not there.</param>
    /// <param name="guard">Reads each recording in another process first; null for files of one's own.</param>
    /// <param name="say">Takes a line of progress.</param>
    public static void Run(AlohaSplit split, string folder, Hdf5Guard? guard = null, Action<string>? say = null)
    {
        foreach (var (name, files) in new[] { ("train", split.Train), ("val", split.Validation) })
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
            for (var i = 0; i < files.Count; i++)
            {
                Write(files[i], Path.Combine(folder, name, $"episode_{i}.hdf5"), guard);
                say?.Invoke($"{name}/episode_{i}.hdf5 from {Path.GetFileName(files[i])}");
            }
        }
    }

    /// <summary>Preprocesses one recording.</summary>
    /// <exception cref="DamagedFileException">It cannot be read, or has fewer than two steps.</exception>
    public static void Write(string source, string target, Hdf5Guard? guard = null)
    {
        using var recording = AlohaRecording.Open(source, guard);
        if (recording.Steps < 2)
            throw new DamagedFileException(source, FileFault.Shape, $"the recording has {recording.Steps} steps; differences of targets need at least 2. Leave it out.");
        long[] shape = [recording.Steps, AlohaRecording.RobotWidth];
        using var writer = new Hdf5Writer(target);
        writer.Attribute("sim", recording.Attributes.TryGetValue("sim", out var sim) && sim.IsTrue);
        writer.Group("/observations");
        writer.Write("/observations/qpos", shape, recording.Qpos);
        if (recording.Qvel is { } qvel) writer.Write("/observations/qvel", shape, qvel);
        if (recording.Effort is { } effort) writer.Write("/observations/effort", shape, effort);
        writer.Group("/observations/images");
        foreach (var camera in recording.Cameras)
        {
            writer.Grow(camera.Path, ElementType.UInt8, [Size, Size, 3]);
            for (var step = 0; step < recording.Steps; step++)
                writer.Append(camera.Path, PillowResize.Apply(recording.Frame(camera, step), Size, Size).Pixels.Span);
        }
        writer.Write("/action", shape, recording.Action);
        writer.Write("/relative_action", shape, Relative(recording.Action));
        writer.Complete();
    }

    /// <summary>[T, 14] differences of consecutive targets.</summary>
    public static float[] Relative(float[] action)
    {
        const int width = AlohaRecording.RobotWidth;
        var relative = new float[action.Length];
        for (var i = 0; i < action.Length - width; i++) relative[i] = action[i + width] - action[i];
        relative.AsSpan(action.Length - 2 * width, width).CopyTo(relative.AsSpan(action.Length - width));
        return relative;
    }
}
