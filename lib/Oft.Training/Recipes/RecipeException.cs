namespace Oft.Training.Recipes;

/// <summary>A recipe that cannot be read or carried out as it stands.</summary>
/// <param name="message">What was expected, what came, what to do.</param>
/// <param name="inner">What a part below said.</param>
public sealed class RecipeException(string message, Exception? inner = null) : Exception(message, inner);
