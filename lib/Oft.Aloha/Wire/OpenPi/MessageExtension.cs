namespace Oft.Aloha.Wire.OpenPi;

/// <summary>An application's own value in MessagePack: carried, not understood.</summary>
/// <param name="Type">0 to 127; -1 is a point in time.</param>
/// <param name="Data">Its bytes.</param>
public sealed record MessageExtension(sbyte Type, ReadOnlyMemory<byte> Data);
