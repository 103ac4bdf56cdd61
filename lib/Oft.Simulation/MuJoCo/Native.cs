using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Oft.Simulation.MuJoCo;

/// <summary>The one file that meets the MuJoCo library: its functions by name, nothing else.</summary>
internal sealed unsafe class Native
{
    private const string FileName = "model.xml";
    private readonly Lock loading = new();
    private readonly nint handle;
    private readonly delegate* unmanaged[Cdecl]<byte*, void*, byte*, int, byte*> loadXml;
    private readonly delegate* unmanaged[Cdecl]<void> freeLastXml;
    private readonly byte* vfs;                                  // one for all texts: 2 MB in older versions
    private readonly delegate* unmanaged[Cdecl]<void*, void> defaultVfs;
    private readonly delegate* unmanaged[Cdecl]<void*, void> deleteVfs;
    private readonly delegate* unmanaged[Cdecl]<void*, byte*, int, int> makeEmptyFileVfs;       // before 3.0
    private readonly delegate* unmanaged[Cdecl]<void*, byte*, void*, int, int> addBufferVfs;    // since 3.0

    public readonly delegate* unmanaged[Cdecl]<byte*, void> DeleteModel;
    public readonly delegate* unmanaged[Cdecl]<byte*, byte*> MakeData;
    public readonly delegate* unmanaged[Cdecl]<byte*, void> DeleteData;
    public readonly delegate* unmanaged[Cdecl]<byte*, byte*, void> ResetData;
    public readonly delegate* unmanaged[Cdecl]<byte*, byte*, void> Forward;
    public readonly delegate* unmanaged[Cdecl]<byte*, byte*, void> Kinematics;
    public readonly delegate* unmanaged[Cdecl]<byte*, byte*, void> Step;
    public readonly delegate* unmanaged[Cdecl]<byte*, byte*, void> Step1;
    public readonly delegate* unmanaged[Cdecl]<byte*, byte*, void> Step2;
    public readonly delegate* unmanaged[Cdecl]<byte*, byte*, double*, double*, int, void> JacobianOfSite;
    public readonly delegate* unmanaged[Cdecl]<byte*, double*, double*, void> FullMassMatrix;
    // The last argument is where later versions put the surface's normal; this one never looks at it.
    public readonly delegate* unmanaged[Cdecl]<byte*, byte*, double*, double*, byte*, byte, int, int*, double*, double> Ray;
    public readonly delegate* unmanaged[Cdecl]<byte*, int, byte*, int> NameToId;
    public readonly delegate* unmanaged[Cdecl]<byte*, int, int, byte*> IdToName;

    public readonly delegate* unmanaged[Cdecl]<byte*, void> DefaultCamera;
    public readonly delegate* unmanaged[Cdecl]<byte*, void> DefaultOption;
    public readonly delegate* unmanaged[Cdecl]<byte*, void> DefaultScene;
    public readonly delegate* unmanaged[Cdecl]<byte*, byte*, int, void> MakeScene;
    public readonly delegate* unmanaged[Cdecl]<byte*, void> FreeScene;
    public readonly delegate* unmanaged[Cdecl]<byte*, byte*, byte*, byte*, byte*, int, byte*, void> UpdateScene;
    public readonly delegate* unmanaged[Cdecl]<byte*, void> DefaultContext;
    public readonly delegate* unmanaged[Cdecl]<byte*, byte*, int, void> MakeContext;
    public readonly delegate* unmanaged[Cdecl]<byte*, void> FreeContext;
    public readonly delegate* unmanaged[Cdecl]<int, byte*, void> SetBuffer;
    public readonly delegate* unmanaged[Cdecl]<Viewport, byte*, byte*, void> Render;
    public readonly delegate* unmanaged[Cdecl]<byte*, float*, Viewport, byte*, void> ReadPixels;

    public Native(nint handle, HeaderTable table)
    {
        this.handle = handle;
        Table = table;
        loadXml = (delegate* unmanaged[Cdecl]<byte*, void*, byte*, int, byte*>)Find("mj_loadXML");
        freeLastXml = (delegate* unmanaged[Cdecl]<void>)Find("mj_freeLastXML");
        vfs = (byte*)NativeMemory.AllocZeroed((nuint)table.Size("mjVFS"));
        defaultVfs = (delegate* unmanaged[Cdecl]<void*, void>)Find("mj_defaultVFS");
        deleteVfs = (delegate* unmanaged[Cdecl]<void*, void>)Find("mj_deleteVFS");
        if (table.Version < 300) makeEmptyFileVfs = (delegate* unmanaged[Cdecl]<void*, byte*, int, int>)Find("mj_makeEmptyFileVFS");
        else addBufferVfs = (delegate* unmanaged[Cdecl]<void*, byte*, void*, int, int>)Find("mj_addBufferVFS");
        DeleteModel = (delegate* unmanaged[Cdecl]<byte*, void>)Find("mj_deleteModel");
        MakeData = (delegate* unmanaged[Cdecl]<byte*, byte*>)Find("mj_makeData");
        DeleteData = (delegate* unmanaged[Cdecl]<byte*, void>)Find("mj_deleteData");
        ResetData = (delegate* unmanaged[Cdecl]<byte*, byte*, void>)Find("mj_resetData");
        Forward = (delegate* unmanaged[Cdecl]<byte*, byte*, void>)Find("mj_forward");
        Kinematics = (delegate* unmanaged[Cdecl]<byte*, byte*, void>)Find("mj_kinematics");
        Step = (delegate* unmanaged[Cdecl]<byte*, byte*, void>)Find("mj_step");
        Step1 = (delegate* unmanaged[Cdecl]<byte*, byte*, void>)Find("mj_step1");
        Step2 = (delegate* unmanaged[Cdecl]<byte*, byte*, void>)Find("mj_step2");
        JacobianOfSite = (delegate* unmanaged[Cdecl]<byte*, byte*, double*, double*, int, void>)Find("mj_jacSite");
        FullMassMatrix = (delegate* unmanaged[Cdecl]<byte*, double*, double*, void>)Find("mj_fullM");
        Ray = (delegate* unmanaged[Cdecl]<byte*, byte*, double*, double*, byte*, byte, int, int*, double*, double>)Find("mj_ray");
        NameToId = (delegate* unmanaged[Cdecl]<byte*, int, byte*, int>)Find("mj_name2id");
        IdToName = (delegate* unmanaged[Cdecl]<byte*, int, int, byte*>)Find("mj_id2name");
        DefaultCamera = (delegate* unmanaged[Cdecl]<byte*, void>)Find("mjv_defaultCamera");
        DefaultOption = (delegate* unmanaged[Cdecl]<byte*, void>)Find("mjv_defaultOption");
        DefaultScene = (delegate* unmanaged[Cdecl]<byte*, void>)Find("mjv_defaultScene");
        MakeScene = (delegate* unmanaged[Cdecl]<byte*, byte*, int, void>)Find("mjv_makeScene");
        FreeScene = (delegate* unmanaged[Cdecl]<byte*, void>)Find("mjv_freeScene");
        UpdateScene = (delegate* unmanaged[Cdecl]<byte*, byte*, byte*, byte*, byte*, int, byte*, void>)Find("mjv_updateScene");
        DefaultContext = (delegate* unmanaged[Cdecl]<byte*, void>)Find("mjr_defaultContext");
        MakeContext = (delegate* unmanaged[Cdecl]<byte*, byte*, int, void>)Find("mjr_makeContext");
        FreeContext = (delegate* unmanaged[Cdecl]<byte*, void>)Find("mjr_freeContext");
        SetBuffer = (delegate* unmanaged[Cdecl]<int, byte*, void>)Find("mjr_setBuffer");
        Render = (delegate* unmanaged[Cdecl]<Viewport, byte*, byte*, void>)Find("mjr_render");
        ReadPixels = (delegate* unmanaged[Cdecl]<byte*, float*, Viewport, byte*, void>)Find("mjr_readPixels");
    }

    public HeaderTable Table { get; }

    /// <summary>mj_version of a library whose table is not chosen yet.</summary>
    public static int VersionOf(nint handle) => NativeLibrary.TryGetExport(handle, "mj_version", out var version)
        ? ((delegate* unmanaged[Cdecl]<int>)version)()
        : throw new MuJoCoException("the library named as MuJoCo has no mj_version; it is another library.");

    /// <summary>Before anything else: warnings go to <see cref="MuJoCoLog"/>, memory comes from <see cref="MuJoCoMemory"/>. An error leaves MuJoCo no way to go on: it ends the process, as it would without us, but says so.</summary>
    public void Route()
    {
        *(delegate* unmanaged[Cdecl]<nuint, void*>*)Find("mju_user_malloc") = &MuJoCoMemory.Take;
        *(delegate* unmanaged[Cdecl]<void*, void>*)Find("mju_user_free") = &MuJoCoMemory.Give;
        *(delegate* unmanaged[Cdecl]<byte*, void>*)Find("mju_user_warning") = &OnWarning;
        *(delegate* unmanaged[Cdecl]<byte*, void>*)Find("mju_user_error") = &OnError;
    }

    /// <summary>Compiles a model from text; null and a sentence when it cannot be.</summary>
    public byte* LoadXml(string xml, out string error)
    {
        var text = Encoding.UTF8.GetBytes(xml);
        var name = stackalloc byte[16];
        Encoding.ASCII.GetBytes(FileName, new Span<byte>(name, 15));
        var message = stackalloc byte[1024];
        message[0] = 0;
        lock (loading)                                           // the parser keeps the last text in a global until told to forget it
        {
            try
            {
                defaultVfs(vfs);
                if (makeEmptyFileVfs != null)
                {
                    if (makeEmptyFileVfs(vfs, name, text.Length) != 0) throw new MuJoCoException("MuJoCo could not take the model's text.");
                    text.CopyTo(new Span<byte>(*(void**)(vfs + Table.Offset("mjVFS.filedata")), text.Length));
                }
                else
                {
                    fixed (byte* start = text)
                        if (addBufferVfs(vfs, name, start, text.Length) != 0) throw new MuJoCoException("MuJoCo could not take the model's text.");
                }
                var model = loadXml(name, vfs, message, 1024);
                error = Marshal.PtrToStringUTF8((nint)message) ?? "";
                return model;
            }
            finally
            {
                deleteVfs(vfs);
                freeLastXml();
            }
        }
    }

    private nint Find(string name) => NativeLibrary.TryGetExport(handle, name, out var address)
        ? address
        : throw new MuJoCoException($"MuJoCo has no function '{name}'; the library is incomplete.");

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnWarning(byte* message) => MuJoCoLog.Add(Marshal.PtrToStringUTF8((nint)message) ?? "");

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnError(byte* message) => Environment.FailFast($"MuJoCo cannot go on: {Marshal.PtrToStringUTF8((nint)message)}");
}
