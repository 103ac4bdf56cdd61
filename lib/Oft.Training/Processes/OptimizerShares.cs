using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Oft.Training.Processes;

/// <summary>Each process keeps AdamW's memory of some weights, moves those, and hands them to all: ZeRO's first stage.</summary>
/// <remarks>
/// Weights are dealt out whole, the largest first, each to the process that has the least, so that shares differ by one weight at most.
/// <para>Source: S. Rajbhandari et al., "ZeRO: Memory Optimizations Toward Training Trillion Parameter Models", arXiv 1910.02054.</para>
/// </remarks>
/// <param name="team">The processes.</param>
/// <param name="weights">The same in every process, in the same order.</param>
internal sealed class OptimizerShares(ProcessTeam team, IReadOnlyList<(string Name, Parameter Parameter)> weights)
{
    private readonly int[] owners = Owners([.. weights.Select(weight => weight.Parameter.numel())], team.Size);

    /// <summary>Which process owns each of so many weights.</summary>
    public static int[] Owners(IReadOnlyList<long> sizes, int processes)
    {
        var (owners, loads) = (new int[sizes.Count], new long[processes]);
        foreach (var i in Enumerable.Range(0, sizes.Count).OrderByDescending(i => sizes[i]).ThenBy(i => i))
        {
            owners[i] = Array.IndexOf(loads, loads.Min());
            loads[owners[i]] += sizes[i];
        }
        return owners;
    }

    /// <summary>The weights that this process moves.</summary>
    /// <exception cref="ArgumentException">There are fewer weights than processes.</exception>
    public List<(string Name, Parameter Parameter)> Mine => weights.Count >= team.Size ? weights.Where((_, i) => owners[i] == team.Rank).ToList()
        : throw new ArgumentException($"sharing the optimizer: expected at least as many trained weights as processes, got {weights.Count} for {team.Size}.");

    /// <summary>Hands every weight from its owner to all.</summary>
    public void Exchange()
    {
        using var still = no_grad();
        for (var i = 0; i < weights.Count; i++)
        {
            using var scope = NewDisposeScope();
            var weight = weights[i].Parameter;
            var numbers = owners[i] == team.Rank ? Flat(weight) : empty(weight.numel());
            team.Broadcast(numbers, owners[i]);
            if (owners[i] != team.Rank) weight.copy_(numbers.view(weight.shape));
        }
    }

    /// <summary>AdamW's memory of all weights, in the first process; the others take part and get nothing.</summary>
    /// <param name="mine">Of the weights that this process moves, in their order.</param>
    public IReadOnlyList<WeightMemory> Gather(IReadOnlyList<WeightMemory> mine)
    {
        var all = new List<WeightMemory>();
        for (var (i, own) = (0, 0); i < weights.Count; i++)
        {
            using var scope = NewDisposeScope();
            var (name, weight) = weights[i];
            var count = weight.numel();
            var numbers = empty(2 * count + 1);
            if (owners[i] == team.Rank)
            {
                var memory = mine[own++];
                numbers.narrow(0, 0, count).copy_(Flat(memory.First));
                numbers.narrow(0, count, count).copy_(Flat(memory.Second));
                numbers.narrow(0, 2 * count, 1).fill_(memory.Age);                     // exact up to 2^24 steps
            }
            team.Broadcast(numbers, owners[i]);
            if (team.Rank == 0) all.Add(new(name, Kept(numbers, 0, weight), Kept(numbers, count, weight), (long)numbers[2 * count].item<float>()));
        }
        return all;
    }

    private static Tensor Flat(Tensor weight) => weight.detach().to(ScalarType.Float32).cpu().contiguous().view(-1).clone();

    private static Tensor Kept(Tensor numbers, long start, Parameter weight) => numbers.narrow(0, start, weight.numel()).view(weight.shape).to(weight.dtype).clone().MoveToOuterDisposeScope();
}
