using System.Text;

namespace Oft.Aloha.Wire.OpenPi;

/// <summary>The byte keys by which openpi marks arrays and numbers with a type in MessagePack.</summary>
internal static class MessageNumpy
{
    public const int DeepestWritten = 511;
    public const int DeepestRead = 1024;

    public static readonly object Array = Key("__ndarray__");
    public static readonly object Scalar = Key("__npgeneric__");
    public static readonly object Data = Key("data");
    public static readonly object Type = Key("dtype");
    public static readonly object Shape = Key("shape");

    private static object Key(string text) => (ReadOnlyMemory<byte>)Encoding.ASCII.GetBytes(text);
}
