using System.Text.Json;
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
    public void Promise_8_axis_angles_run_from_zero_to_two_pi_and_no_quaternion_is_flipped()
    {
        using var recorded = JsonDocument.Parse(File.ReadAllText(Need.Golden("libero/axis-angle.json")));
        var beyondPi = 0;
        foreach (var one in recorded.RootElement.EnumerateArray())
        {
            double[] q = Doubles(one.GetProperty("quat_xyzw")), expected = Doubles(one.GetProperty("axis_angle")), vector = new double[3];
            Rotation.ToAxisAngle(q[3], q[0], q[1], q[2], vector);
            Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), vector.Select(BitConverter.DoubleToInt64Bits));
            if (Math.Sqrt(vector.Sum(v => v * v)) > Math.PI + 1e-9) beyondPi++;
        }
        Assert.True(beyondPi > 0, "no recorded turn goes beyond π, so nothing would notice a flip");

        static double[] Doubles(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];
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
