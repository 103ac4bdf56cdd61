namespace Oft.Simulation.MiniLibero;

/// <summary>Noise that drifts: each step keeps part of the one before, so it pushes a hand off its way rather than making it shake.</summary>
/// <param name="amount">Standard deviation in action units; 0.3 is a good teacher, above 0.4 episodes grow long.</param>
/// <param name="chance">Where it is drawn from.</param>
public sealed class ActionNoise(double amount, SeededChance chance)
{
    private const double Kept = 0.8;
    private readonly double[] drift = new double[3];

    /// <summary>Adds the next noise to the hand's way; the gripper and the turn are left alone.</summary>
    /// <param name="action">[7] changed in place, kept inside [-1, 1].</param>
    public void Disturb(Span<double> action)
    {
        var fresh = amount * Math.Sqrt(1 - Kept * Kept);
        for (var i = 0; i < drift.Length; i++)
        {
            drift[i] = Kept * drift[i] + fresh * chance.Normal();
            action[i] = Math.Clamp(action[i] + drift[i], -1, 1);
        }
    }
}
