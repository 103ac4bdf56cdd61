using Oft.Data.Rlds;
using Oft.Imaging;
using Oft.Imaging.Augmentation;

namespace Oft.Data.Sampling;

/// <summary>One training sample: what was seen at a step, and the K normalised actions from there on.</summary>
/// <remarks>Shapes: K actions, A numbers each; S numbers of proprioception. Pictures are fetched and decoded when they are asked for, on the asking thread.</remarks>
public sealed class DrawnSample
{
    private readonly FrameReader reader;
    private readonly ulong seed;

    internal DrawnSample(long ordinal, Trajectory trajectory, int step, RldsConfiguration configuration, FrameReader reader, ulong seed)
    {
        (Ordinal, Trajectory, Step, Configuration) = (ordinal, trajectory, step, configuration);
        (this.reader, this.seed) = (reader, seed);
    }

    /// <summary>Its number in the stream all ranks share.</summary>
    public long Ordinal { get; }

    /// <summary>The episode, normalised.</summary>
    public Trajectory Trajectory { get; }

    /// <summary>Where the chunk begins.</summary>
    public int Step { get; }

    /// <summary>What the records mean.</summary>
    public RldsConfiguration Configuration { get; }

    /// <summary>The instruction; may be empty.</summary>
    public string Sentence => Trajectory.Sentences[Step];

    /// <summary>[K, A] in [−1, 1].</summary>
    public ReadOnlySpan<float> Actions => Trajectory.Chunk(Step, Configuration.ChunkLength);

    /// <summary>[S] in [−1, 1].</summary>
    public ReadOnlySpan<float> Proprio => Trajectory.ProprioAt(Step);

    /// <summary>Cameras.</summary>
    public int Views => Trajectory.Pictures.Count;

    /// <summary>One camera's stored bytes.</summary>
    public byte[] Encoded(int view) => reader.Read(Trajectory.File, Trajectory.Pictures[view][Step]);

    /// <summary>One camera's picture as stored, decoded and resized: [224, 224, 3].</summary>
    public ByteImage Picture(int view) => FrameReader.Decode(Encoded(view));

    /// <summary>One camera's picture as training sees it, changed at random: [224, 224, 3].</summary>
    public ByteImage Augmented(int view) => Augmentation(view).Apply(Picture(view));

    /// <summary>What the augmentation of one camera draws: the same for the same seed, sample and camera.</summary>
    // Upstream: one base seed per frame; camera i takes base + i (obs_transforms.py, augment).
    public ImageAugmentation Augmentation(int view)
    {
        var bits = SeededRandom.For(seed ^ 0xA5A5_5A5A_C3C3_3C3C, (ulong)Ordinal).Next();
        return ImageAugmentation.Draw(new StatelessSeed(unchecked((int)((uint)bits >> 1) + view), unchecked((int)(bits >> 33) + view)));
    }
}
