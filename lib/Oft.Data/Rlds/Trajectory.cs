namespace Oft.Data.Rlds;

/// <summary>One standardised episode: numbers in memory, pictures as places in their file.</summary>
public sealed class Trajectory
{
    /// <summary>The data set's name, as its statistics spell it.</summary>
    public required string Dataset { get; init; }

    /// <summary>Its split.</summary>
    public required string Split { get; init; }

    /// <summary>Its number within the split, in shard order.</summary>
    public required int Index { get; init; }

    /// <summary>The file that holds the pictures.</summary>
    public required string File { get; init; }

    /// <summary>What the episode was made from, or empty.</summary>
    public required string Source { get; init; }

    /// <summary>T.</summary>
    public required int Steps { get; init; }

    /// <summary>[T, A] row-major.</summary>
    public required float[] Action { get; init; }

    /// <summary>[T, S] row-major.</summary>
    public required float[] Proprio { get; init; }

    /// <summary>[T] the instruction at each step; may be empty at some.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }

    /// <summary>Per camera in the configuration's order, [T] places.</summary>
    public required IReadOnlyList<StoredPicture[]> Pictures { get; init; }

    /// <summary>True where no step has any instruction.</summary>
    public bool Unlabelled => Sentences.All(sentence => sentence.Length == 0);

    /// <summary>How many chunks of K begin in it: 0 … T − K, no padding at the end.</summary>
    /// <param name="chunkLength">K.</param>
    // Upstream: prismatic/vla/datasets/rlds/traj_transforms.py, chunk_act_obs; an episode of T < K − 1 ends the reference's run, here it is skipped and counted.
    public int Samples(int chunkLength) => Math.Max(0, Steps - chunkLength + 1);

    /// <summary>[K, A] the actions of the chunk that begins at a step.</summary>
    public ReadOnlySpan<float> Chunk(int start, int chunkLength)
    {
        var width = Action.Length / Steps;
        return Action.AsSpan(start * width, chunkLength * width);
    }

    /// <summary>[S] the proprioception of one step.</summary>
    public ReadOnlySpan<float> ProprioAt(int step)
    {
        var width = Proprio.Length / Steps;
        return Proprio.AsSpan(step * width, width);
    }
}
