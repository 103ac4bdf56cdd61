using Oft.Lab.Proofs;
using Oft.Simulation.Libero;
using Oft.Simulation.MuJoCo;

namespace Oft.Lab.Tests.Proofs;

public sealed class LiberoTasksProofTests
{
    [Fact]
    public void The_first_task_of_every_suite_settles_and_steps_or_is_skipped_by_the_name_of_what_it_misses()
    {
        if (!MuJoCoLibrary.IsAvailable(out var why)) Need.Missing(why);
        var proof = new LiberoTasksProof(LiberoFolders.Open(LiberoFiles.Libero, LiberoFiles.Robosuite));

        var result = proof.Run(new ProofContext(1, _ => { }, TestContext.Current.CancellationToken));

        Assert.True(result.Holds, result.Result.ToJsonString());
        Assert.Equal(2, result.Result["tasks"]!.AsObject().Count);               // spatial and goal, whose files are there
        Assert.Equal(3, result.Result["skipped"]!.AsObject().Count);
        Assert.All(result.Result["skipped"]!.AsObject(), skipped => Assert.Contains("is missing", skipped.Key));
    }
}
