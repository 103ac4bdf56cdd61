using Oft.Simulation.Control;

namespace Oft.Simulation.Tests.Control;

public sealed class RotationTests
{
    [Theory]
    [InlineData(1, 0, 0, 0, 0, 0, 0)]
    [InlineData(0, 1, 0, 0, 3.141592653589793, 0, 0)]
    [InlineData(-0.5, 0, 0, 0.8660254037844386, 0, 0, 4.1887902047863905)]
    public void Trap_22_axis_angles_go_up_to_two_pi_and_are_not_turned_the_shorter_way(double w, double x, double y, double z, double ex, double ey, double ez)
    {
        var vector = new double[3];
        Rotation.ToAxisAngle(w, x, y, z, vector);
        Assert.Equal([ex, ey, ez], vector.Select(v => Math.Round(v, 12)).Zip((double[])[ex, ey, ez], (a, e) => Math.Abs(a - e) < 1e-12 ? e : a));
    }

    [Fact]
    public void The_small_turn_between_two_matrices_points_along_the_axis()
    {
        double[] identity = [1, 0, 0, 0, 1, 0, 0, 0, 1], turned = new double[9], error = new double[3];
        Rotation.FromAxisAngle([0, 0, 0.2], turned);
        Rotation.Error(identity, turned, error);
        Assert.Equal(Math.Sin(0.2), error[2], 1e-7);             // the matrix is made of float32 products
        Assert.Equal(0, error[0], 1e-7);
    }
}
