namespace Oft.Training;

/// <summary>Training ended for a reason it names, and the last good state is kept.</summary>
public sealed class TrainingStoppedException(string message) : Exception(message);
