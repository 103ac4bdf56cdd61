using Oft.Contracts;

namespace Oft.Aloha.Teleoperation;

/// <summary>A scripted expert as a leader: its chunks one action at a time.</summary>
/// <param name="expert">Such as a world's own expert.</param>
/// <param name="observe">What it is shown.</param>
/// <param name="done">True when the demonstration is over.</param>
public sealed class PolicyLeader(IPolicy expert, Func<Observation> observe, Func<bool> done) : ILeader
{
    private readonly Queue<double[]> queue = [];

    /// <inheritdoc/>
    public double[]? Lead(ReadOnlySpan<double> measured)
    {
        if (done()) return null;
        if (queue.Count == 0)
        {
            var chunk = expert.Act(observe());
            for (var i = 0; i < chunk.Length; i++) queue.Enqueue(chunk[i].ToArray());
        }
        return queue.Dequeue();
    }
}
