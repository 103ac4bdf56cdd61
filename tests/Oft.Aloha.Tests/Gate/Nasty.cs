using Oft.Aloha.Arms;

namespace Oft.Aloha.Tests.Gate;

/// <summary>Actions that a broken policy might send: NaN, infinities, 1e30, alternating extremes, jumps, and now and then something sensible.</summary>
internal static class Nasty
{
    private static readonly double[] words = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e30, -1e30, double.MaxValue, double.Epsilon, -0.0];

    public static double[] Action(Random random, double[] before, int tick)
    {
        var action = new double[AlohaState.Width];
        before = before.Length == action.Length ? before : [.. before, 0];
        var kind = tick / 50 % 8;                                               // a while of each, so that motions develop
        for (var i = 0; i < action.Length; i++)
            action[i] = kind switch
            {
                0 => (i % 7 == 6 ? 0.5 : AlohaRoutines.StartPose[i % 7]) + 0.3 * Math.Sin(tick * 0.1 + i),
                1 => random.Next(300) == 0 ? words[random.Next(words.Length)] : Tame(before[i]) + 0.1 * (random.NextDouble() - 0.5),
                2 => tick % 2 == 0 ? 1.2 : -1.2,
                3 => 4 * (random.NextDouble() - 0.5),
                4 => tick / 12 % 2 == 0 ? 1e30 : -1e30,
                5 => Tame(before[i]) + (random.Next(20) == 0 ? 2 * (random.NextDouble() - 0.5) : 0),
                6 => (tick / 4 % 2 == 0 ? 1 : -1) * (0.2 + 0.8 * random.NextDouble()),
                _ => i % 7 == 6 ? random.Next(2) : AlohaRoutines.StartPose[i % 7],
            };
        return random.Next(2000) == 0 ? action[..13] : action;
    }

    private static double Tame(double value) => double.IsFinite(value) && Math.Abs(value) < 3 ? value : 0;
}
