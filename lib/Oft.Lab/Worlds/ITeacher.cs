using Oft.Contracts;

namespace Oft.Lab.Worlds;

/// <summary>A task's world with the scripted expert that solves it.</summary>
public interface ITeacher : IDisposable
{
    /// <summary>A demonstration with pictures; some seeds stand for disturbed ones, which teach the way back.</summary>
    /// <param name="seed">Which start state, and how it is disturbed.</param>
    /// <param name="every">Pictures are drawn at each so-manieth step, from the first.</param>
    Episode Record(ulong seed, int every = 1);

    /// <summary>The expert alone from a fixed initial state, without pictures.</summary>
    Episode Rehearse(int initialState);
}
