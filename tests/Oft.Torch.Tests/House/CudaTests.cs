using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Torch.Tests.House;

public class CudaTests
{
    [Fact]
    public void Without_CUDA_everything_of_it_refuses_in_one_sentence_that_says_why()
    {
        if (CudaMemory.WhatIsMissing is not { } missing) return;                       // the next test is this one's other half
        Assert.Contains("built only where libtorch has CUDA and CUDA's headers are found", missing);
        foreach (var ask in (Action[])[() => CudaMemory.Of(), CudaMemory.EmptyCache, () => CudaStream.New(), () => new CudaEvent().Dispose(), () => CudaGraph.Record(() => { })])
            Assert.Equal(missing, Assert.Throws<NotSupportedException>(ask).Message);
    }

    [Fact]
    public void A_recorded_graph_repeats_its_work_on_new_numbers_and_memory_is_counted()
    {
        // Not a need of the project's own machines: no GPU is promised there.
        if (CudaMemory.WhatIsMissing is { } missing) Assert.Skip(missing);
        if (!cuda.is_available()) Assert.Skip("no GPU is at hand");
        using var scope = NewDisposeScope();
        var (x, y) = (ones(1024, device: CUDA), zeros(1024, device: CUDA));
        using var graph = CudaGraph.Record(() => { using var inner = NewDisposeScope(); y.copy_(x * 2); });
        x.fill_(3);
        using var stream = CudaStream.Current();
        using var from = new CudaEvent();
        using var to = new CudaEvent();
        from.Record(stream);
        graph.Replay();
        to.Record(stream);
        to.Synchronize();
        Assert.True(to.MillisecondsSince(from) >= 0);
        Assert.Equal(6f, y[17].item<float>());
        var memory = CudaMemory.Of();
        Assert.InRange(memory.Allocated, 8192, memory.AllocatedPeak);
        Assert.InRange(memory.Reserved, memory.Allocated, memory.Total);
    }
}
