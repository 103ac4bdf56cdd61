namespace Oft.Training.Processes;

/// <summary>What a process does, as the others see it.</summary>
public enum Doing
{
    /// <summary>Opening data and weights, or in its first step: as long as it takes.</summary>
    Preparing,

    /// <summary>In a step. Who does so while others wait for it for too long is taken for hung.</summary>
    Computing,

    /// <summary>Waiting for the others.</summary>
    Waiting,

    /// <summary>Writing a checkpoint: as long as it takes.</summary>
    Saving,
}
