using Oft.Aloha.Recording;
using Oft.Contracts;

namespace Oft.Aloha.Robots;

/// <summary>A policy that runs on a recording while nothing is commanded: what it wants against what was done then.</summary>
/// <remarks>Where the recording asked for a chunk, every K ticks, the policy is asked too, and its chunk stands against the recorded actions of the same ticks.</remarks>
public sealed record ShadowRun
{
    /// <summary>One tick of the comparison.</summary>
    /// <param name="Tick">Of the recording.</param>
    /// <param name="Wanted">[A] what the policy wants.</param>
    /// <param name="Done">[A] what was sent then.</param>
    /// <param name="Boundary">True where a chunk begins.</param>
    public sealed record Step(long Tick, double[] Wanted, double[] Done, bool Boundary);

    /// <summary>All of them.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>[A] mean absolute difference of each number.</summary>
    public IReadOnlyList<double> MeanDifference => Steps.Count == 0 ? [] : [.. Enumerable.Range(0, Steps[0].Wanted.Length).Select(i => Steps.Average(x => Math.Abs(x.Wanted[i] - x.Done[i])))];

    /// <summary>Runs a policy over a recording.</summary>
    /// <param name="journal">The recording.</param>
    /// <param name="policy">What is tried.</param>
    /// <param name="prepare">What is done to a picture before the policy sees it.</param>
    /// <param name="progress">Called after each step with steps done and all steps.</param>
    /// <param name="cancel">Ends it early.</param>
    public static ShadowRun Over(Journal journal, IPolicy policy, Func<CameraImage, CameraImage>? prepare = null, Action<int, int>? progress = null, CancellationToken cancel = default)
    {
        var episode = journal.ToEpisode();
        var steps = new List<Step>();
        ActionChunk? chunk = null;
        var element = 0;
        for (var i = 0; i < episode.Steps.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var step = i % journal.Header.Robot.ChunkLength == 0 || chunk is null || element >= chunk.Length ? episode.Steps[i] : null;
            if (step is not null)
            {
                chunk = policy.Act(step.Observation with { Views = [.. step.Observation.Views.Select(prepare ?? (x => x))] });
                element = 0;
            }
            steps.Add(new(i, chunk![element].ToArray(), episode.Steps[i].Action.ToArray(), element == 0));
            element++;
            progress?.Invoke(i + 1, episode.Steps.Count);
        }
        return new ShadowRun { Steps = steps };
    }
}
