namespace Oft.Lab.Cards;

/// <summary>A check of a notebook does not hold; the message says what was expected and what came.</summary>
public sealed class CheckException(string message) : Exception(message);
