using Oft.Aloha.Gate;
using Oft.Contracts;

namespace Oft.Aloha.Control;

/// <summary>All that happened in one tick.</summary>
/// <param name="Tick">Its number.</param>
/// <param name="Time">On the loop's monotonic clock.</param>
/// <param name="Date">On the wall's.</param>
/// <param name="Mode">The loop's mode after it.</param>
/// <param name="State">What the robot last said; null where nothing.</param>
/// <param name="Frames">The latest pictures.</param>
/// <param name="Wanted">[A] what the policy wanted; null where nothing.</param>
/// <param name="Sent">[A] what was sent; null where nothing.</param>
/// <param name="Rules">Rules of the gate that acted.</param>
/// <param name="Chunk">Which chunk, or -1.</param>
/// <param name="Element">Which of its actions, or -1.</param>
/// <param name="Boundary">True where another chunk begins.</param>
/// <param name="Note">Why the mode changed, or another line for the log.</param>
public sealed record TickRecord(long Tick, long Time, DateTimeOffset Date, LoopMode Mode, RobotState? State, IReadOnlyList<RobotFrame?> Frames, double[]? Wanted, double[]? Sent, GateRule Rules, long Chunk, int Element, bool Boundary, string? Note);
