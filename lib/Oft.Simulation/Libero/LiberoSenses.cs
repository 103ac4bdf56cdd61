using Oft.Contracts;
using Oft.Simulation.Control;
using Oft.Simulation.MuJoCo;

namespace Oft.Simulation.Libero;

/// <summary>What is observed of a LIBERO world: a state sampled during the last control step, computed and drawn when somebody asks.</summary>
/// <remarks>
/// Upstream samples poses and pictures after 23 of 25 physics steps and joints after 24, so what a policy sees is 4 ms and 2 ms old.
/// <para>Upstream: robosuite/utils/observables.py (v1.4).</para>
/// </remarks>
public sealed class LiberoSenses : IDisposable
{
    private const int ShadowSize = 4096;
    private readonly LiberoModel parts;
    private readonly LiberoWorldOptions options;
    private readonly Data data, shown;
    private readonly double[] position, joints = new double[9];
    private OffscreenRenderer? renderer;
    private bool lit, shownIsCurrent;

    internal LiberoSenses(LiberoModel parts, Data data, LiberoWorldOptions options)
    {
        (this.parts, this.data, this.options) = (parts, data, options);
        shown = new Data(parts.Model);
        position = new double[parts.Model.PositionCount];
    }

    /// <summary>[9] arm joints (rad) and fingers (m).</summary>
    public IReadOnlyList<double> Joints => joints;

    /// <summary>[3] where the grip site was, metres.</summary>
    public double[] GripPosition => Show().SitePosition.Slice(parts.GripSite * 3, 3).ToArray();

    /// <summary>[4] how the hand was turned, x, y, z, w.</summary>
    public double[] HandQuaternion => Turn(parts.Hand);

    /// <summary>[8] grip position, hand axis-angle, finger positions.</summary>
    public double[] Proprio()
    {
        var proprio = new double[8];
        GripPosition.CopyTo(proprio, 0);
        var q = HandQuaternion;
        Rotation.ToAxisAngle(q[3], q[0], q[1], q[2], proprio.AsSpan(3, 3));
        (proprio[6], proprio[7]) = (joints[7], joints[8]);
        return proprio;
    }

    /// <summary>[7] where a thing was: place, then turn as x, y, z, w.</summary>
    /// <exception cref="MuJoCoException">There is no such thing.</exception>
    public double[] PoseOf(string thing)
    {
        var body = parts.Model.Require(ObjectKind.Body, $"{thing}_main");
        return [.. Show().BodyPosition.Slice(body * 3, 3), .. Turn(body)];
    }

    /// <summary>An upright picture.</summary>
    internal CameraImage Render(string view, int width, int height)
    {
        var camera = parts.Model.Require(ObjectKind.Camera, LiberoRobot.CameraOf(view));
        if (renderer is null || renderer.Width < width || renderer.Height < height)
        {
            renderer?.Dispose();
            renderer = new OffscreenRenderer(parts.Model, Math.Max(width, renderer?.Width ?? 0), Math.Max(height, renderer?.Height ?? 0), options.Samples, shadows: true, ShadowSize);
            renderer.Scene.ShowGroup(0, false);
        }
        Show();
        parts.Light(lit);
        return new CameraImage(view, width, height, renderer.Render(shown, camera, width, height));
    }

    /// <summary>Takes the poses of now, and whether a burner glows.</summary>
    internal void SamplePoses(bool glowing)
    {
        data.Position.CopyTo(position);
        (lit, shownIsCurrent) = (glowing, false);
    }

    /// <summary>Takes the joints of now.</summary>
    internal void SampleJoints()
    {
        for (var j = 0; j < 7; j++) joints[j] = data.Position[parts.Arm[j]];
        (joints[7], joints[8]) = (data.Position[parts.Fingers[0]], data.Position[parts.Fingers[1]]);
    }

    /// <summary>Numbers <see cref="Save"/> gives.</summary>
    internal int Width => 1 + position.Length + joints.Length;

    /// <summary>What was sampled.</summary>
    internal double[] Save() => [lit ? 1 : 0, .. position, .. joints];

    /// <summary>Puts back what was saved.</summary>
    internal void Load(ReadOnlySpan<double> saved)
    {
        (lit, shownIsCurrent) = (saved[0] != 0, false);
        saved.Slice(1, position.Length).CopyTo(position);
        saved.Slice(1 + position.Length, joints.Length).CopyTo(joints);
    }

    /// <summary>Where a site is while all fixtures stand at the origin and some joints have values.</summary>
    internal double[] SiteAt(string site, IReadOnlyDictionary<string, double> values)
    {
        shownIsCurrent = false;
        return parts.SiteAt(shown, site, values);
    }

    /// <summary>Gives the drawing context and the state back.</summary>
    public void Dispose()
    {
        renderer?.Dispose();
        shown.Dispose();
    }

    private Data Show()
    {
        if (shownIsCurrent) return shown;
        shown.Reset();
        position.CopyTo(shown.Position);
        shown.Forward();
        shownIsCurrent = true;
        return shown;
    }

    private double[] Turn(int body)
    {
        var q = Show().BodyQuaternion.Slice(body * 4, 4);
        return [q[1], q[2], q[3], q[0]];
    }
}
