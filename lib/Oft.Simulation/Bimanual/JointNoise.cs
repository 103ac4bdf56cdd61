using Oft.Simulation.MiniLibero;

namespace Oft.Simulation.Bimanual;

/// <summary>Noise that drifts: each step keeps most of the one before, so it pushes arms off their way rather than making them shake.</summary>
/// <param name="amount">Standard deviation, rad; 0.02 is a centimetre at the hand.</param>
/// <param name="chance">Where it is drawn from.</param>
public sealed class JointNoise(double amount, SeededChance chance)
{
    private const double Kept = 0.9;
    private readonly double[] drift = new double[2 * BimanualRobot.ArmWidth];

    /// <summary>Adds the next noise to the joints; grippers are left alone.</summary>
    /// <param name="action">[14] changed in place.</param>
    public void Disturb(Span<double> action)
    {
        var fresh = amount * Math.Sqrt(1 - Kept * Kept);
        for (var i = 0; i < drift.Length; i++)
        {
            if (i % BimanualRobot.ArmWidth >= BimanualRobot.ArmJoints) continue;
            drift[i] = Kept * drift[i] + fresh * chance.Normal();
            action[i] += drift[i];
        }
    }
}
