using System.Globalization;
using System.Runtime.InteropServices;

namespace Oft.Simulation.MuJoCo;

/// <summary>Drawing on the CPU through OSMesa.</summary>
/// <remarks>
/// One context of a process is entered at a time: four worlds drawn side by side on a busy machine ended the process inside Mesa 22.3 three times in
/// four hundred episodes, although no two of them shared a context. So drawing waits for drawing; stepping does not.
/// </remarks>
internal sealed unsafe partial class OsMesaContext : GlContext
{
    private const int Rgba = 0x1908, UnsignedByte = 0x1401, Side = 16, Now = 2, Global = 0x100;
    private static delegate* unmanaged[Cdecl]<int, int, int, int, nint, nint> create;
    private static delegate* unmanaged[Cdecl]<nint, void*, int, int, int, byte> makeCurrent;
    private static delegate* unmanaged[Cdecl]<int, byte*> getString;
    private static delegate* unmanaged[Cdecl]<void> finish;
    private static readonly Lock drawing = new();
    private readonly void* buffer;
    private readonly nint context;

    public OsMesaContext()
    {
        lock (drawing) context = create(Rgba, 24, 8, 0, 0);
        if (context == 0) throw new MuJoCoException("OSMesa made no context; is there memory left?");
        buffer = NativeMemory.AllocZeroed(Side * Side * 4);      // a window of our own size is not needed: MuJoCo draws to its own buffer
    }

    public override string Maker => "osmesa";

    /// <summary>Finds OSMesa and makes its symbols global, as MuJoCo looks for them.</summary>
    public static bool TryLoad(out string why)
    {
        // Mesa reads the C environment once, when it is loaded; what somebody set there does not count (see DrawThreads).
        if (OperatingSystem.IsLinux()) _ = SetEnvironment("LP_NUM_THREADS", DrawThreads.Count.ToString(CultureInfo.InvariantCulture), 1);
        nint handle = 0;
        foreach (var name in (string[])["libOSMesa.so.8", "libOSMesa.so.6", "libOSMesa.so"])
            if (handle == 0) handle = OperatingSystem.IsLinux() ? OpenGlobally(name, Now | Global) : 0;
        if (handle == 0)
        {
            why = "libOSMesa.so.8 was not found";
            return false;
        }
        create = (delegate* unmanaged[Cdecl]<int, int, int, int, nint, nint>)NativeLibrary.GetExport(handle, "OSMesaCreateContextExt");
        makeCurrent = (delegate* unmanaged[Cdecl]<nint, void*, int, int, int, byte>)NativeLibrary.GetExport(handle, "OSMesaMakeCurrent");
        getString = (delegate* unmanaged[Cdecl]<int, byte*>)NativeLibrary.GetExport(handle, "glGetString");
        finish = (delegate* unmanaged[Cdecl]<void>)NativeLibrary.GetExport(handle, "glFinish");
        why = "";
        return true;
    }

    public override void Enter()
    {
        drawing.Enter();
        if (makeCurrent(context, buffer, UnsignedByte, Side, Side) != 0) return;
        drawing.Exit();
        throw new MuJoCoException("OSMesa could not enter its context.");
    }

    public override void Leave()
    {
        if (DrawThreads.Count > 0) finish();                     // nothing of this picture may still be drawn while another begins
        makeCurrent(0, null, 0, 0, 0);
        drawing.Exit();
    }

    public override string Describe(int constant) => Marshal.PtrToStringUTF8((nint)getString(constant)) ?? "";

    [LibraryImport("libc", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenGlobally(string name, int flags);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
