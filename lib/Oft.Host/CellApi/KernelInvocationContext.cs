using Oft.Host.Cells;

namespace Microsoft.DotNet.Interactive;

/// <summary>What a running cell may ask about itself.</summary>
public sealed class KernelInvocationContext
{
    internal KernelInvocationContext(CancellationToken cancellation) => CancellationToken = cancellation;

    /// <summary>The running cell's, null between cells.</summary>
    public static KernelInvocationContext? Current => CellKernel.Running;

    /// <summary>Cancelled when the cell is interrupted or runs out of time; code after an await stops only where it looks at this.</summary>
    public CancellationToken CancellationToken { get; }
}
