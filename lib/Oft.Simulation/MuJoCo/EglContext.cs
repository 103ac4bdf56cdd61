using System.Runtime.InteropServices;

namespace Oft.Simulation.MuJoCo;

/// <summary>Drawing on a GPU through EGL, without a window system: a device display, desktop OpenGL, no surface.</summary>
internal sealed unsafe class EglContext : GlContext
{
    private const int PlatformDevice = 0x313F, OpenGlApi = 0x30A2, None = 0x3038, SurfaceType = 0x3033, Pbuffer = 1, Renderable = 0x3040, OpenGlBit = 8;
    private const int Red = 0x3024, Green = 0x3023, Blue = 0x3022, Depth = 0x3025, Stencil = 0x3026;
    private static delegate* unmanaged[Cdecl]<byte*, nint> getProcAddress;
    private static delegate* unmanaged[Cdecl]<nint, nint, nint, nint, uint> makeCurrent;
    private static delegate* unmanaged[Cdecl]<nint, nint, nint, int*, nint> createContext;
    private static delegate* unmanaged[Cdecl]<int, uint> bindApi;
    private static delegate* unmanaged[Cdecl]<int, byte*> getString;
    private static nint display, config;
    private readonly nint context;

    public EglContext()
    {
        bindApi(OpenGlApi);                                      // belongs to the thread
        var attributes = stackalloc int[] { None };
        context = createContext(display, config, 0, attributes);
        if (context == 0) throw new MuJoCoException("EGL made no OpenGL context on the GPU.");
    }

    /// <summary>True where a GPU's device file is present.</summary>
    public static bool HasGpu => File.Exists("/dev/nvidia0") || Directory.Exists("/dev/dri");

    public override string Maker => "egl";

    /// <summary>Finds EGL and a device that offers desktop OpenGL.</summary>
    public static bool TryLoad(out string why)
    {
        why = "libEGL.so.1 was not found";
        if (!NativeLibrary.TryLoad("libEGL.so.1", out var egl)) return false;
        getProcAddress = (delegate* unmanaged[Cdecl]<byte*, nint>)NativeLibrary.GetExport(egl, "eglGetProcAddress");
        var queryDevices = (delegate* unmanaged[Cdecl]<int, nint*, int*, uint>)Extension("eglQueryDevicesEXT");
        var platformDisplay = (delegate* unmanaged[Cdecl]<int, nint, int*, nint>)Extension("eglGetPlatformDisplayEXT");
        why = "EGL cannot list devices";
        if (queryDevices == null || platformDisplay == null) return false;
        var initialize = (delegate* unmanaged[Cdecl]<nint, int*, int*, uint>)NativeLibrary.GetExport(egl, "eglInitialize");
        var choose = (delegate* unmanaged[Cdecl]<nint, int*, nint*, int, int*, uint>)NativeLibrary.GetExport(egl, "eglChooseConfig");
        bindApi = (delegate* unmanaged[Cdecl]<int, uint>)NativeLibrary.GetExport(egl, "eglBindAPI");
        createContext = (delegate* unmanaged[Cdecl]<nint, nint, nint, int*, nint>)NativeLibrary.GetExport(egl, "eglCreateContext");
        makeCurrent = (delegate* unmanaged[Cdecl]<nint, nint, nint, nint, uint>)NativeLibrary.GetExport(egl, "eglMakeCurrent");
        getString = (delegate* unmanaged[Cdecl]<int, byte*>)Extension("glGetString");

        var devices = stackalloc nint[16];
        int found = 0, major, minor;
        queryDevices(16, devices, &found);
        for (var i = 0; i < found; i++)
        {
            display = platformDisplay(PlatformDevice, devices[i], null);
            if (display == 0 || initialize(display, &major, &minor) == 0 || bindApi(OpenGlApi) == 0) continue;
            var wanted = stackalloc int[] { SurfaceType, Pbuffer, Renderable, OpenGlBit, Red, 8, Green, 8, Blue, 8, Depth, 24, Stencil, 8, None };
            nint chosen;
            int count = 0;
            if (choose(display, wanted, &chosen, 1, &count) == 0 || count == 0) continue;
            config = chosen;
            why = "";
            return true;
        }
        why = $"none of the {found} EGL devices offers desktop OpenGL";
        return false;
    }

    public override void Enter()
    {
        bindApi(OpenGlApi);
        if (makeCurrent(display, 0, 0, context) == 0) throw new MuJoCoException("EGL could not enter its context.");
    }

    public override void Leave() => makeCurrent(display, 0, 0, 0);

    public override string Describe(int constant) => getString == null ? "" : Marshal.PtrToStringUTF8((nint)getString(constant)) ?? "";

    private static nint Extension(string name)
    {
        var text = Marshal.StringToCoTaskMemUTF8(name);
        try
        {
            return getProcAddress((byte*)text);
        }
        finally
        {
            Marshal.FreeCoTaskMem(text);
        }
    }
}
