using System.Runtime.InteropServices;

namespace Oft.Simulation.MuJoCo;

/// <summary>What is to be drawn: shapes, lights and a camera, taken from a state. It owns MuJoCo's memory until disposed.</summary>
public sealed unsafe class Scene : IDisposable
{
    private const int Groups = 6;
    private readonly Model model;
    private readonly byte* option;
    private readonly byte* camera;
    private byte* pointer;

    /// <summary>An empty scene for a model.</summary>
    /// <param name="model">Whose shapes it will hold.</param>
    /// <param name="capacity">Shapes it has room for.</param>
    public Scene(Model model, int capacity = 2000)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        this.model = model;
        var (native, t) = (MuJoCoLibrary.Native, MuJoCoLibrary.Native.Table);
        pointer = (byte*)NativeMemory.AllocZeroed((nuint)t.Size("mjvScene"));
        option = (byte*)NativeMemory.AllocZeroed((nuint)t.Size("mjvOption"));
        camera = (byte*)NativeMemory.AllocZeroed((nuint)t.Size("mjvCamera"));
        native.DefaultScene(pointer);
        native.DefaultOption(option);
        native.DefaultCamera(camera);
        native.MakeScene(model.Pointer, pointer, capacity);
        *(int*)(camera + t.Offset("mjvCamera.type")) = t.Value("mjCAMERA_FIXED");
        MuJoCoLibrary.Made();
    }

    /// <summary>Shapes in the scene since the last <see cref="Update"/>.</summary>
    public int ShapeCount => *(int*)(Pointer + MuJoCoLibrary.Native.Table.Offset("mjvScene.ngeom"));

    /// <summary>Shows or hides the shapes of a display group.</summary>
    public void ShowGroup(int group, bool visible)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(group);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(group, Groups);
        option[MuJoCoLibrary.Native.Table.Offset("mjvOption.geomgroup") + group] = visible ? (byte)1 : (byte)0;
    }

    /// <summary>Draws or leaves out shadows.</summary>
    public void ShowShadows(bool visible) => (Pointer + MuJoCoLibrary.Native.Table.Offset("mjvScene.flags"))[MuJoCoLibrary.Native.Table.Value("mjRND_SHADOW")] = visible ? (byte)1 : (byte)0;

    /// <summary>Takes over where everything is now, as one of the model's cameras sees it.</summary>
    public void Update(Data data, int cameraId)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cameraId);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(cameraId, model.CameraCount);
        var native = MuJoCoLibrary.Native;
        *(int*)(camera + native.Table.Offset("mjvCamera.fixedcamid")) = cameraId;
        native.UpdateScene(model.Pointer, data.Pointer, option, null, camera, native.Table.Value("mjCAT_ALL"), Pointer);
    }

    internal byte* Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(pointer is null, this);
            return pointer;
        }
    }

    /// <summary>Gives the memory back; a second call does nothing.</summary>
    public void Dispose()
    {
        if (pointer is null) return;
        MuJoCoLibrary.Native.FreeScene(pointer);
        NativeMemory.Free(pointer);
        NativeMemory.Free(option);
        NativeMemory.Free(camera);
        pointer = null;
        MuJoCoLibrary.Freed();
    }
}
