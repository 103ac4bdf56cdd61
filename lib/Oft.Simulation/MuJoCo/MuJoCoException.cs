namespace Oft.Simulation.MuJoCo;

/// <summary>MuJoCo, or a file handed to it, is not what was expected; the message says which, and what to do.</summary>
public sealed class MuJoCoException : Exception
{
    /// <summary>Says what went wrong.</summary>
    public MuJoCoException(string message) : base(message) { }

    /// <summary>Says what went wrong and what caused it.</summary>
    public MuJoCoException(string message, Exception inner) : base(message, inner) { }
}
