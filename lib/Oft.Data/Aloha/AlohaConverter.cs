using Oft.Contracts;
using Oft.Data.Rlds;
using Oft.Formats;
using Oft.Formats.Hdf5;

namespace Oft.Data.Aloha;

/// <summary>Makes a TFDS data set, as training reads it, of prepared recordings.</summary>
/// <remarks>
/// Cameras: cam_high, cam_left_wrist, cam_right_wrist become image, left_wrist_image, right_wrist_image; state is qpos, action the absolute target.
/// <para>Upstream: the RLDS dataset builder that ALOHA.md of openvla-oft points to.</para>
/// </remarks>
public static class AlohaConverter
{
    /// <summary>Converts <c>train/</c> and <c>val/</c> of a prepared folder.</summary>
    /// <param name="prepared">What <see cref="AlohaPreprocessor"/> wrote.</param>
    /// <param name="root">The folder that holds data sets.</param>
    /// <param name="name">The data set's name; its statistics are found under it.</param>
    /// <param name="guard">Reads each recording in another process first; null for files of one's own.</param>
    /// <param name="say">Takes a line of progress.</param>
    /// <returns>Episodes converted.</returns>
    /// <exception cref="DamagedFileException">A recording lacks a camera or cannot be read.</exception>
    public static int Run(string prepared, string root, string name, Hdf5Guard? guard = null, Action<string>? say = null)
    {
        var count = 0;
        foreach (var split in (string[])["train", "val"])
        {
            var folder = Path.Combine(prepared, split);
            if (!Directory.Exists(folder)) continue;
            using var writer = new RldsWriter(root, RldsConfiguration.Aloha(name), split);
            foreach (var file in AlohaRecording.Find(folder))
            {
                writer.Write(Read(file, guard));
                say?.Invoke($"{split}/{Path.GetFileName(file)}");
                count++;
            }
        }
        return count;
    }

    /// <summary>One recording as an episode, all its pictures in memory: 256x256 in three views take 0.6 MB a step.</summary>
    /// <exception cref="DamagedFileException">It lacks a camera or cannot be read.</exception>
    public static Episode Read(string file, Hdf5Guard? guard = null)
    {
        using var recording = AlohaRecording.Open(file, guard);
        var cameras = AlohaWriter.StandardCameras.Select(name => recording.Cameras.FirstOrDefault(camera => camera.Name == name)
            ?? throw new DamagedFileException(file, FileFault.Name, $"there is no camera '{name}'; the recording has: {string.Join(", ", recording.Cameras.Select(camera => camera.Name))}.")).ToList();
        var sentence = AlohaRecording.Sentence(file);
        var steps = new List<EpisodeStep>(recording.Steps);
        for (var t = 0; t < recording.Steps; t++)
        {
            var views = cameras.Zip(RobotSpec.Aloha.Views, (camera, view) =>
            {
                var frame = recording.Frame(camera, t);
                return new CameraImage(view, frame.Width, frame.Height, frame.Pixels);
            }).ToList();
            steps.Add(new EpisodeStep(new Observation(views, Row(recording.Qpos, t), sentence), Row(recording.Action, t)));
        }
        return new Episode(sentence, RobotSpec.Aloha, 0, steps, EpisodeOutcome.Success);
    }

    private static double[] Row(float[] rows, int t) => [.. rows.AsSpan(t * AlohaRecording.RobotWidth, AlohaRecording.RobotWidth).ToArray().Select(x => (double)x)];
}
