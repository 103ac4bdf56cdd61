namespace Oft.Torch;

/// <summary>Work of a GPU recorded once and repeated with one call, over the same memory.</summary>
/// <remarks>
/// What is recorded must not read a number back, and reads and writes the tensors it was recorded with: fill those before a replay.
/// It is run some times before, so that libraries have made their plans. <para>Upstream: torch.cuda.graph.</para>
/// </remarks>
public sealed unsafe class CudaGraph : IDisposable
{
    private const int WarmUp = 3;
    private nint handle;

    private CudaGraph(nint handle) => this.handle = handle;

    /// <summary>Records work in a stream of its own.</summary>
    /// <param name="work">Run four times.</param>
    /// <param name="device">The device's number.</param>
    /// <exception cref="NotSupportedException">There is no CUDA here.</exception>
    public static CudaGraph Record(Action work, int device = 0)
    {
        nint made;
        OptionalLibrary.Cuda.Check(((delegate* unmanaged<nint*, int>)OptionalLibrary.Cuda["oft_cuda_graph_new"])(&made), "graph");
        var graph = new CudaGraph(made);
        using var stream = CudaStream.New(device);
        using (var before = CudaStream.Current(device)) before.Synchronize();
        try
        {
            stream.Run(() =>
            {
                for (var i = 0; i < WarmUp; i++) work();
                stream.Synchronize();
                graph.Call("oft_cuda_graph_begin");
                work();
                graph.Call("oft_cuda_graph_end");
            });
            stream.Synchronize();
            return graph;
        }
        catch
        {
            graph.Dispose();
            throw;
        }
    }

    /// <summary>Repeats the work in this thread's stream.</summary>
    public void Replay() => Call("oft_cuda_graph_replay");

    /// <summary>Frees it and the memory recorded with it.</summary>
    public void Dispose()
    {
        if (handle != 0) ((delegate* unmanaged<nint, void>)OptionalLibrary.Cuda["oft_cuda_graph_release"])(handle);
        handle = 0;
    }

    private void Call(string name) => OptionalLibrary.Cuda.Check(((delegate* unmanaged<nint, int>)OptionalLibrary.Cuda[name])(handle), "graph");
}
