namespace Oft.Aloha.Gate;

/// <summary>How old, how still and how odd what is known of the robot may be. Seconds; ages come from receive times on the local clock.</summary>
/// <param name="StateHold">Age of the joint state that holds.</param>
/// <param name="StateFault">Age that is a fault.</param>
/// <param name="StateTolerance">How far a joint may be read outside its limits, rad.</param>
/// <param name="Jump">How much farther than its velocity limit allows a joint may be read from one state to the next, rad.</param>
/// <param name="Camera">Age of a picture at which no new chunk is asked for.</param>
/// <param name="Frozen">How long a camera may repeat the same bytes; null where pictures can stand still, as in a simulation.</param>
/// <param name="ClockJump">Difference between the robot's clock and this one that is written to the log.</param>
/// <param name="Operator">Age of the operator's last sign of life that holds.</param>
/// <param name="Answer">How late a chunk may be.</param>
public sealed record FreshnessLimit(double StateHold, double StateFault, double StateTolerance, double Jump, double Camera, double? Frozen, double ClockJump, double Operator, double Answer);
