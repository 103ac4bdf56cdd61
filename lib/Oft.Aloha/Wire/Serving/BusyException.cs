namespace Oft.Aloha.Wire.Serving;

/// <summary>Somebody is being answered and the queue is full.</summary>
public sealed class BusyException() : Exception("the policy is busy and its queue is full; ask again in a second.");
