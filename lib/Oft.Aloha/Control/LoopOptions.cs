using Oft.Aloha.Gate;
using Oft.Aloha.Robots;
using Oft.Contracts;

namespace Oft.Aloha.Control;

/// <summary>How a control loop is run.</summary>
public sealed record LoopOptions
{
    /// <summary>The robot's limits.</summary>
    public required GateProfile Profile { get; init; }

    /// <summary>The task in words.</summary>
    public required string Sentence { get; init; }

    /// <summary>How chunks follow each other.</summary>
    public ChunkPlayback Playback { get; init; } = ChunkPlayback.OpenLoop;

    /// <summary>Actions of a chunk that are played in open loop; all of them by default.</summary>
    public int? OpenLoopSteps { get; init; }

    /// <summary>Actions of an answer; the robot's K by default. A recording is one long answer.</summary>
    public int? ChunkLength { get; init; }

    /// <summary>[A] where homing goes and a run must begin; null where homing goes to the start pose and a run begins anywhere.</summary>
    public IReadOnlyList<double>? StartFrom { get; init; }

    /// <summary>What is done to a picture before the policy sees it, on the policy's thread; as the published client by default.</summary>
    public Func<CameraImage, CameraImage> Prepare { get; init; } = AlohaPictures.Prepare;

    /// <summary>True where the policy runs and nothing is commanded.</summary>
    public bool Shadow { get; init; }

    /// <summary>True where an operator must give signs of life.</summary>
    public bool NeedsOperator { get; init; } = true;

    /// <summary>Ticks of running after which the arms hold; none by default.</summary>
    public long? StepLimit { get; init; }
}
