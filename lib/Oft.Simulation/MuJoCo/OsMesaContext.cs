using System.Runtime.InteropServices;

namespace Oft.Simulation.MuJoCo;

/// <summary>Drawing on the CPU through OSMesa.</summary>
internal sealed unsafe partial class OsMesaContext : GlContext
{
    private const int Rgba = 0x1908, UnsignedByte = 0x1401, Side = 16, Now = 2, Global = 0x100;
    private static delegate* unmanaged[Cdecl]<int, int, int, int, nint, nint> create;
    private static delegate* unmanaged[Cdecl]<nint, void*, int, int, int, byte> makeCurrent;
    private static delegate* unmanaged[Cdecl]<int, byte*> getString;
    private readonly void* buffer;
    private readonly nint context;

    public OsMesaContext()
    {
        context = create(Rgba, 24, 8, 0, 0);
        if (context == 0) throw new MuJoCoException("OSMesa made no context; is there memory left?");
        buffer = NativeMemory.AllocZeroed(Side * Side * 4);      // a window of our own size is not needed: MuJoCo draws to its own buffer
    }

    public override string Maker => "osmesa";

    /// <summary>Finds OSMesa and makes its symbols global, as MuJoCo looks for them.</summary>
    public static bool TryLoad(out string why)
    {
        // Mesa's own worker threads cost more than they bring at these picture sizes (measured: 0.36 ms against 0.50 ms a view),
        // and worlds already run side by side. Mesa 22.3 also crashed now and then when it had one worker a context and two worlds
        // were drawn at once (2 of 4 runs of 3,000 episodes; none of 5 without), so a value in the environment does not count.
        // It reads the C environment once, when it is loaded.
        if (OperatingSystem.IsLinux()) _ = SetEnvironment("LP_NUM_THREADS", "0", 1);
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
        why = "";
        return true;
    }

    public override void Enter()
    {
        if (makeCurrent(context, buffer, UnsignedByte, Side, Side) == 0) throw new MuJoCoException("OSMesa could not enter its context.");
    }

    public override void Leave() => makeCurrent(0, null, 0, 0, 0);

    public override string Describe(int constant) => Marshal.PtrToStringUTF8((nint)getString(constant)) ?? "";

    [LibraryImport("libc", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenGlobally(string name, int flags);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
