using Oft.Contracts;

namespace Oft.Aloha.Control;

/// <summary>What became of a query.</summary>
/// <param name="Query">Its number.</param>
/// <param name="Tick">The tick of its observation.</param>
/// <param name="Asked">When it was asked, on the loop's clock.</param>
/// <param name="Answered">When the answer was there.</param>
/// <param name="Chunk">The actions; null where none came.</param>
/// <param name="Error">Why none came.</param>
public sealed record PolicyAnswer(long Query, long Tick, long Asked, long Answered, ActionChunk? Chunk, string? Error);
