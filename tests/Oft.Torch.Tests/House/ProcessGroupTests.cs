using System.Runtime.Loader;
using static TorchSharp.torch;

namespace Oft.Torch.Tests.House;

public sealed class ProcessGroupTests : NeedsEngine
{
    // Else a process that joins others before it computes has OpenBLAS look for its kernels by itself, which can be those of 2004.
    [Fact]
    public void Asking_for_process_groups_makes_the_engine_ready_first()
    {
        var threads = get_num_threads();
        // A second copy of the assembly, which has loaded nothing yet.
        var fresh = new AssemblyLoadContext("fresh").LoadFromAssemblyPath(typeof(ProcessGroup).Assembly.Location);
        object? Of(string type, string property) => fresh.GetType(type, throwOnError: true)!.GetProperty(property)!.GetValue(null);

        Assert.Null(Of("TorchSharp.ShimLoader", "Path"));
        Assert.Equal(ProcessGroup.WhatIsMissing, Of("Oft.Torch.ProcessGroup", nameof(ProcessGroup.WhatIsMissing)));
        Assert.NotNull(Of("TorchSharp.ShimLoader", "Path"));
        set_num_threads(threads);
    }
}
