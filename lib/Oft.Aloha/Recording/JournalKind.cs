namespace Oft.Aloha.Recording;

/// <summary>What a block of a journal holds.</summary>
internal enum JournalKind : byte
{
    Header = 1,
    Frame = 2,
    Tick = 3,
    Answer = 4,
    End = 5,
    Verdict = 6,
}
