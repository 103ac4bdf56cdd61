using Oft.Formats;
using Oft.Formats.Hdf5;
using Oft.Imaging.Files;

namespace Oft.Data.Aloha;

/// <summary>Looks at everything in a recording that its reader cannot refuse by shape alone.</summary>
public static class AlohaCheck
{
    // No joint of the arm turns further than about 3.2 rad and a normalised gripper stays near 0…1: values beyond this are another unit.
    private const double largest = 7;
    private static readonly string[] expected = ["cam_high", "cam_left_wrist", "cam_right_wrist"];

    /// <summary>Opens and looks through a recording; what cannot be read is a finding, too.</summary>
    /// <param name="path">An .hdf5 file.</param>
    /// <param name="guard">Reads it in another process first; null for a file of one's own.</param>
    /// <param name="cameras">Cameras that must be there; the three of ALOHA by default.</param>
    public static IReadOnlyList<AlohaFinding> Look(string path, Hdf5Guard? guard = null, IReadOnlyList<string>? cameras = null)
    {
        try
        {
            using var recording = AlohaRecording.Open(path, guard);
            return [.. Numbers(recording), .. Cameras(recording, cameras ?? expected), .. Frames(recording), .. Remarks(recording)];
        }
        catch (DamagedFileException e)
        {
            return [new AlohaFinding(true, path, e.Message)];
        }
    }

    private static IEnumerable<AlohaFinding> Numbers(AlohaRecording recording)
    {
        (string, float[]?)[] fields = [("/observations/qpos", recording.Qpos), ("/action", recording.Action), ("/observations/qvel", recording.Qvel), ("/observations/effort", recording.Effort)];
        foreach (var (name, values) in fields)
        {
            if (values is null) continue;
            var broken = Array.FindIndex(values, value => !float.IsFinite(value));
            if (broken >= 0)
                yield return new AlohaFinding(true, name, $"'{name}' is {values[broken]} at step {broken / 14}, column {broken % 14}; leave this episode out.");
            var far = name is "/observations/qpos" or "/action" ? Array.FindIndex(values, value => float.IsFinite(value) && Math.Abs(value) > largest) : -1;
            if (far >= 0)
                yield return new AlohaFinding(true, name, $"'{name}' is {values[far]:0.##} at step {far / 14}, column {far % 14}: no joint reaches that in radians; are these degrees?");
        }
        if (recording.Steps == 0) yield return new AlohaFinding(true, "/observations/qpos", "the recording has no steps.");
    }

    private static IEnumerable<AlohaFinding> Cameras(AlohaRecording recording, IReadOnlyList<string> wanted)
    {
        foreach (var name in wanted.Except(recording.Cameras.Select(camera => camera.Name)))
            yield return new AlohaFinding(true, "/observations/images/" + name, $"there is no camera '{name}'; the recording has: {string.Join(", ", recording.Cameras.Select(camera => camera.Name))}.");
        if (recording.Cameras.Where(camera => camera.Storage == AlohaStorage.Raw).Select(camera => (camera.Height, camera.Width)).Distinct().Count() > 1)
            yield return new AlohaFinding(false, "/observations/images", "the cameras differ in size; all are resized before training.");
    }

    private static IEnumerable<AlohaFinding> Frames(AlohaRecording recording)
    {
        foreach (var camera in recording.Cameras.Where(camera => camera.Storage != AlohaStorage.Raw))
            for (var step = 0; step < camera.Frames; step++)
            {
                AlohaFinding? finding = null;
                try
                {
                    _ = recording.Frame(camera, step).Width;
                }
                catch (Exception e) when (e is DamagedFileException or ImageFormatException)
                {
                    finding = new AlohaFinding(true, $"{camera.Path} frame {step}", $"frame {step} of '{camera.Name}' cannot be decoded: {e.Message}");
                }
                if (finding is not null) yield return finding;
            }
    }

    private static IEnumerable<AlohaFinding> Remarks(AlohaRecording recording)
    {
        var packed = recording.Cameras.Any(camera => camera.Storage != AlohaStorage.Raw);
        if (recording.Effort is null) yield return new AlohaFinding(false, "/observations/effort", "there is no effort; simulation records none, and no policy here reads it.");
        if (!recording.Attributes.ContainsKey("sim")) yield return new AlohaFinding(false, "/", "the attribute 'sim' is missing; the reference's script stops there, this one does not.");
        if (packed != (recording.Attributes.TryGetValue("compress", out var compress) && compress.IsTrue))
            yield return new AlohaFinding(false, "/", $"the attribute 'compress' does not say what the frames are: they are {(packed ? "JPEG" : "raw")}.");
    }
}
