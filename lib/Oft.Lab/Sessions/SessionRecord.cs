using Oft.Contracts;

namespace Oft.Lab.Sessions;

/// <summary>A session with a robot, real or simulated, as its report needs it.</summary>
/// <param name="Robot">Which robot.</param>
/// <param name="Mode">run, shadow, replay, …; and whether the robot was a simulated one.</param>
/// <param name="Policy">Name of the policy, with the checksum of its weights.</param>
/// <param name="Sentence">What it was told.</param>
/// <param name="Began">When the session began.</param>
public sealed record SessionRecord(RobotSpec Robot, string Mode, string Policy, string Sentence, DateTimeOffset Began)
{
    /// <summary>The list gone through before the arms moved.</summary>
    public IReadOnlyList<SessionCheck> PreFlight { get; init; } = [];

    /// <summary>[A] what the numbers of an action are called; empty where nobody says.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>Every control step, in time order.</summary>
    public IReadOnlyList<SessionStep> Steps { get; init; } = [];

    /// <summary>What the gate, the operator or a fault did, in time order.</summary>
    public IReadOnlyList<SessionEvent> Events { get; init; } = [];

    /// <summary>One film a camera.</summary>
    public IReadOnlyList<(string View, IReadOnlyList<CameraImage> Frames, double FramesPerSecond)> Films { get; init; } = [];

    /// <summary>Points by the paper's rubric and how many there are; null where nobody scored.</summary>
    public (double Points, double Of)? Score { get; init; }

    /// <summary>How it ended, in the operator's words.</summary>
    public string Outcome { get; init; } = "";
}
