using Oft.Contracts;

namespace Oft.Aloha.Control;

/// <summary>Where a loop leaves questions and finds answers. Neither takes any time.</summary>
public interface IPolicyDesk : IDisposable
{
    /// <summary>True while a question waits for its answer.</summary>
    bool Busy { get; }

    /// <summary>Leaves a question. The observation is made elsewhere, so that preparing pictures costs the loop nothing.</summary>
    /// <param name="query">Its number.</param>
    /// <param name="tick">The tick it is asked in.</param>
    /// <param name="observe">Makes the observation.</param>
    void Ask(long query, long tick, Func<Observation> observe);

    /// <summary>An answer that has come since the last look, or null.</summary>
    PolicyAnswer? Take();

    /// <summary>Nobody waits for the question any more; what still comes of it is thrown away.</summary>
    void Abandon();
}
