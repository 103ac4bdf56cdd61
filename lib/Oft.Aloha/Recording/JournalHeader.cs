using Oft.Contracts;

namespace Oft.Aloha.Recording;

/// <summary>What a journal is a record of.</summary>
/// <param name="Task">The task's name.</param>
/// <param name="Sentence">The task in words.</param>
/// <param name="Robot">Views, widths, rate.</param>
/// <param name="Profile">The limits' name.</param>
/// <param name="Source">Where the actions come from: a policy's address, a leader.</param>
/// <param name="Teleoperated">True where what was wanted, not what was sent, is the action to learn from: a leader's gripper may lie outside 0 … 1.</param>
/// <param name="Started">On the wall's clock.</param>
/// <param name="ClockHz">Counts per second of the times in the journal.</param>
public sealed record JournalHeader(string Task, string Sentence, RobotSpec Robot, string Profile, string Source, bool Teleoperated, DateTimeOffset Started, long ClockHz);
