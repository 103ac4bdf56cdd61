using Oft.Contracts;
using Oft.Simulation.MuJoCo;

namespace Oft.Simulation.MiniLibero;

/// <summary>What a <see cref="Perturbation"/> does to a world, drawn anew at every reset.</summary>
internal sealed class WorldDisturbance(Perturbation wish, Model model, MiniTask task)
{
    private const double NoiseLevels = 12;
    private ulong seed;

    /// <summary>The sentence of this episode.</summary>
    public string Sentence { get; private set; } = task.Sentence;

    /// <summary>How far from its usual place the hand begins.</summary>
    public Point? HandOffset { get; private set; }

    /// <summary>Draws this episode's amounts.</summary>
    public void Begin(ulong episodeSeed)
    {
        seed = episodeSeed;
        var chance = new SeededChance(seed);
        if (wish.Language) Sentence = task.Paraphrases[chance.Below(task.Paraphrases.Count)];
        if (wish.RobotStart) HandOffset = new Point(chance.Between(-0.08, 0.08), chance.Between(-0.08, 0.08), chance.Between(-0.05, 0.05));
        _ = model;
    }

    /// <summary>The picture as a disturbed camera gives it.</summary>
    public CameraImage Disturb(CameraImage picture, int step)
    {
        if (!wish.Noise) return picture;
        var chance = new SeededChance(SeededChance.SeedOf(picture.Name, seed, (ulong)step));
        var rgb = picture.Rgb.ToArray();
        for (var i = 0; i < rgb.Length; i++) rgb[i] = (byte)Math.Clamp(rgb[i] + NoiseLevels * chance.Normal(), 0, 255);
        return new CameraImage(picture.Name, picture.Width, picture.Height, rgb);
    }
}
