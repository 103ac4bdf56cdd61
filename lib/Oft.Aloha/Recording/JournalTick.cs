using Oft.Aloha.Control;
using Oft.Aloha.Gate;

namespace Oft.Aloha.Recording;

/// <summary>One tick as a journal keeps it.</summary>
/// <param name="Tick">Its number.</param>
/// <param name="Time">On the loop's monotonic clock.</param>
/// <param name="Date">On the wall's.</param>
/// <param name="Mode">The loop's mode after it.</param>
/// <param name="StateReceived">When its joint state came.</param>
/// <param name="StateStamp">What the robot's clock said, .NET ticks.</param>
/// <param name="Position">[S], empty where there was none.</param>
/// <param name="Velocity">[S] or empty.</param>
/// <param name="Effort">[S] or empty.</param>
/// <param name="Frames">[V] numbers of the pictures it saw; 0 for none.</param>
/// <param name="Wanted">[A] or empty.</param>
/// <param name="Sent">[A] or empty.</param>
/// <param name="Rules">Rules of the gate that acted.</param>
/// <param name="Chunk">Which chunk, or -1.</param>
/// <param name="Element">Which of its actions, or -1.</param>
/// <param name="Boundary">True where another chunk begins.</param>
/// <param name="Note">A line for the log; empty where there was none.</param>
public sealed record JournalTick(long Tick, long Time, DateTimeOffset Date, LoopMode Mode, long StateReceived, long StateStamp, double[] Position, double[] Velocity, double[] Effort, long[] Frames, double[] Wanted, double[] Sent, GateRule Rules, long Chunk, int Element, bool Boundary, string Note);
