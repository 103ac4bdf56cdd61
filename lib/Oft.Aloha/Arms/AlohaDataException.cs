namespace Oft.Aloha.Arms;

/// <summary>What a robot said cannot be what it claims to be. The message names the field.</summary>
public sealed class AlohaDataException(string message) : Exception(message);
