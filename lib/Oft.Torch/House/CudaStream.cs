namespace Oft.Torch;

/// <summary>An order of work on a GPU; work in different streams may run side by side.</summary>
public sealed unsafe class CudaStream : IDisposable
{
    private nint handle;

    private CudaStream(nint handle, int device) => (this.handle, Device) = (handle, device);

    /// <summary>A stream of libtorch's pool.</summary>
    /// <param name="device">The device's number.</param>
    /// <param name="urgent">Its work goes before that of others.</param>
    /// <exception cref="NotSupportedException">There is no CUDA here.</exception>
    public static CudaStream New(int device = 0, bool urgent = false)
    {
        nint made;
        OptionalLibrary.Cuda.Check(((delegate* unmanaged<int, int, nint*, int>)OptionalLibrary.Cuda["oft_cuda_stream_new"])(device, urgent ? 1 : 0, &made), "stream");
        return new CudaStream(made, device);
    }

    /// <summary>The stream that this thread's work on a device goes to.</summary>
    /// <param name="device">The device's number.</param>
    /// <exception cref="NotSupportedException">There is no CUDA here.</exception>
    public static CudaStream Current(int device = 0)
    {
        nint made;
        OptionalLibrary.Cuda.Check(((delegate* unmanaged<int, nint*, int>)OptionalLibrary.Cuda["oft_cuda_stream_current"])(device, &made), "stream");
        return new CudaStream(made, device);
    }

    /// <summary>The device's number.</summary>
    public int Device { get; }

    internal nint Handle => handle;

    /// <summary>Sends this thread's work here while something runs.</summary>
    public void Run(Action work)
    {
        using var before = Current(Device);
        Use(this);
        try
        {
            work();
        }
        finally
        {
            Use(before);
        }
    }

    /// <summary>Waits until all its work is done.</summary>
    public void Synchronize() => OptionalLibrary.Cuda.Check(((delegate* unmanaged<nint, int>)OptionalLibrary.Cuda["oft_cuda_stream_synchronize"])(handle), "stream");

    /// <summary>What is given to it from now on waits for an event; the caller does not.</summary>
    public void Wait(CudaEvent until) => OptionalLibrary.Cuda.Check(((delegate* unmanaged<nint, nint, int>)OptionalLibrary.Cuda["oft_cuda_stream_wait"])(handle, until.Handle), "stream");

    /// <summary>Lets it go; the pool keeps the stream.</summary>
    public void Dispose()
    {
        if (handle != 0) ((delegate* unmanaged<nint, void>)OptionalLibrary.Cuda["oft_cuda_stream_release"])(handle);
        handle = 0;
    }

    private static void Use(CudaStream stream) => OptionalLibrary.Cuda.Check(((delegate* unmanaged<nint, int>)OptionalLibrary.Cuda["oft_cuda_stream_use"])(stream.handle), "stream");
}
