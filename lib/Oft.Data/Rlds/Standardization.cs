namespace Oft.Data.Rlds;

/// <summary>How stored fields become the actions and proprioception that a policy learns.</summary>
public enum Standardization
{
    /// <summary>State whole; the gripper's −1 (open) … +1 (close) becomes 1 (open) … 0 (closed).</summary>
    Libero,

    /// <summary>State and absolute joint targets as stored.</summary>
    Aloha,

    /// <summary>BridgeData V2: movements are differences of states, the gripper is open or closed, the first and the last step are dropped.</summary>
    Bridge,
}
