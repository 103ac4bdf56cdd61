using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>The text of an exception, held for the native side until this thread's next one.</summary>
internal static unsafe class CallbackError
{
    [ThreadStatic] private static nint held;

    public static byte* Keep(Exception e)
    {
        if (held != 0) Marshal.FreeCoTaskMem(held);
        held = Marshal.StringToCoTaskMemUTF8($"{e.GetType().Name}: {e.Message}");
        return (byte*)held;
    }
}
