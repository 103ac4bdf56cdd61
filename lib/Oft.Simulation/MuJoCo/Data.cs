namespace Oft.Simulation.MuJoCo;

/// <summary>The state of a <see cref="Model"/> and everything computed from it. It owns MuJoCo's memory until disposed.</summary>
public sealed unsafe class Data : IDisposable
{
    private readonly int ncon, contact, contactSize, geom1, geom2, exclude, time;
    private readonly nint qpos, qvel, act, ctrl, warmstart, bias, xpos, xquat, xmat, sitePos, siteMat, cameraPos, cameraMat, mass;
    private byte* pointer;
    private long ticks;

    /// <summary>A state of a model, at the configuration its file describes.</summary>
    /// <exception cref="MuJoCoException">The memory could not be had.</exception>
    public Data(Model model)
    {
        Model = model;
        pointer = MuJoCoLibrary.Native.MakeData(model.Pointer);
        if (pointer is null) throw new MuJoCoException("MuJoCo could not make a state of the model: not enough memory.");
        MuJoCoLibrary.Made();
        var t = MuJoCoLibrary.Native.Table;
        (ncon, contact, time) = (t.Offset("mjData.ncon"), t.Offset("mjData.contact"), t.Offset("mjData.time"));
        (contactSize, geom1, geom2, exclude) = (t.Size("mjContact"), t.Offset("mjContact.geom1"), t.Offset("mjContact.geom2"), t.Offset("mjContact.exclude"));
        (qpos, qvel, act, ctrl, warmstart, bias) = (At("qpos"), At("qvel"), At("act"), At("ctrl"), At("qacc_warmstart"), At("qfrc_bias"));
        (xpos, xquat, xmat, sitePos, siteMat, mass) = (At("xpos"), At("xquat"), At("xmat"), At("site_xpos"), At("site_xmat"), At("qM"));
        (cameraPos, cameraMat) = (At("cam_xpos"), At("cam_xmat"));

        // These arrays stay where they are for the life of the state; contacts may move and are asked for each time.
        nint At(string field) => *(nint*)(pointer + t.Offset("mjData." + field));
    }

    /// <summary>What this is a state of.</summary>
    public Model Model { get; }

    /// <summary>Seconds since the beginning.</summary>
    public double Time
    {
        get => *(double*)(Pointer + time);
        set => *(double*)(Pointer + time) = value;
    }

    /// <summary>[nq] configuration.</summary>
    public Span<double> Position => Span(qpos, Model.PositionCount);

    /// <summary>[nv] velocities.</summary>
    public Span<double> Velocity => Span(qvel, Model.VelocityCount);

    /// <summary>[na] actuator activations.</summary>
    public Span<double> Activation => Span(act, Model.ActivationCount);

    /// <summary>[nu] commands.</summary>
    public Span<double> Control => Span(ctrl, Model.ActuatorCount);

    /// <summary>[nv] where the contact solver starts from; part of the state if the same future is wanted bit for bit.</summary>
    public Span<double> Warmstart => Span(warmstart, Model.VelocityCount);

    /// <summary>[nv] gravity, centrifugal and Coriolis forces.</summary>
    public ReadOnlySpan<double> Bias => Span(bias, Model.VelocityCount);

    /// <summary>[nbody, 3] world positions of bodies.</summary>
    public ReadOnlySpan<double> BodyPosition => Span(xpos, Model.BodyCount * 3);

    /// <summary>[nbody, 4] world rotations of bodies, w, x, y, z.</summary>
    public ReadOnlySpan<double> BodyQuaternion => Span(xquat, Model.BodyCount * 4);

    /// <summary>[nbody, 9] world rotations of bodies, row-major.</summary>
    public ReadOnlySpan<double> BodyRotation => Span(xmat, Model.BodyCount * 9);

    /// <summary>[nsite, 3] world positions of sites.</summary>
    public ReadOnlySpan<double> SitePosition => Span(sitePos, Model.SiteCount * 3);

    /// <summary>[nsite, 9] world rotations of sites, row-major.</summary>
    public ReadOnlySpan<double> SiteRotation => Span(siteMat, Model.SiteCount * 9);

    /// <summary>[ncam, 3] world positions of cameras.</summary>
    public ReadOnlySpan<double> CameraPosition => Span(cameraPos, Model.CameraCount * 3);

    /// <summary>[ncam, 9] world rotations of cameras, row-major; a camera looks along its -z, its y is up.</summary>
    public ReadOnlySpan<double> CameraRotation => Span(cameraMat, Model.CameraCount * 9);

    /// <summary>Contacts found by the last collision pass.</summary>
    public int ContactCount => *(int*)(Pointer + ncon);

    /// <summary>The two shapes of a contact, and whether it takes part in the solution.</summary>
    public (int Geom1, int Geom2, bool Active) Contact(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, ContactCount);
        var start = *(byte**)(Pointer + contact) + (long)index * contactSize;
        return (*(int*)(start + geom1), *(int*)(start + geom2), *(int*)(start + exclude) == 0);
    }

    /// <summary>Turns on a clock around every call that steps, or computes a Jacobian or an inertia; costs a twentieth of a microsecond a call.</summary>
    public bool Timed { get; set; }

    /// <summary>What those calls took while <see cref="Timed"/>.</summary>
    public TimeSpan TimeInMuJoCo => System.Diagnostics.Stopwatch.GetElapsedTime(0, ticks);

    /// <summary>Back to the configuration the file describes, at rest.</summary>
    public void Reset() => MuJoCoLibrary.Native.ResetData(Model.Pointer, Pointer);

    /// <summary>Computes everything from the state, time standing still.</summary>
    public void Forward() => MuJoCoLibrary.Native.Forward(Model.Pointer, Pointer);

    /// <summary>Computes only where bodies and sites are.</summary>
    public void Kinematics() => MuJoCoLibrary.Native.Kinematics(Model.Pointer, Pointer);

    /// <summary>One physics step.</summary>
    public void Step() => MuJoCoLibrary.Native.Step(Model.Pointer, Pointer);

    /// <summary>The first half of a step: all that follows from positions and velocities, before commands are needed.</summary>
    public void BeginStep()
    {
        var start = Start();
        MuJoCoLibrary.Native.Step1(Model.Pointer, Pointer);
        Stop(start);
    }

    /// <summary>The second half of a step: forces from the commands, contacts solved, time moved on.</summary>
    public void EndStep()
    {
        var start = Start();
        MuJoCoLibrary.Native.Step2(Model.Pointer, Pointer);
        Stop(start);
    }

    /// <summary>How a site moves with each degree of freedom.</summary>
    /// <param name="site">Which.</param>
    /// <param name="linear">[3, nv] is written.</param>
    /// <param name="angular">[3, nv] is written.</param>
    public void SiteJacobian(int site, Span<double> linear, Span<double> angular)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(linear.Length, 3 * Model.VelocityCount, nameof(linear));
        ArgumentOutOfRangeException.ThrowIfLessThan(angular.Length, 3 * Model.VelocityCount, nameof(angular));
        var start = Start();
        fixed (double* p = linear, r = angular) MuJoCoLibrary.Native.JacobianOfSite(Model.Pointer, Pointer, p, r, site);
        Stop(start);
    }

    /// <summary>The first shape that a ray meets, whether or not it collides.</summary>
    /// <param name="from">[3] where it begins.</param>
    /// <param name="way">[3] where it goes; its length is the unit of the distance.</param>
    /// <returns>The shape and how far away it is; -1 and a negative distance where there is none.</returns>
    public (int Geom, double Distance) Ray(ReadOnlySpan<double> from, ReadOnlySpan<double> way)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from.Length, 3, nameof(from));
        ArgumentOutOfRangeException.ThrowIfLessThan(way.Length, 3, nameof(way));
        var geom = -1;
        fixed (double* begin = from, along = way)
        {
            var distance = MuJoCoLibrary.Native.Ray(Model.Pointer, Pointer, begin, along, null, 1, -1, &geom, null);
            return (geom, distance);
        }
    }

    /// <summary>The joint-space inertia.</summary>
    /// <param name="full">[nv, nv] is written.</param>
    public void MassMatrix(Span<double> full)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(full.Length, Model.VelocityCount * Model.VelocityCount, nameof(full));
        _ = Pointer;
        var start = Start();
        fixed (double* dense = full) MuJoCoLibrary.Native.FullMassMatrix(Model.Pointer, dense, (double*)mass);
        Stop(start);
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
        MuJoCoLibrary.Native.DeleteData(pointer);
        pointer = null;
        MuJoCoLibrary.Freed();
    }

    private long Start() => Timed ? System.Diagnostics.Stopwatch.GetTimestamp() : 0;

    private void Stop(long start)
    {
        if (Timed) ticks += System.Diagnostics.Stopwatch.GetTimestamp() - start;
    }

    private Span<double> Span(nint start, int length)
    {
        _ = Pointer;
        return new Span<double>((void*)start, length);
    }
}
