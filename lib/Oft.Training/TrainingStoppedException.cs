namespace Oft.Training;

/// <summary>Training ended for a reason it names, and the last good state is kept.</summary>
/// <param name="message">What was expected, what came, what to do.</param>
/// <param name="inner">What a part below said.</param>
public sealed class TrainingStoppedException(string message, Exception? inner = null) : Exception(message, inner);
