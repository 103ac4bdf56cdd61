namespace Oft.Contracts;

/// <summary>An environment that is stepped: it waits for the policy, time passes only in <see cref="Step"/>.</summary>
public interface IWorld : IDisposable
{
    /// <summary>The robot in it.</summary>
    RobotSpec Robot { get; }

    /// <summary>The task in words.</summary>
    string Sentence { get; }

    /// <summary>Steps after which an episode has failed.</summary>
    int StepLimit { get; }

    /// <summary>Puts the world in one of its fixed initial states.</summary>
    /// <param name="initialState">Which of them, from 0.</param>
    /// <param name="seed">For what the world draws beyond the initial state.</param>
    void Reset(int initialState, ulong seed);

    /// <summary>Applies one action and lets one control period pass.</summary>
    /// <param name="action">[A] in robot units.</param>
    void Step(ReadOnlySpan<double> action);

    /// <summary>What is seen now. Pictures are made when this is called, not before.</summary>
    Observation Observe();

    /// <summary>True once the task's goal holds.</summary>
    bool Success { get; }
}
