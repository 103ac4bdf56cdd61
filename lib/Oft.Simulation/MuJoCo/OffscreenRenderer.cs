using System.Runtime.InteropServices;

namespace Oft.Simulation.MuJoCo;

/// <summary>Draws a model's cameras into memory. It holds a drawing context until disposed, and shares it with nobody meanwhile.</summary>
/// <remarks>
/// One renderer serves one thread at a time. It enters its context for each picture and leaves it afterwards (a quarter of a
/// microsecond), so the next picture may be drawn by another thread.
/// </remarks>
public sealed unsafe class OffscreenRenderer : IDisposable
{
    // The first context of a process fills MuJoCo's one table of GL functions.
    private static readonly Lock making = new();
    private readonly GlContext gl;
    private readonly Scene scene;
    private readonly byte[] rows;
    private byte* context;

    /// <summary>A renderer for pictures up to a size.</summary>
    /// <param name="model">What will be drawn.</param>
    /// <param name="width">Pixels across, at most.</param>
    /// <param name="height">Pixels down, at most.</param>
    /// <param name="samples">Samples per pixel: 0 draws hard edges, 4 is MuJoCo's default and costs about twice the time.</param>
    /// <param name="shadows">Whether lights cast shadows; costs about four times the time on a CPU.</param>
    /// <param name="shadowSize">Pixels along each side of the map shadows are drawn from.</param>
    /// <exception cref="MuJoCoException">There is no way to draw without a screen.</exception>
    public OffscreenRenderer(Model model, int width, int height, int samples = 0, bool shadows = false, int shadowSize = 1024)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 4096);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, 4096);
        var (native, t) = (MuJoCoLibrary.Native, MuJoCoLibrary.Native.Table);
        (Width, Height) = (width, height);
        rows = new byte[width * height * 3];
        gl = GlContext.Take();
        lock (making)
        {
            gl.Enter();
            try
            {
                model.PrepareRendering(width, height, samples, shadows ? shadowSize : 0);
                context = (byte*)NativeMemory.AllocZeroed((nuint)t.Size("mjrContext"));
                native.DefaultContext(context);
                native.MakeContext(model.Pointer, context, t.Value("mjFONTSCALE_100"));
                native.SetBuffer(t.Value("mjFB_OFFSCREEN"), context);
                if (*(uint*)(context + t.Offset("mjrContext.offFBO")) == 0) throw new MuJoCoException($"the renderer has no offscreen buffer ({gl.Maker}).");
            }
            catch (MuJoCoException)
            {
                Free();
                throw;
            }
            finally
            {
                gl.Leave();
                if (context is null) gl.Rest();
            }
        }
        scene = new Scene(model);
        scene.ShowShadows(shadows);
        MuJoCoLibrary.Made();
    }

    /// <summary>Pixels across, at most.</summary>
    public int Width { get; }

    /// <summary>Pixels down, at most.</summary>
    public int Height { get; }

    /// <summary>What is drawn, for choosing groups.</summary>
    public Scene Scene => scene;

    /// <summary>One picture, row 0 at the top.</summary>
    /// <param name="data">The state to show.</param>
    /// <param name="camera">A camera of the model.</param>
    /// <param name="width">Pixels across, at most <see cref="Width"/>.</param>
    /// <param name="height">Pixels down, at most <see cref="Height"/>.</param>
    /// <returns>[height, width, 3] bytes.</returns>
    public byte[] Render(Data data, int camera, int width, int height)
    {
        ObjectDisposedException.ThrowIf(context is null, this);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, Width);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, Height);
        scene.Update(data, camera);
        var native = MuJoCoLibrary.Native;
        var viewport = new Viewport(0, 0, width, height);
        gl.Enter();
        try
        {
            native.Render(viewport, scene.Pointer, context);
            fixed (byte* start = rows) native.ReadPixels(start, null, viewport, context);
        }
        finally
        {
            gl.Leave();
        }
        var picture = new byte[width * height * 3];
        for (var y = 0; y < height; y++)                         // OpenGL's row 0 is the bottom one
            rows.AsSpan((height - 1 - y) * width * 3, width * 3).CopyTo(picture.AsSpan(y * width * 3));
        return picture;
    }

    /// <summary>Gives the drawing context back; a second call does nothing.</summary>
    public void Dispose()
    {
        if (context is null) return;
        lock (making)
        {
            gl.Enter();
            Free();
            gl.Leave();
        }
        scene.Dispose();
        gl.Rest();
        MuJoCoLibrary.Freed();
    }

    private void Free()
    {
        MuJoCoLibrary.Native.FreeContext(context);
        NativeMemory.Free(context);
        context = null;
    }
}
