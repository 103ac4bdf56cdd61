using Oft.Torch;
using static TorchSharp.torch;

namespace Oft.Training.Runs;

/// <summary>What a run computes in and with how many threads: measured once when it begins, never chosen again when it is continued.</summary>
/// <param name="Compute">What matrix products are computed in.</param>
/// <param name="Threads">How many threads an operator uses.</param>
public sealed record RunConditions(ScalarType Compute, int Threads)
{
    /// <summary>Chooses for a run that begins here.</summary>
    /// <param name="asked">What the recipe asks for; null takes bfloat16 where this processor multiplies it faster.</param>
    public static RunConditions Here(ScalarType? asked) => new(asked ?? (EngineReport.Here.Bfloat16Pays ? ScalarType.BFloat16 : ScalarType.Float32), get_num_threads());

    /// <summary>Makes this process compute so.</summary>
    public void Apply()
    {
        if (get_num_threads() != Threads) set_num_threads(Threads);
    }
}
