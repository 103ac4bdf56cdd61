namespace Oft.Lab.Verification;

/// <summary>Thrown by a check for what this library does not do: no failure where the folder calls it optional.</summary>
public sealed class NotOfferedException(string message) : Exception(message);
