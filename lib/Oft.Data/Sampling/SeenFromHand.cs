using Oft.Contracts;

namespace Oft.Data.Sampling;

/// <summary>A set as the camera at the hand shows it to a policy that reads one picture: that picture stands where the first one stood, and the hand is the origin of every place.</summary>
/// <param name="set">Whose samples it gives; they have the camera's picture and proprioception that begins with the hand's place.</param>
/// <param name="camera">The view at the hand.</param>
public sealed class SeenFromHand(ISampleSet set, string camera) : ISampleSet, IDisposable
{
    /// <inheritdoc/>
    public string Name => set.Name;

    /// <inheritdoc/>
    public string Identity => $"{set.Identity} from {camera}";

    /// <inheritdoc/>
    public IReadOnlyList<int> Episodes => set.Episodes;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The sample has no such view.</exception>
    public ChunkSample Sample(int episode, int step)
    {
        var sample = set.Sample(episode, step);
        var views = sample.Observation.Views;
        var seen = views.FirstOrDefault(view => view.Name == camera) ?? throw new ArgumentException($"{Name}: expected a view '{camera}', got {string.Join(", ", views.Select(view => view.Name))}.");
        var proprio = sample.Observation.Proprio.ToArray();
        proprio.AsSpan(0, 3).Clear();
        return sample with { Observation = sample.Observation with { Views = [new CameraImage(views[0].Name, seen.Width, seen.Height, seen.Rgb)], Proprio = proprio } };
    }

    /// <inheritdoc/>
    public void Summarize(FieldSummary actions, FieldSummary proprio) => set.Summarize(actions, proprio);

    /// <summary>Closes the set.</summary>
    public void Dispose() => (set as IDisposable)?.Dispose();
}
