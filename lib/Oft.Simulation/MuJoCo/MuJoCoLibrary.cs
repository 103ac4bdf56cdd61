using System.Runtime.InteropServices;

namespace Oft.Simulation.MuJoCo;

/// <summary>The MuJoCo library of this process: found, its version checked, its functions looked up, once.</summary>
/// <remarks>The environment variable <c>OFT_MUJOCO</c> names a library file to use instead of the system's.</remarks>
public static unsafe class MuJoCoLibrary
{
    private static readonly Lazy<Native> native = new(Open);
    private static int owners;

    /// <summary>The version in words, as 2.2.2.</summary>
    /// <exception cref="MuJoCoException">No usable MuJoCo was found.</exception>
    public static string Version => HeaderTable.Spell(Native.Table.Version);

    /// <summary>True when a known MuJoCo can be loaded; otherwise <paramref name="why"/> says what is missing.</summary>
    public static bool IsAvailable(out string why)
    {
        try
        {
            _ = native.Value;
            why = "";
            return true;
        }
        catch (MuJoCoException missing)
        {
            why = missing.Message;
            return false;
        }
    }

    /// <summary>Models, states, scenes and renderers that were made and not yet disposed.</summary>
    public static int LiveOwners => Volatile.Read(ref owners);

    internal static Native Native => native.Value;

    internal static void Made() => Interlocked.Increment(ref owners);

    internal static void Freed() => Interlocked.Decrement(ref owners);

    private static Native Open()
    {
        var named = Environment.GetEnvironmentVariable("OFT_MUJOCO");
        string[] candidates = named is { Length: > 0 } ? [named]
            : OperatingSystem.IsWindows() ? ["mujoco.dll"]
            : OperatingSystem.IsMacOS() ? ["libmujoco.dylib"]
            : ["libmujoco.so.2.2.2", "libmujoco.so"];
        foreach (var candidate in candidates)
            if (NativeLibrary.TryLoad(candidate, out var handle))
                return Check(new Native(handle, HeaderTable.For(Native.VersionOf(handle))));
        throw new MuJoCoException($"MuJoCo was not found (looked for {string.Join(", ", candidates)}). Install Debian's libmujoco2.2.2, or name the library file in OFT_MUJOCO.");
    }

    // A table that does not fit the library would read rubbish everywhere, so three known numbers are read through it first.
    private static Native Check(Native native)
    {
        native.Route();
        const string Probe = "<mujoco><option timestep='0.003'/><worldbody><body pos='0 0 1'><joint type='slide' ref='0.25'/><geom size='0.1'/></body></worldbody></mujoco>";
        var model = native.LoadXml(Probe, out var error);
        if (model is null) throw new MuJoCoException($"MuJoCo refused the probe model: {error}");
        try
        {
            var t = native.Table;
            var nq = t.Field("nq").At(model + t.Offset("mjModel.nq"), 0);
            var timestep = *(double*)(model + t.Offset("mjModel.opt") + t.Offset("mjOption.timestep"));
            var qpos0 = nq == 1 ? **(double**)(model + t.Offset("mjModel.qpos0")) : double.NaN;
            if (nq != 1 || timestep != 0.003 || qpos0 != 0.25)
                throw new MuJoCoException($"MuJoCo {HeaderTable.Spell(t.Version)} does not keep its fields where its table says (nq 1 read as {nq}, timestep 0.003 as {timestep}, qpos0 0.25 as {qpos0}); it was built differently from its release.");
        }
        finally
        {
            native.DeleteModel(model);
        }
        return native;
    }
}
