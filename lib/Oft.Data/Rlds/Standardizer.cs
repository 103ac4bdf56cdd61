using Oft.Formats;
using Oft.Formats.Tfds;

namespace Oft.Data.Rlds;

/// <summary>Makes a standardised trajectory of a stored episode.</summary>
/// <remarks>
/// <code>
/// LIBERO   action[6] ← 1 − clip(action[6], 0, 1)      proprio = state[:6] ‖ state[−2:]
/// ALOHA    as stored                                   proprio = state
/// </code>
/// <para>Upstream: prismatic/vla/datasets/rlds/oxe/transforms.py, libero_dataset_transform and aloha_dataset_transform.</para>
/// </remarks>
public static class Standardizer
{
    /// <summary>Reads one episode.</summary>
    /// <exception cref="DamagedFileException">A field is missing or has another shape.</exception>
    public static Trajectory Read(TfdsRecord record, TfdsFeatures features, RldsConfiguration configuration)
    {
        var fields = new EpisodeFields(record, features);
        var libero = configuration.Standardization == Standardization.Libero;
        var action = fields.Floats("steps/action", configuration.ActionWidth);
        if (libero)
            for (var i = configuration.ActionWidth - 1; i < action.Length; i += configuration.ActionWidth)
                action[i] = 1 - Math.Min(Math.Max(action[i], 0), 1);
        var absent = new Lazy<StoredPicture[]>(() => new StoredPicture[fields.Steps]);
        return new Trajectory
        {
            Dataset = configuration.Name,
            Split = record.Split,
            Index = record.Index,
            File = record.File,
            Source = fields.Metadata("episode_metadata/file_path"),
            Steps = fields.Steps,
            Action = action,
            Proprio = fields.Floats("steps/observation/state", configuration.ProprioWidth),
            Sentences = fields.Texts("steps/language_instruction"),
            Pictures = [.. configuration.Cameras.Select(camera => camera.Field.Length == 0 ? absent.Value : fields.Pictures("steps/observation/" + camera.Field))],
        };
    }
}
