using Oft.Contracts;
using Oft.Data.Rlds;

namespace Oft.Data.Tests;

/// <summary>Small made-up demonstrations: seeded, so that every machine writes the same files.</summary>
internal static class Demonstrations
{
    public static RobotSpec Robot { get; } = new() { Name = "libero", Views = ["primary", "wrist"], ProprioWidth = 8, ActionWidth = 7, ChunkLength = 8, ControlRateHz = 20 };

    public static RobotSpec Bimanual { get; } = new() { Name = "aloha", Views = ["primary", "left_wrist", "right_wrist"], ProprioWidth = 14, ActionWidth = 14, ChunkLength = 25, ControlRateHz = 25 };

    /// <summary>An arm that wanders: proprioception follows the action one step later, the gripper closes half-way.</summary>
    public static Episode Make(int steps, int seed, RobotSpec? robot = null, int side = 16, string sentence = "put the bowl on the plate")
    {
        robot ??= Robot;
        var noise = Numbers.Normal(steps * robot.ActionWidth, seed);
        var state = new double[robot.ProprioWidth];
        var opening = 0.02;
        var all = new List<EpisodeStep>();
        for (var t = 0; t < steps; t++)
        {
            var action = new double[robot.ActionWidth];
            var pace = Math.Pow(Math.Sin((t + 3 * seed) / 5.0), 4);                // people move and pause
            for (var d = 0; d < action.Length; d++) action[d] = Math.Clamp(0.5 * pace * noise[t * action.Length + d], -1, 1);
            if (robot.ActionWidth == 7) action[6] = t < steps / 2 ? -1 : 1;
            var views = robot.Views.Select((name, view) => Picture(name, side, t, seed + 10 * view, state)).ToList();
            all.Add(new EpisodeStep(new Observation(views, state.ToArray(), sentence), action));
            for (var d = 0; d < state.Length; d++) state[d] = robot.ActionWidth == 14 ? action[d] : state[d] + 0.05 * action[Math.Min(d, 5)];
            if (robot is { ActionWidth: 7, ProprioWidth: 8 })
            {
                opening += 0.5 * ((action[6] > 0 ? 0 : 0.04) - opening);         // -1 opens the fingers, +1 closes them
                (state[6], state[7]) = (opening, -opening);
            }
        }
        return new Episode("made-up", robot, (ulong)seed, all, EpisodeOutcome.Success);
    }

    /// <summary>Writes a LIBERO-shaped data set and opens it.</summary>
    public static RldsDataset Write(string root, string name, params int[] lengths)
    {
        var configuration = RldsConfiguration.Libero(name);
        using var writer = new RldsWriter(root, configuration, episodesPerShard: 2);
        for (var i = 0; i < lengths.Length; i++) writer.Write(Make(lengths[i], seed: i + 1));
        return RldsDataset.Open(writer.Folder, configuration);
    }

    // A picture brightens and darkens with where the arm is, so that it changes when and as much as the arm moves.
    private static CameraImage Picture(string name, int side, int t, int seed, double[] state)
    {
        var rgb = new byte[side * side * 3];
        for (var i = 0; i < rgb.Length; i++) rgb[i] = (byte)Math.Clamp(100 + i * 3 % 40 + seed % 11 + 300 * state[0] + 300 * state[1], 0, 255);
        for (var i = 0; i < 24; i++) rgb[i] = (byte)(t * 5);
        return new CameraImage(name, side, side, rgb);
    }
}
