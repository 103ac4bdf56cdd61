namespace Oft.Simulation.Control;

/// <summary>Turns as the arm's interface writes them: row-major 3x3 matrices, w-x-y-z quaternions, axis-angle vectors.</summary>
public static class Rotation
{
    /// <summary>Axis-angle of a quaternion, without choosing the shorter way round: angles up to 2π occur.</summary>
    /// <remarks>Upstream: robosuite/utils/transform_utils.py, quat2axisangle.</remarks>
    /// <param name="w">Scalar part.</param>
    /// <param name="x">First vector part.</param>
    /// <param name="y">Second vector part.</param>
    /// <param name="z">Third vector part.</param>
    /// <param name="vector">[3] is written.</param>
    public static void ToAxisAngle(double w, double x, double y, double z, Span<double> vector)
    {
        w = Math.Clamp(w, -1, 1);
        var length = Math.Sqrt(1 - w * w);
        if (length <= 1e-9)                                      // upstream: math.isclose(den, 0.0) is exact equality; both give no turn
        {
            vector[..3].Clear();
            return;
        }
        var angle = 2 * Math.Acos(w);
        (vector[0], vector[1], vector[2]) = (x * angle / length, y * angle / length, z * angle / length);
    }

    /// <summary>The matrix of an axis-angle vector.</summary>
    /// <remarks>
    /// Upstream: transform_utils.py, axisangle2quat then quat2mat, which rounds the quaternion to float32 and multiplies there; the
    /// rounding (up to 1e-8) is part of the recorded traces and copied.
    /// </remarks>
    /// <param name="vector">[3] radians.</param>
    /// <param name="matrix">[9] is written, row-major.</param>
    public static void FromAxisAngle(ReadOnlySpan<double> vector, Span<double> matrix)
    {
        var angle = Math.Sqrt(vector[0] * vector[0] + vector[1] * vector[1] + vector[2] * vector[2]);
        if (angle <= 1e-300)
        {
            matrix[..9].Clear();
            (matrix[0], matrix[4], matrix[8]) = (1, 1, 1);
            return;
        }
        var s = Math.Sin(angle / 2);
        FromQuaternion(Math.Cos(angle / 2), vector[0] / angle * s, vector[1] / angle * s, vector[2] / angle * s, matrix);
    }

    /// <summary>The matrix of a quaternion, by way of float32 as upstream computes it: off by up to 1e-7.</summary>
    /// <remarks>Upstream: transform_utils.py, quat2mat.</remarks>
    /// <param name="w">Scalar part.</param>
    /// <param name="x">First vector part.</param>
    /// <param name="y">Second vector part.</param>
    /// <param name="z">Third vector part.</param>
    /// <param name="matrix">[9] is written, row-major.</param>
    public static void FromQuaternion(double w, double x, double y, double z, Span<double> matrix)
    {
        float fw = (float)w, fx = (float)x, fy = (float)y, fz = (float)z;
        var n = (float)((double)(fw * fw) + fx * fx + fy * fy + fz * fz);  // float32 products, summed in double
        var scale = Math.Sqrt(2.0 / n);
        (fw, fx, fy, fz) = ((float)(fw * scale), (float)(fx * scale), (float)(fy * scale), (float)(fz * scale));
        float xx = fx * fx, yy = fy * fy, zz = fz * fz, xy = fx * fy, xz = fx * fz, yz = fy * fz, wx = fw * fx, wy = fw * fy, wz = fw * fz;
        (matrix[0], matrix[1], matrix[2]) = (1.0 - yy - zz, xy - wz, xz + wy);
        (matrix[3], matrix[4], matrix[5]) = (xy + wz, 1.0 - xx - zz, yz - wx);
        (matrix[6], matrix[7], matrix[8]) = (xz - wy, yz + wx, 1.0 - xx - yy);
    }

    /// <summary>The product of two matrices.</summary>
    /// <param name="a">[9] applied last.</param>
    /// <param name="b">[9] applied first.</param>
    /// <param name="product">[9] is written; may not overlap the others.</param>
    public static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> product)
    {
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 3; j++)
                product[i * 3 + j] = a[i * 3] * b[j] + a[i * 3 + 1] * b[3 + j] + a[i * 3 + 2] * b[6 + j];
    }

    /// <summary>Half the sum of cross products of matching columns: the small turn that brings one matrix to the other.</summary>
    /// <param name="from">[9] where the hand points.</param>
    /// <param name="to">[9] where it should.</param>
    /// <param name="error">[3] is written, world frame.</param>
    public static void Error(ReadOnlySpan<double> from, ReadOnlySpan<double> to, Span<double> error)
    {
        error[..3].Clear();
        for (var column = 0; column < 3; column++)
        {
            double ax = from[column], ay = from[3 + column], az = from[6 + column], bx = to[column], by = to[3 + column], bz = to[6 + column];
            error[0] += 0.5 * (ay * bz - az * by);
            error[1] += 0.5 * (az * bx - ax * bz);
            error[2] += 0.5 * (ax * by - ay * bx);
        }
    }
}
