using System.Runtime.InteropServices;
using System.Text;

namespace Oft.Simulation.MuJoCo;

/// <summary>A compiled scene: what does not change while time passes. It owns MuJoCo's memory until disposed.</summary>
/// <remarks>Arrays are spans over that memory, in MuJoCo's own order and units (metres, radians, kilograms, quaternions w, x, y, z).</remarks>
public sealed unsafe class Model : IDisposable
{
    private byte* pointer;

    private Model(byte* pointer)
    {
        this.pointer = pointer;
        MuJoCoLibrary.Made();
        (PositionCount, VelocityCount, ActivationCount, ActuatorCount) = (Count("nq"), Count("nv"), Count("na"), Count("nu"));
        (BodyCount, JointCount, GeomCount, SiteCount, CameraCount, LightCount) = (Count("nbody"), Count("njnt"), Count("ngeom"), Count("nsite"), Count("ncam"), Count("nlight"));
    }

    /// <summary>Compiles MJCF text, after <see cref="ModelXml"/> found it harmless.</summary>
    /// <param name="xml">The text.</param>
    /// <param name="limits">What it may ask for; <see cref="ModelLimits.Default"/> when null.</param>
    /// <exception cref="MuJoCoException">It asks for too much, or MuJoCo refuses it; the message carries MuJoCo's own.</exception>
    public static Model FromXml(string xml, ModelLimits? limits = null)
    {
        ModelXml.Check(xml, limits ?? ModelLimits.Default);
        var pointer = MuJoCoLibrary.Native.LoadXml(xml, out var error);
        if (pointer is null) throw new MuJoCoException($"MuJoCo refused the model: {error.ReplaceLineEndings(" ").Trim()}");
        return new Model(pointer);
    }

    /// <summary>nq, numbers in a configuration.</summary>
    public int PositionCount { get; }

    /// <summary>nv, degrees of freedom.</summary>
    public int VelocityCount { get; }

    /// <summary>na, actuator activations.</summary>
    public int ActivationCount { get; }

    /// <summary>nu, actuators.</summary>
    public int ActuatorCount { get; }

    /// <summary>Bodies, the world included.</summary>
    public int BodyCount { get; }

    /// <summary>Joints.</summary>
    public int JointCount { get; }

    /// <summary>Shapes.</summary>
    public int GeomCount { get; }

    /// <summary>Sites.</summary>
    public int SiteCount { get; }

    /// <summary>Cameras.</summary>
    public int CameraCount { get; }

    /// <summary>Lights.</summary>
    public int LightCount { get; }

    /// <summary>Seconds per physics step.</summary>
    public double Timestep => *(double*)(Pointer + Table.Offset("mjModel.opt") + Table.Offset("mjOption.timestep"));

    /// <summary>[nq] the configuration the file describes.</summary>
    public Span<double> InitialPosition => Doubles("qpos0", PositionCount);

    /// <summary>[nbody, 3] places of bodies in their parents.</summary>
    public Span<double> BodyPosition => Doubles("body_pos", BodyCount * 3);

    /// <summary>[nbody, 4] turns of bodies in their parents.</summary>
    public Span<double> BodyRotation => Doubles("body_quat", BodyCount * 4);

    /// <summary>[nbody] each body's parent.</summary>
    public ReadOnlySpan<int> BodyParent => Integers("body_parentid", BodyCount);

    /// <summary>[nbody] joints on each body.</summary>
    public ReadOnlySpan<int> BodyJointCount => Integers("body_jntnum", BodyCount);

    /// <summary>[nbody] each body's first joint, or -1.</summary>
    public ReadOnlySpan<int> BodyFirstJoint => Integers("body_jntadr", BodyCount);

    /// <summary>[njnt] where each joint's numbers begin in a configuration.</summary>
    public ReadOnlySpan<int> JointPositionAddress => Integers("jnt_qposadr", JointCount);

    /// <summary>[njnt] where each joint's numbers begin among the velocities.</summary>
    public ReadOnlySpan<int> JointVelocityAddress => Integers("jnt_dofadr", JointCount);

    /// <summary>[njnt, 2] joint limits, radians or metres.</summary>
    public ReadOnlySpan<double> JointRange => Doubles("jnt_range", JointCount * 2);

    /// <summary>[ngeom] the body each shape belongs to.</summary>
    public ReadOnlySpan<int> GeomBody => Integers("geom_bodyid", GeomCount);

    /// <summary>[ngeom] display groups, 0 to 5.</summary>
    public ReadOnlySpan<int> GeomGroup => Integers("geom_group", GeomCount);

    /// <summary>[ngeom] collision kinds, as bits; 0 never collides by kind.</summary>
    public ReadOnlySpan<int> GeomCollisionKind => Integers("geom_contype", GeomCount);

    /// <summary>[ngeom, 4] colours, 0 to 1.</summary>
    public Span<float> GeomColor => new((void*)*(nint*)(Pointer + Table.Offset("mjModel.geom_rgba")), GeomCount * 4);

    /// <summary>[nsite] the body each site belongs to.</summary>
    public ReadOnlySpan<int> SiteBody => Integers("site_bodyid", SiteCount);

    /// <summary>[nsite, 3] half sizes of sites.</summary>
    public Span<double> SiteSize => Doubles("site_size", SiteCount * 3);

    /// <summary>[nsite, 4] colours of sites; a negative opacity hides one.</summary>
    public Span<float> SiteColor => new((void*)*(nint*)(Pointer + Table.Offset("mjModel.site_rgba")), SiteCount * 4);

    /// <summary>[ncam, 3] places of cameras in their bodies.</summary>
    public Span<double> CameraPosition => Doubles("cam_pos", CameraCount * 3);

    /// <summary>[ncam, 4] turns of cameras in their bodies.</summary>
    public Span<double> CameraRotation => Doubles("cam_quat", CameraCount * 4);

    /// <summary>[ncam] how high each camera sees, degrees.</summary>
    public ReadOnlySpan<double> CameraFieldOfView => Doubles("cam_fovy", CameraCount);

    /// <summary>[nlight, 3] directions lights shine in, in their bodies.</summary>
    public Span<double> LightDirection => Doubles("light_dir", LightCount * 3);

    /// <summary>[nlight, 3] brightness of lights, red, green, blue.</summary>
    public Span<float> LightColor => new((void*)*(nint*)(Pointer + Table.Offset("mjModel.light_diffuse")), LightCount * 3);

    /// <summary>[nu, 2] least and largest command of each actuator.</summary>
    public ReadOnlySpan<double> ActuatorRange => Doubles("actuator_ctrlrange", ActuatorCount * 2);

    /// <summary>The number of a named thing, or -1.</summary>
    public int Find(ObjectKind kind, string name)
    {
        Span<byte> text = stackalloc byte[Encoding.UTF8.GetMaxByteCount(name.Length) + 1];
        text[Encoding.UTF8.GetBytes(name, text)] = 0;
        fixed (byte* start = text) return MuJoCoLibrary.Native.NameToId(Pointer, Number(kind), start);
    }

    /// <summary>The number of a named thing.</summary>
    /// <exception cref="MuJoCoException">There is none of that name; the message lists some there are.</exception>
    public int Require(ObjectKind kind, string name)
    {
        var id = Find(kind, name);
        if (id >= 0) return id;
        var names = Enumerable.Range(0, CountOf(kind)).Select(i => NameOf(kind, i)).Where(n => n.Length > 0).Take(24);
        throw new MuJoCoException($"the model has no {kind.ToString().ToLowerInvariant()} '{name}'; it has: {string.Join(", ", names)}");
    }

    /// <summary>The name of a numbered thing, empty when it has none.</summary>
    public string NameOf(ObjectKind kind, int id) => Marshal.PtrToStringUTF8((nint)MuJoCoLibrary.Native.IdToName(Pointer, Number(kind), id)) ?? "";

    /// <summary>Any array of the model, or number in it, by MuJoCo's name: <c>body_mass</c>, <c>nmesh</c>, <c>opt.timestep</c>, <c>stat.extent</c>, <c>vis.map.znear</c>.</summary>
    /// <returns>A copy, row after row.</returns>
    /// <exception cref="MuJoCoException">This MuJoCo has no field of that name.</exception>
    public double[] Field(string name)
    {
        var field = Table.Field(name);
        var length = field.Columns * (field.Rows is { } rows ? Count(rows) : 1);
        var start = field.Rows is null ? Pointer + field.Offset : (byte*)*(nint*)(Pointer + field.Offset);
        var values = new double[length];
        for (var i = 0; i < length; i++) values[i] = field.At(start, i);
        return values;
    }

    /// <summary>Names of all arrays of the model.</summary>
    public static IReadOnlyList<string> Arrays => Table.Arrays;

    /// <summary>Columns of an array of the model.</summary>
    /// <exception cref="MuJoCoException">This MuJoCo has no field of that name.</exception>
    public static int ColumnsOf(string field) => Table.Field(field).Columns;

    /// <summary>Asks for a drawing buffer of at least this size before a renderer is made.</summary>
    internal void PrepareRendering(int width, int height, int samples, int shadowSize)
    {
        var visual = Pointer + Table.Offset("mjModel.vis");
        *(int*)(visual + Table.Offset("mjVisual.global.offwidth")) = width;
        *(int*)(visual + Table.Offset("mjVisual.global.offheight")) = height;
        *(int*)(visual + Table.Offset("mjVisual.quality.offsamples")) = samples;
        *(int*)(visual + Table.Offset("mjVisual.quality.shadowsize")) = shadowSize;
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
        MuJoCoLibrary.Native.DeleteModel(pointer);
        pointer = null;
        MuJoCoLibrary.Freed();
    }

    private static HeaderTable Table => MuJoCoLibrary.Native.Table;

    private int Count(string field)
    {
        var count = Table.Field(field);
        return (int)count.At(Pointer + count.Offset, 0);
    }

    private Span<double> Doubles(string field, int length) => new((void*)*(nint*)(Pointer + Table.Offset("mjModel." + field)), length);

    private ReadOnlySpan<int> Integers(string field, int length) => new((void*)*(nint*)(Pointer + Table.Offset("mjModel." + field)), length);

    /// <summary>How many there are of a kind.</summary>
    public int CountOf(ObjectKind kind) => kind switch
    {
        ObjectKind.Body => BodyCount,
        ObjectKind.Joint => JointCount,
        ObjectKind.Geom => GeomCount,
        ObjectKind.Site => SiteCount,
        ObjectKind.Camera => CameraCount,
        ObjectKind.Light => LightCount,
        ObjectKind.Mesh => Count("nmesh"),
        ObjectKind.Material => Count("nmat"),
        ObjectKind.Texture => Count("ntex"),
        _ => ActuatorCount,
    };

    private static int Number(ObjectKind kind) => Table.Value("mjOBJ_" + kind.ToString().ToUpperInvariant());
}
