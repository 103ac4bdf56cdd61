namespace Oft.Torch;

/// <summary>What a GPU's memory is used for, in bytes.</summary>
/// <param name="Allocated">Held by tensors.</param>
/// <param name="AllocatedPeak">At most, since the start or the last <see cref="ResetPeak"/>.</param>
/// <param name="Reserved">Taken from the device, for tensors to come too.</param>
/// <param name="ReservedPeak">At most.</param>
/// <param name="Free">Left on the device, by all processes.</param>
/// <param name="Total">The device's own.</param>
public readonly record struct CudaMemory(long Allocated, long AllocatedPeak, long Reserved, long ReservedPeak, long Free, long Total)
{
    /// <summary>Why GPUs' memory, streams, events and graphs are not to be had here; null where they are.</summary>
    public static string? WhatIsMissing => OptionalLibrary.Cuda.WhatIsMissing;

    /// <summary>A device's memory now.</summary>
    /// <param name="device">Its number.</param>
    /// <exception cref="NotSupportedException">There is no CUDA here.</exception>
    public static unsafe CudaMemory Of(int device = 0)
    {
        var numbers = stackalloc long[6];
        OptionalLibrary.Cuda.Check(((delegate* unmanaged<int, long*, int>)OptionalLibrary.Cuda["oft_cuda_memory"])(device, numbers), "memory");
        return new(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
    }

    /// <summary>Peaks count from now on.</summary>
    public static unsafe void ResetPeak(int device = 0) =>
        OptionalLibrary.Cuda.Check(((delegate* unmanaged<int, int>)OptionalLibrary.Cuda["oft_cuda_reset_peak"])(device), "memory");

    /// <summary>Gives back to the devices what no tensor holds.</summary>
    public static unsafe void EmptyCache() => OptionalLibrary.Cuda.Check(((delegate* unmanaged<int>)OptionalLibrary.Cuda["oft_cuda_empty_cache"])(), "memory");
}
