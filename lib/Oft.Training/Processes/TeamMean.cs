using Oft.Torch;
using static TorchSharp.torch;

namespace Oft.Training.Processes;

/// <summary>Means over all processes that are under way.</summary>
internal sealed class TeamMean : IDisposable
{
    private readonly ProcessTeam team;
    private readonly Tensor numbers;                                                   // [n]
    private readonly GroupWork work;

    /// <summary>Begins.</summary>
    /// <param name="team">The processes.</param>
    /// <param name="mine">n numbers of this one, told in float32; as many in every process.</param>
    public TeamMean(ProcessTeam team, params ReadOnlySpan<double> mine)
    {
        this.team = team;
        numbers = tensor(mine.ToArray().Select(x => (float)x).ToArray()).DetachFromDisposeScope();
        work = team.BeginSum(numbers);
    }

    /// <summary>Waits for the others' numbers.</summary>
    /// <returns>n means.</returns>
    /// <exception cref="TrainingStoppedException">A process was lost; the message names it.</exception>
    public double[] End()
    {
        team.End(work);
        return [.. numbers.data<float>().ToArray().Select(x => (double)x / team.Size)];
    }

    /// <summary>Lets the numbers go, once the exchange has ended.</summary>
    public void Dispose()
    {
        work.Dispose();
        numbers.Dispose();
    }
}
