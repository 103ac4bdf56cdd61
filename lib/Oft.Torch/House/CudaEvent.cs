namespace Oft.Torch;

/// <summary>A mark in a stream's work, with the time at which the GPU passed it.</summary>
public sealed unsafe class CudaEvent : IDisposable
{
    private nint handle;

    /// <summary>A mark that is nowhere yet.</summary>
    /// <exception cref="NotSupportedException">There is no CUDA here.</exception>
    public CudaEvent()
    {
        nint made;
        OptionalLibrary.Cuda.Check(((delegate* unmanaged<nint*, int>)OptionalLibrary.Cuda["oft_cuda_event_new"])(&made), "event");
        handle = made;
    }

    internal nint Handle => handle;

    /// <summary>Sets it behind what a stream was given until now.</summary>
    public void Record(CudaStream stream) => OptionalLibrary.Cuda.Check(((delegate* unmanaged<nint, nint, int>)OptionalLibrary.Cuda["oft_cuda_event_record"])(handle, stream.Handle), "event");

    /// <summary>Waits until the GPU has passed it.</summary>
    public void Synchronize() => OptionalLibrary.Cuda.Check(((delegate* unmanaged<nint, int>)OptionalLibrary.Cuda["oft_cuda_event_synchronize"])(handle), "event");

    /// <summary>Milliseconds on the GPU from an earlier mark to this one; both must have been passed.</summary>
    public float MillisecondsSince(CudaEvent earlier)
    {
        float milliseconds;
        OptionalLibrary.Cuda.Check(((delegate* unmanaged<nint, nint, float*, int>)OptionalLibrary.Cuda["oft_cuda_event_elapsed"])(earlier.handle, handle, &milliseconds), "event");
        return milliseconds;
    }

    /// <summary>Frees it.</summary>
    public void Dispose()
    {
        if (handle != 0) ((delegate* unmanaged<nint, void>)OptionalLibrary.Cuda["oft_cuda_event_release"])(handle);
        handle = 0;
    }
}
