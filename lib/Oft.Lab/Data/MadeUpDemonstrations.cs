using Oft.Contracts;
using Oft.Data.Rlds;

namespace Oft.Lab.Data;

/// <summary>Writes a LIBERO-shaped data set of any size whose pictures cost as much to decode as a camera's: for benches and proofs, never for training.</summary>
public static class MadeUpDemonstrations
{
    private const int canvas = 1024;
    private static readonly byte[] texture = Texture();

    /// <summary>Writes episodes and opens the data set.</summary>
    /// <param name="root">Where <c>made_up/1.0.0</c> is written.</param>
    /// <param name="episodes">How many.</param>
    /// <param name="steps">Of each.</param>
    /// <param name="side">Pixels of a picture, down and across.</param>
    public static RldsDataset Write(string root, int episodes, int steps, int side)
    {
        var configuration = RldsConfiguration.Libero("made_up");
        using var writer = new RldsWriter(root, configuration, episodesPerShard: 1);
        for (var episode = 0; episode < episodes; episode++)
            writer.Write(new Episode("made-up", RobotSpec.Libero, (ulong)episode, [.. Enumerable.Range(0, steps).Select(t => Step(episode, t, side))], EpisodeOutcome.Success));
        return RldsDataset.Open(writer.Folder, configuration);
    }

    private static EpisodeStep Step(int episode, int t, int side)
    {
        var phase = episode * 0.7 + t * 0.1;
        var views = RobotSpec.Libero.Views.Select((name, view) => new CameraImage(name, side, side, Scene(side, phase + view))).ToList();
        double[] proprio = [.. Enumerable.Range(0, 8).Select(d => Math.Sin(phase + d))];
        double[] action = [.. Enumerable.Range(0, 6).Select(d => 0.5 * Math.Cos(phase + d)), t % 40 < 20 ? -1.0 : 1.0];
        return new EpisodeStep(new Observation(views, proprio, "move what is made up"), action);
    }

    // A window that wanders over one large canvas of smooth surfaces, edges and noise.
    private static byte[] Scene(int side, double phase)
    {
        var rgb = new byte[side * side * 3];
        var span = canvas - side;
        var (left, top) = ((int)(span * (0.5 + 0.49 * Math.Sin(phase * 3.1))), (int)(span * (0.5 + 0.49 * Math.Cos(phase * 2.3))));
        for (var y = 0; y < side; y++) texture.AsSpan(((top + y) * canvas + left) * 3, side * 3).CopyTo(rgb.AsSpan(y * side * 3));
        return rgb;
    }

    private static byte[] Texture()
    {
        var random = new Random(1000);
        var rgb = new byte[canvas * canvas * 3];
        for (var y = 0; y < canvas; y++)
            for (var x = 0; x < canvas; x++)
                for (var c = 0; c < 3; c++)
                    rgb[(y * canvas + x) * 3 + c] = (byte)Math.Clamp(120 + 60 * Math.Sin((x + 2 * y) * 0.02 + c) + ((x / 40 + y / 56) % 2 == 0 ? 30 : -30) + random.Next(-4, 5), 0, 255);
        return rgb;
    }
}
