using Oft.Lab.Proofs;
using Oft.Torch;

namespace Oft.Lab.Tests.Proofs;

public class EngineMemoryProofTests
{
    // Megabytes settle only over thousands of steps; that no tensor stays behind shows at once.
    [Fact]
    public void Sixty_training_steps_leave_no_tensor_behind_and_are_recorded()
    {
        if (EngineReport.WhatIsMissing is { } reason) Need.Missing(reason);

        var result = new EngineMemoryProof().Run(new ProofContext(60, _ => { }, CancellationToken.None));

        Assert.Equal(0, (long)result.Result["tensors_left"]!);
        Assert.Equal("60 steps", result.Size);
        Assert.Equal(60, result.Result["megabytes"]!.AsArray().Count);
        Assert.True((double)result.Result["after_warm_up_mb"]! > 0);
    }
}
