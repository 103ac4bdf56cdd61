namespace Oft.Simulation.MiniLibero;

/// <summary>Fingers that now and then close when they should be open, for long enough to close on nothing: a demonstration then shows what to do about it.</summary>
/// <param name="often">Chance at each step that one begins while the fingers should be open.</param>
/// <param name="chance">Where it is drawn from.</param>
public sealed class FingerSlip(double often, SeededChance chance)
{
    private const int Shortest = 8, Longest = 18;
    private const double Close = 1;
    private int left;

    /// <summary>Closes the fingers while a slip lasts.</summary>
    /// <param name="action">[7] its last number is changed in place.</param>
    public void Disturb(Span<double> action)
    {
        if (left == 0 && action[6] < 0 && chance.Unit() < often) left = (int)chance.Between(Shortest, Longest + 1);
        if (left == 0) return;
        left--;
        action[6] = Close;
    }
}
