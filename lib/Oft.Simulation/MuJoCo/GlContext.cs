namespace Oft.Simulation.MuJoCo;

/// <summary>A place to draw without a screen. It is current on a thread only between <see cref="Enter"/> and <see cref="Leave"/>.</summary>
internal abstract class GlContext : IDisposable
{
    // MuJoCo's table of GL functions is one per process, so all contexts of a process come from one maker.
    private static readonly Lazy<Func<GlContext>> maker = new(Choose);

    /// <summary>A new context from this process's maker.</summary>
    /// <exception cref="MuJoCoException">Neither OSMesa nor EGL can be used; the message says what to install.</exception>
    public static GlContext Create() => maker.Value();

    /// <summary>osmesa or egl.</summary>
    public abstract string Maker { get; }

    /// <summary>Makes the context this thread's.</summary>
    public abstract void Enter();

    /// <summary>Leaves the thread without a context, so another may enter.</summary>
    public abstract void Leave();

    /// <summary>A GL string by its constant: 0x1F00 vendor, 0x1F01 renderer, 0x1F02 version. The context must be entered.</summary>
    public abstract string Describe(int constant);

    /// <inheritdoc/>
    public abstract void Dispose();

    // OFT_GL = osmesa | egl chooses; without it a GPU is used where there is one, and the CPU otherwise.
    private static Func<GlContext> Choose()
    {
        var wish = Environment.GetEnvironmentVariable("OFT_GL")?.ToLowerInvariant();
        if (wish is not (null or "" or "osmesa" or "egl")) throw new MuJoCoException($"OFT_GL is '{wish}'; expected osmesa or egl.");
        var complaints = new List<string>();
        if (wish == "egl" || wish is not "osmesa" && EglContext.HasGpu)
        {
            if (EglContext.TryLoad(out var why)) return () => new EglContext();
            complaints.Add(why);
        }
        if (wish != "egl")
        {
            if (OsMesaContext.TryLoad(out var why)) return () => new OsMesaContext();
            complaints.Add(why);
        }
        throw new MuJoCoException($"no way to draw without a screen: {string.Join("; ", complaints)}. Install libosmesa6, or a GPU driver with EGL.");
    }
}
