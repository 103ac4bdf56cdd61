namespace Oft.Simulation.Control;

/// <summary>Small symmetric positive definite systems, solved in place.</summary>
/// <remarks>Written by hand because a control step solves 75 systems of at most seven unknowns, where a library's calls cost more than the sums.</remarks>
internal static class Cholesky
{
    private const double Least = 1e-12;

    /// <summary>Replaces the lower half of a matrix by its factor.</summary>
    /// <param name="matrix">[n, n]; a pivot below 1e-12 is raised to it, which only a singular pose of the arm reaches.</param>
    /// <param name="n">Unknowns.</param>
    public static void Factor(Span<double> matrix, int n)
    {
        for (var j = 0; j < n; j++)
        {
            var sum = matrix[j * n + j];
            for (var k = 0; k < j; k++) sum -= matrix[j * n + k] * matrix[j * n + k];
            var pivot = Math.Sqrt(Math.Max(sum, Least));
            matrix[j * n + j] = pivot;
            for (var i = j + 1; i < n; i++)
            {
                var rest = matrix[i * n + j];
                for (var k = 0; k < j; k++) rest -= matrix[i * n + k] * matrix[j * n + k];
                matrix[i * n + j] = rest / pivot;
            }
        }
    }

    /// <summary>Solves for one right-hand side.</summary>
    /// <param name="factor">[n, n] from <see cref="Factor"/>.</param>
    /// <param name="n">Unknowns.</param>
    /// <param name="x">[n] the right-hand side, replaced by the solution.</param>
    public static void Solve(ReadOnlySpan<double> factor, int n, Span<double> x)
    {
        for (var i = 0; i < n; i++)
        {
            var sum = x[i];
            for (var k = 0; k < i; k++) sum -= factor[i * n + k] * x[k];
            x[i] = sum / factor[i * n + i];
        }
        for (var i = n - 1; i >= 0; i--)
        {
            var sum = x[i];
            for (var k = i + 1; k < n; k++) sum -= factor[k * n + i] * x[k];
            x[i] = sum / factor[i * n + i];
        }
    }
}
