using Oft.Torch;
using static TorchSharp.torch;

namespace Oft.Training.Processes;

/// <summary>A step's loss and its parts as means over all processes, exchanged while gradients are and weights move.</summary>
/// <remarks>
/// <code>
/// sent at once          loss, n, n²       n: parts that this process has
/// sent by SendParts     the n parts       where all processes have as many; where not, each reports its own
/// </code>
/// </remarks>
internal sealed class TeamReport : IDisposable
{
    private readonly ProcessTeam team;
    private readonly IReadOnlyList<(string Name, double Value)> mine;
    private readonly TeamMean loss;
    private TeamMean? parts;
    private double total;

    /// <summary>Begins to tell the others.</summary>
    /// <param name="team">The processes.</param>
    /// <param name="total">This one's loss.</param>
    /// <param name="mine">Its named parts.</param>
    public TeamReport(ProcessTeam team, double total, IReadOnlyList<(string Name, double Value)> mine)
    {
        (this.team, this.mine) = (team, mine);
        double count = mine.Count;
        loss = new TeamMean(team, total, count, count * count);
    }

    /// <summary>Learns the mean loss and begins to tell the parts.</summary>
    /// <exception cref="TrainingStoppedException">A process was lost; the message names it.</exception>
    public void SendParts()
    {
        double count = mine.Count;
        var means = loss.End();
        total = means[0];
        if (count > 0 && means[1] == count && means[2] == count * count) parts = new TeamMean(team, [.. mine.Select(part => part.Value)]);
    }

    /// <summary>The mean loss and parts.</summary>
    /// <exception cref="TrainingStoppedException">A process was lost; the message names it.</exception>
    public (double Loss, IReadOnlyList<(string Name, double Value)> Parts) Means() =>
        (total, parts?.End() is { } means ? [.. mine.Select((part, i) => (part.Name, means[i]))] : mine);

    /// <summary>Lets go of what was not waited for.</summary>
    public void Dispose()
    {
        loss.Dispose();
        parts?.Dispose();
    }
}
