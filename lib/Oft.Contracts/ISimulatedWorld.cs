namespace Oft.Contracts;

/// <summary>A world whose whole state can be taken, put back and looked at.</summary>
public interface ISimulatedWorld : IWorld
{
    /// <summary>The complete state: after <see cref="Restore"/> the same actions give the same states.</summary>
    double[] Snapshot();

    /// <summary>Puts back a state taken by <see cref="Snapshot"/>.</summary>
    void Restore(ReadOnlySpan<double> snapshot);

    /// <summary>A picture from one camera at any size.</summary>
    CameraImage Render(string view, int width, int height);
}
