namespace Oft.Aloha.Control;

/// <summary>Where a control loop is.</summary>
public enum LoopMode
{
    /// <summary>Nothing is commanded, nothing is watched.</summary>
    Idle,

    /// <summary>The robot is watched and stands; the operator may start.</summary>
    Ready,

    /// <summary>Slowly to the start pose.</summary>
    Homing,

    /// <summary>The policy's actions, through the gate.</summary>
    Running,

    /// <summary>The measured pose was commanded once; the operator may go on.</summary>
    Holding,

    /// <summary>Slowly to the sleep pose; then stopped.</summary>
    Resting,

    /// <summary>Ended: the motors keep their last goal.</summary>
    Stopped,

    /// <summary>Held, and only an operator who has looked may leave it.</summary>
    Fault,
}
