namespace Oft.Simulation.Bimanual;

/// <summary>One leg of an arm's script.</summary>
/// <param name="Where">Where the hand goes, asked every step: from the world and the pose at which the leg began.</param>
/// <param name="Opening">The gripper's command there, 0 closed to 1 open.</param>
/// <param name="After">What must hold before it begins; the arm waits where it is.</param>
/// <param name="Dwell">Control steps it stays.</param>
/// <param name="Speed">Metres a second.</param>
internal sealed record Move(Func<BimanualWorld, HandPose, HandPose> Where, double Opening, Func<BimanualWorld, bool>? After = null, int Dwell = 0, double Speed = 0.30);
