using Oft.Formats;
using Oft.Formats.Tfds;

namespace Oft.Data.Rlds;

/// <summary>Makes a standardised trajectory of a stored episode.</summary>
/// <remarks>
/// <code>
/// LIBERO   action[6] ← 1 − clip(action[6], 0, 1)      proprio = state[:6] ‖ state[−2:]
/// ALOHA    as stored                                   proprio = state
/// BRIDGE   state[t + 1][:6] − state[t][:6] ‖ gripper   proprio = state          (<see cref="BridgeActions"/>)
/// </code>
/// <para>Upstream: prismatic/vla/datasets/rlds/oxe/transforms.py, libero_dataset_transform, aloha_dataset_transform and bridge_orig_dataset_transform.</para>
/// </remarks>
public static class Standardizer
{
    /// <summary>Reads one episode.</summary>
    /// <exception cref="DamagedFileException">A field is missing or has another shape.</exception>
    public static Trajectory Read(TfdsRecord record, TfdsFeatures features, RldsConfiguration configuration)
    {
        var fields = new EpisodeFields(record, features);
        var action = fields.Floats("steps/action", configuration.ActionWidth);
        var proprio = fields.Floats("steps/observation/state", configuration.ProprioWidth);
        var kept = ..fields.Steps;
        if (configuration.Standardization == Standardization.Libero)
            for (var i = configuration.ActionWidth - 1; i < action.Length; i += configuration.ActionWidth)
                action[i] = 1 - Math.Min(Math.Max(action[i], 0), 1);
        if (configuration.Standardization == Standardization.Bridge)
        {
            kept = BridgeActions.Kept(fields.Steps);
            (action, proprio) = BridgeActions.Relabel(action, proprio, fields.Steps);
        }
        var absent = new Lazy<StoredPicture[]>(() => new StoredPicture[fields.Steps]);
        return new Trajectory
        {
            Dataset = configuration.Name,
            Split = record.Split,
            Index = record.Index,
            File = record.File,
            Source = fields.Metadata("episode_metadata/file_path"),
            Steps = kept.GetOffsetAndLength(fields.Steps).Length,
            Action = action,
            Proprio = proprio,
            Sentences = [.. fields.Texts("steps/language_instruction").Take(kept)],
            Pictures = [.. configuration.Cameras.Select(camera => (camera.Field.Length == 0 ? absent.Value : fields.Pictures("steps/observation/" + camera.Field))[kept])],
        };
    }
}
