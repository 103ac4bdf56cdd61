using System.Collections.Concurrent;

namespace Oft.Simulation.MuJoCo;

/// <summary>A place to draw without a screen. It is current on a thread only between <see cref="Enter"/> and <see cref="Leave"/>.</summary>
/// <remarks>
/// Contexts are given back and taken again, never destroyed: Mesa 22.3 keeps a little of every one it made, for ever. There are as many as
/// renderers once lived side by side.
/// </remarks>
internal abstract class GlContext
{
    // MuJoCo's table of GL functions is one per process, so all contexts of a process come from one maker.
    private static readonly Lazy<Func<GlContext>> maker = new(Choose);

    private static readonly ConcurrentBag<GlContext> resting = [];
    private static int made;

    /// <summary>A context that nobody else draws in: one that was given back, or a new one from this process's maker.</summary>
    /// <exception cref="MuJoCoException">Neither OSMesa nor EGL can be used; the message says what to install.</exception>
    public static GlContext Take()
    {
        if (resting.TryTake(out var rested)) return rested;
        var context = maker.Value();
        Interlocked.Increment(ref made);
        return context;
    }

    /// <summary>Contexts made since the process began.</summary>
    public static int Made => Volatile.Read(ref made);

    /// <summary>Gives the context back for others; nothing of its owner's may be left in it.</summary>
    public void Rest() => resting.Add(this);

    /// <summary>osmesa or egl.</summary>
    public abstract string Maker { get; }

    /// <summary>Makes the context this thread's.</summary>
    public abstract void Enter();

    /// <summary>Leaves the thread without a context, so another may enter.</summary>
    public abstract void Leave();

    /// <summary>A GL string by its constant: 0x1F00 vendor, 0x1F01 renderer, 0x1F02 version. The context must be entered.</summary>
    public abstract string Describe(int constant);

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
